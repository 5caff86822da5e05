import { emulationYearStream } from '../src/emulation-years/frame/frame.events.js';
import type { NewEvent, Recorded } from '../src/kernel/event.js';
import { openEventStore } from '../src/log/open-event-store.js';
import { Child } from './child.js';
import { LedgerFolder } from './ledger-folder.js';
import { residentSize } from './process-figures.js';
import { median, progress, type Row } from './report.js';
import { blocOf, seedOf, sow, YEAR } from './seed.js';

type Size = Readonly<{ drafts: number; atOnce: number; rounds: number }>;
export const FULL: Size = { drafts: 500, atOnce: 64, rounds: 5 };
export const QUICK: Size = { drafts: 50, atOnce: 16, rounds: 2 };

/** Characters of the content of each draft. */
const DRAFT = 58_000;
const LOOK_EVERY_MS = 5;

/** What others noticed while something went on: the longest wait for `/health/live`, and the growth of the process. */
type Noticed = Readonly<{ seconds: number; waited: number; mib: number; refused: number }>;

/** Questions about the past of a year of large drafts: what they take, and what others notice of it. */
export async function benchAsOf({ drafts, atOnce, rounds }: Size): Promise<readonly Row[]> {
  const folder = await LedgerFolder.make();
  try {
    const positions = await plantDrafts(folder, drafts);
    const tokens = (await folder.tokens(atOnce)).secretaries;
    const service = await Child.start<{ url: string }>('service.child', folder.settings('api'));
    const { pid } = service;
    const { url } = service.answer;
    try {
      const ask = (nth: number, position: string) => () =>
        fetch(`${url}/blocs/${blocOf(0)}/years/${YEAR}/pledge?asOf=${position}`, {
          headers: { authorization: `Bearer ${tokens[nth % tokens.length] ?? ''}` },
        });
      const last = positions.at(-1) ?? '';
      await noticed({ url, pid }, [ask(0, positions[0] ?? '')]);
      const first = await noticed({ url, pid }, [ask(0, last)]);
      const again = await noticed({ url, pid }, [ask(0, last)]);
      const all: Noticed[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const questions = Array.from({ length: atOnce }, (_, nth) =>
          ask(nth, positions[(nth * 7 + round) % positions.length] ?? ''),
        );
        all.push(await noticed({ url, pid }, questions));
        progress(`as of: round ${round + 1} of ${rounds}`);
      }
      const of = (part: keyof Noticed): number => median(all.map((each) => each[part]));
      const what = `as of, ${drafts} drafts of 58 KB:`;
      return [
        { what: `${what} one, the first time`, value: first.seconds * 1000, unit: 'ms' },
        { what: `${what} others waited meanwhile at most`, value: first.waited, unit: 'ms', wanted: 'below 50' },
        { what: `${what} one again`, value: again.seconds * 1000, unit: 'ms' },
        { what: `${what} ${atOnce} at once`, value: of('seconds'), unit: 's' },
        { what: `${what} others waited meanwhile at most`, value: of('waited'), unit: 'ms', wanted: 'below 50' },
        {
          what: `${what} growth of the process`,
          value: Math.max(...all.map(({ mib }) => mib)),
          unit: 'MiB',
          wanted: 'at most 64',
        },
        { what: `${what} refused`, value: of('refused'), unit: '', wanted: '0' },
      ];
    } finally {
      await service.stop();
    }
  } finally {
    await folder.remove();
  }
}

/** One open year, and drafts of its pledge. @returns the position of each draft. */
async function plantDrafts(folder: LedgerFolder, drafts: number): Promise<readonly string[]> {
  const seed = await seedOf(0);
  const store = await openEventStore(folder.eventStore);
  await sow(store, seed, { blocs: 1, seeded: () => undefined });
  const stream = emulationYearStream(blocOf(0), YEAR);
  let last: Recorded | undefined;
  for await (const event of store.read(stream)) last = event;
  if (last === undefined) throw new Error('The year has no event');
  const { metadata } = last;
  const contents = [{ number: 1, text: { vi: 'Đoàn kết, sáng tạo. '.repeat(DRAFT / 20) } }];
  const positions: string[] = [];
  let { revision } = last;
  for (let nth = 0; nth < drafts; nth += 1) {
    const data = { blocId: blocOf(0), year: YEAR, targets: [], contents, occurredOn: { date: '2024-03-15' } };
    const { command: _, ...more } = metadata;
    const event: NewEvent = { type: 'PledgeDrafted', data, id: crypto.randomUUID(), metadata: more };
    const appended = await store.append(stream, revision, [event]);
    ({ revision } = appended);
    positions.push(appended.position);
  }
  await store.close();
  return positions;
}

/** Asks all at once and looks meanwhile what others notice. */
async function noticed(
  { url, pid }: Readonly<{ url: string; pid: number }>,
  questions: readonly (() => Promise<Response>)[],
): Promise<Noticed> {
  const before = residentSize(pid);
  let [waited, size, over] = [0, before, false];
  const looking = (async () => {
    while (!over) {
      const asked = performance.now();
      await (await fetch(`${url}/health/live`)).arrayBuffer();
      waited = Math.max(waited, performance.now() - asked);
      size = Math.max(size, residentSize(pid));
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  const started = performance.now();
  let refused = 0;
  await Promise.all(
    questions.map(async (question) => {
      const response = await question();
      await response.arrayBuffer();
      if (response.status >= 500) refused += 1;
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  over = true;
  await looking;
  return { seconds, waited, mib: size - before, refused };
}
