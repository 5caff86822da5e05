import { Child } from './child.js';
import { LedgerFolder } from './ledger-folder.js';
import { type Load, type LoadResult } from './load.js';
import { residentSize } from './process-figures.js';
import { foldAll, plantEvents } from './replay.bench.js';
import { median, progress, type Row } from './report.js';

type Size = Readonly<{ small: number; large: number; blocs: number; requests: number }>;
/** All requests go to the blocs of the smaller ledger; the larger one has the same blocs and many more. */
export const FULL: Size = { small: 10_000, large: 1_000_000, blocs: 260, requests: 10_000 };
export const QUICK: Size = { small: 1000, large: 5000, blocs: 20, requests: 600 };

const RUNS = 3;
const CONNECTIONS = 64;

type Run = Readonly<{ startMs: number; mib: number; refused: number }>;

/** Resident size of the whole service (ROLE=all) after the same requests on a small and on a large log. */
export async function benchMemory(size: Size): Promise<readonly Row[]> {
  const small = await runsOn(size.small, size);
  const large = await runsOn(size.large, size);
  const mib = (runs: readonly Run[]): number => median(runs.map((run) => run.mib));
  const start = (runs: readonly Run[]): number => median(runs.map(({ startMs }) => startMs)) / 1000;
  const refused = [...small, ...large].reduce((sum, run) => sum + run.refused, 0);
  return [
    { what: `memory: after ${size.requests} requests, ${size.small} events`, value: mib(small), unit: 'MiB' },
    { what: `memory: after ${size.requests} requests, ${size.large} events`, value: mib(large), unit: 'MiB' },
    { what: 'memory: ratio', value: mib(large) / mib(small), unit: '', wanted: 'at most 1.3' },
    { what: `start: ${size.small} events`, value: start(small), unit: 's' },
    { what: `start: ${size.large} events`, value: start(large), unit: 's', wanted: 'at most 2' },
    { what: 'start: ratio', value: start(large) / start(small), unit: '', wanted: 'at most 1.2' },
    { what: 'memory: not accepted (all runs)', value: refused, unit: '', wanted: '0' },
  ];
}

/** Seeds a log, builds its read models, and then repeatedly starts, loads and stops the service on them. */
async function runsOn(events: number, { blocs, requests }: Size): Promise<readonly Run[]> {
  const folder = await LedgerFolder.make();
  try {
    await plantEvents(folder, events);
    await foldAll(folder);
    const tokens = await folder.tokens(blocs);
    const runs: Run[] = [];
    for (let nth = 0; nth < RUNS; nth += 1) {
      const load = { connections: CONNECTIONS, from: nth * requests, to: (nth + 1) * requests, blocs, ...tokens };
      runs.push(await runOn(folder, { ...load, echo: false }));
      progress(`memory: run ${nth + 1} of ${RUNS} on ${events} events`);
    }
    return runs;
  } finally {
    await folder.remove();
  }
}

async function runOn(folder: LedgerFolder, load: Omit<Load, 'url'>): Promise<Run> {
  const service = await Child.start<{ url: string; startedInMs: number }>('service.child', folder.settings('all'));
  try {
    const { url, startedInMs } = service.answer;
    const { answer } = await Child.start<LoadResult>('load.child', { ...load, url });
    return { startMs: startedInMs, mib: residentSize(service.pid), refused: answer.refused };
  } finally {
    await service.stop();
  }
}
