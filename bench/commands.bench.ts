import { openEventStore } from '../src/log/open-event-store.js';
import { Child } from './child.js';
import { LedgerFolder } from './ledger-folder.js';
import { type Load, type LoadResult, mostRequests } from './load.js';
import { type ProcessorTime, processorTime } from './process-figures.js';
import { every, median, progress, type Row } from './report.js';
import { seedOf, sow } from './seed.js';

const CONNECTIONS = 64;
const SAY_EVERY_MS = 5000;

type Size = Readonly<{ years: number; warmUp: number; round: number; rounds: number }>;
/** Long rounds: each has a load generator of its own, whose first requests wait for it to warm up. */
export const FULL: Size = { years: 1000, warmUp: 6000, round: 30_000, rounds: 3 };
export const QUICK: Size = { years: 50, warmUp: 300, round: 600, rounds: 3 };

/** The result of a round, with the processor time of the server for each request, in microseconds. */
type Sent = LoadResult & Readonly<{ serverUs: ProcessorTime }>;
type Round = Readonly<{ bare: Sent; commands: Sent }>;

const WANTED = { api: 'at least 0.45', all: 'at least 0.40' };

/**
 * Commands over HTTP (durable, validated, authorised) beside a bare echo under the same load, round by round in turn.
 * With `all` the projector of the embedded default works in the same process; `api` is the process that only takes
 * requests, where another projects.
 */
export async function benchCommands(size: Size, role: 'all' | 'api'): Promise<readonly Row[]> {
  const { years, warmUp, round, rounds } = size;
  if (warmUp + round * rounds > mostRequests(years)) throw new RangeError('The seeded ballots take fewer votes');
  const folder = await LedgerFolder.make();
  const events = await plant(folder, years);
  const tokens = await folder.tokens(years);
  const service = await Child.start<{ url: string }>('service.child', folder.settings(role));
  const echo = await Child.start<{ url: string }>('echo.child', {});
  const send = async (from: number, to: number, bare: boolean): Promise<Sent> => {
    const { answer, pid } = bare ? echo : service;
    const load: Load = { url: answer.url, connections: CONNECTIONS, from, to, blocs: years, ...tokens, echo: bare };
    const before = processorTime(pid);
    const result = (await Child.start<LoadResult>('load.child', load)).answer;
    const { all, main } = processorTime(pid);
    const each = (used: number): number => used / (to - from);
    return { ...result, serverUs: { all: each(all - before.all), main: each(main - before.main) } };
  };
  try {
    const warm = [await send(0, warmUp, true), await send(0, warmUp, false)];
    if (warm.some(({ refused }) => refused > 0)) throw new Error('Requests were refused while warming up');
    const measured: Round[] = [];
    for (let nth = 0; nth < rounds; nth += 1) {
      progress(`commands (ROLE=${role}): round ${nth + 1} of ${rounds}, ${years} years, ${events} events before`);
      const from = warmUp + nth * round;
      measured.push({ bare: await send(from, from + round, true), commands: await send(from, from + round, false) });
    }
    return rowsOf(measured, role);
  } finally {
    await service.stop();
    await echo.stop();
    await folder.remove();
  }
}

async function plant(folder: LedgerFolder, blocs: number): Promise<number> {
  const store = await openEventStore(folder.eventStore);
  const seeded = every(SAY_EVERY_MS, (events: number) => progress(`commands: ${events} events seeded`));
  const events = await sow(store, await seedOf(0), { blocs, seeded });
  await store.close();
  return events;
}

function rowsOf(measured: readonly Round[], role: 'all' | 'api'): readonly Row[] {
  const rate = ({ accepted, seconds }: LoadResult): number => accepted / seconds;
  const commands = measured.map((each) => each.commands);
  const refused = measured.reduce((sum, { bare, commands }) => sum + bare.refused + commands.refused, 0);
  const name = `commands, ROLE=${role}`;
  return [
    { what: `${name}: echo`, value: median(measured.map(({ bare }) => rate(bare))), unit: '/s' },
    { what: `${name}: accepted`, value: median(commands.map(rate)), unit: '/s' },
    {
      what: `${name}: ratio to the echo`,
      value: median(measured.map((each) => rate(each.commands) / rate(each.bare))),
      unit: '',
      wanted: WANTED[role],
    },
    { what: `${name}: p50`, value: median(commands.map(({ p50Ms }) => p50Ms)), unit: 'ms' },
    {
      what: `${name}: p99`,
      value: median(commands.map(({ p99Ms }) => p99Ms)),
      unit: 'ms',
      ...(role === 'api' && { wanted: 'at most 25' }),
    },
    { what: `${name}: p99 of the echo`, value: median(measured.map(({ bare }) => bare.p99Ms)), unit: 'ms' },
    ...processorRows(`${name}: processor time`, commands),
    ...processorRows(
      `${name}: processor time of the echo`,
      measured.map(({ bare }) => bare),
    ),
    { what: `${name}: not accepted (all rounds)`, value: refused, unit: '', wanted: '0' },
  ];
}

function processorRows(what: string, sent: readonly Sent[]): readonly Row[] {
  const unit = 'us each';
  return [
    { what, value: median(sent.map(({ serverUs }) => serverUs.all)), unit },
    { what: `${what}, main thread`, value: median(sent.map(({ serverUs }) => serverUs.main)), unit },
    { what: `${what}, its load generator`, value: median(sent.map(({ processorUs }) => processorUs)), unit },
  ];
}
