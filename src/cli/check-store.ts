import type { Finding } from '../kernel/finding.js';
import { checked } from '../log/eventstoredb/checking.js';
import { isOnServer } from '../log/open-event-store.js';
import { shownAddress } from '../log/shown-address.js';
import type { Config } from '../config.js';
import { toldError } from './told-error.js';

/** An event keeps the body that made it beside what came of it, and who sent it when. */
const COPIES_IN_EVENT = 2;
const BESIDE_BYTES = 64 * 1024;

const ANSWERS: Record<Finding['is'], string> = {
  SOUND: 'ĐẠT · OK',
  DOUBTFUL: 'LƯU Ý · NOTE',
  FORBIDS: 'CẤM · FORBIDS',
  UNKNOWN: 'CHƯA RÕ · UNKNOWN',
};

type Print = (line: string) => void;
type Options = Readonly<{ json: boolean; limits: Pick<Config, 'bodyLimit' | 'sheetBodyLimit' | 'rulebookBodyLimit'> }>;

/**
 * Asks a store, before going live on it, what the service will ask of it, and prints what was found with what is to be done, as a
 * table or as JSON. Returns the exit code: 0 when nothing forbids to go live on it, 1 when something does, 2 when that could not be found out.
 */
export async function checkStore(url: string, { json, limits }: Options, print: Print): Promise<number> {
  const findings: Finding[] = [];
  const say: Print = json ? () => undefined : print;
  let writes: string | undefined;
  let problem: string | undefined;
  try {
    const check = await checkOf(url, limits);
    writes = check.writes;
    say(`Ghi vào · Writes to: ${writes}`);
    for await (const finding of check.findings) {
      findings.push(finding);
      linesOf(finding).forEach(say);
    }
  } catch (error) {
    problem = toldError(error);
    say(`Không kiểm tra được · Not checked: ${problem}`);
  }
  const exitCode = problem === undefined ? exitCodeOf(findings) : 2;
  say(ENDS[exitCode]);
  if (json) print(JSON.stringify({ store: shownAddress(url), writes, findings, problem, exitCode }, undefined, 2));
  return exitCode;
}

const ENDS = {
  0: 'Dùng được · Nothing forbids to go live on it',
  1: 'Không được dùng cho tới khi khắc phục · Do not go live on it before that is mended',
  2: 'Chưa kết luận được · Not all could be asked',
} as const;

type Check = Readonly<{ writes: string; findings: AsyncIterable<Finding> }>;

async function checkOf(url: string, limits: Options['limits']): Promise<Check> {
  const { bodyLimit, sheetBodyLimit, rulebookBodyLimit } = limits;
  const largest = COPIES_IN_EVENT * Math.max(bodyLimit, sheetBodyLimit, rulebookBodyLimit) + BESIDE_BYTES;
  if (isOnServer(url)) return checked(url, { largest });
  if (/^mongodb(\+srv)?:/.test(url)) {
    const mongodb = await import('../../read-models/mongodb/checking.js');
    return { writes: mongodb.WRITES, findings: mongodb.checked(url) };
  }
  throw new Error(`${shownAddress(url)} is neither esdb:// nor mongodb://: a file is checked by verify-store`);
}

function exitCodeOf(findings: readonly Finding[]): keyof typeof ENDS {
  if (findings.some(({ is }) => is === 'FORBIDS')) return 1;
  return findings.some(({ is }) => is === 'UNKNOWN') ? 2 : 0;
}

const COLUMN = Math.max(...Object.values(ANSWERS).map(({ length }) => length)) + 2;

function linesOf({ asked, is, found, remedy }: Finding): readonly string[] {
  const said = found.vi === found.en ? found.vi : `${found.vi} · ${found.en}`;
  const lines = [`${ANSWERS[is].padEnd(COLUMN)}${asked.vi} · ${asked.en}: ${said}`];
  return remedy === undefined
    ? lines
    : [...lines, ...[remedy.vi, remedy.en].map((line) => `${' '.repeat(COLUMN)}→ ${line}`)];
}
