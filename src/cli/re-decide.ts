import { DecidingAgain, type Aspect, type Cause, type Difference } from '../audit/re-decide.js';
import { POLICY_VERSION } from '../identity/policy.js';
import { openEventStore } from '../log/open-event-store.js';
import { shownAddress } from '../log/shown-address.js';
import { SCHEMAS, SLICES } from '../slices.js';
import { toldError } from './told-error.js';

/** Decisions between two lines of progress. */
const REPORT_EVERY = 10_000;
/** The longest text of a value that is printed. */
const LONGEST_VALUE = 200;
/** So many of each cause are printed; all are counted. */
const MOST_PRINTED = 100;

type Print = (line: string) => void;
/** `note`: where progress goes, which is no result. */
type Options = Readonly<{ json: boolean; note: Print }>;

const CAUSES: Readonly<Record<Cause, string>> = {
  ALTERED: 'DỮ LIỆU BỊ SỬA · ALTERED',
  RULES_CHANGED: 'QUY ĐỊNH ĐÃ KHÁC · RULES CHANGED',
  CLAIMED: 'THEO NGUỒN KÊ KHAI · CLAIMED',
};

const ASPECTS: Readonly<Record<Aspect, string>> = {
  REFUSED: 'nay bị từ chối · it is refused',
  OTHER_EVENTS: 'kết quả khác · other events come of it',
  OTHER_WARNINGS: 'cảnh báo khác · other warnings come of it',
  BASIS_GONE: 'căn cứ ở hồ sơ khác không còn đúng chỗ · what it rests on is not where it was',
  NOT_WHOLE: 'thiếu hoặc thừa sự kiện · events of it are missing or too many',
  NO_COMMAND: 'không có lệnh đã gửi · its command is not there',
  OTHER_STREAM: 'lệnh thuộc hồ sơ khác · its command belongs to another record',
  UNREADABLE: 'không đọc được từ đây · it cannot be read from here on',
};

/**
 * Makes every decision of the ledger that the URL names again, while others may be writing to it, and prints what comes out otherwise.
 * Returns the exit code: 0 where nothing comes out otherwise, 1 where something was altered, 2 where something comes out otherwise and says
 * of itself why, 3 when that could not be found out.
 */
export async function reDecide(url: string, { json, note }: Options, print: Print): Promise<number> {
  const counts: Record<Cause, number> = { ALTERED: 0, RULES_CHANGED: 0, CLAIMED: 0 };
  const say: Print = json ? () => undefined : print;
  say(`Quyết định lại từ đầu · Deciding again: ${shownAddress(url)}`);
  try {
    const again = await decidedIn(url, note, (difference) => {
      counts[difference.cause] += 1;
      if (json) print(JSON.stringify(difference));
      else if (counts[difference.cause] <= MOST_PRINTED) say(inWords(difference));
    });
    const { decisions, streams } = again;
    const exitCode = exitCodeOf(counts);
    unprinted(counts).forEach(say);
    say(`${decisions} quyết định trong ${streams} hồ sơ · ${decisions} decisions in ${streams} records`);
    say(total(counts) === 0 ? 'Không có gì khác · Nothing comes out otherwise' : summary(counts));
    if (json) print(JSON.stringify({ decisions, streams, counts, exitCode }));
    return exitCode;
  } catch (error) {
    const problem = toldError(error);
    print(json ? JSON.stringify({ problem, exitCode: 3 }) : `Không kiểm tra được · Could not run: ${problem}`);
    return 3;
  }
}

async function decidedIn(url: string, note: Print, hear: (difference: Difference) => void): Promise<DecidingAgain> {
  const store = await openEventStore(url, { readOnly: true, writesNothing: true, orCopy: true, report: note });
  try {
    const again = new DecidingAgain({ store, slices: SLICES, schemas: SCHEMAS, policy: POLICY_VERSION });
    let next = REPORT_EVERY;
    for await (const difference of again.differences(() => {
      if (again.decisions < next) return;
      note(`${again.decisions} quyết định · decisions`);
      next += REPORT_EVERY;
    }))
      hear(difference);
    return again;
  } finally {
    await store.close();
  }
}

function exitCodeOf(counts: Readonly<Record<Cause, number>>): number {
  if (counts.ALTERED > 0) return 1;
  return total(counts) > 0 ? 2 : 0;
}

/** How many were counted and not printed. */
function unprinted(counts: Readonly<Record<Cause, number>>): readonly string[] {
  const more = Object.values(counts).reduce((sum, count) => sum + Math.max(0, count - MOST_PRINTED), 0);
  return more === 0 ? [] : [`… còn ${more} trường hợp, xem bằng --json · ${more} more, see --json`];
}

function total(counts: Readonly<Record<Cause, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function summary(counts: Readonly<Record<Cause, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([cause, count]) => `${CAUSES[cause as Cause]}: ${count}`)
    .join('; ');
}

function inWords({ stream, revision, command, cause, aspect, at = '', expected, found }: Difference): string {
  const values = [
    ...(expected === undefined ? [] : [`theo quy tắc · by the rules: ${valueText(expected)}`]),
    ...(found === undefined ? [] : [`trong sổ · in the log: ${valueText(found)}`]),
  ];
  const head = `${CAUSES[cause]}  ${stream} #${revision} ${command}: ${ASPECTS[aspect]}`;
  return [head, ...(values.length === 0 ? [] : [`   ${at} ${values.join('; ')}`])].join('\n');
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
