import { openEventStore } from '../src/log/open-event-store.js';
import { Child } from './child.js';
import { LedgerFolder } from './ledger-folder.js';
import { processorTime } from './process-figures.js';
import type { Row } from './report.js';
import { blocOf, seedOf, sow, YEAR } from './seed.js';

type Size = Readonly<{ years: number; warmUp: number; rounds: number }>;
export const FULL: Size = { years: 200, warmUp: 300, rounds: 2_000 };
export const QUICK: Size = { years: 5, warmUp: 5, rounds: 50 };

type Asked = { readonly times: number[]; processorUs: number };
type Asking = 'command' | 'dryRun' | 'next';

/** So many of one kind before the next, so that their processor time can be told apart. */
const AT_ONCE = 25;

/** What asking before acting costs, beside the acting: a command, the same as a dry run, and what is next, one after another over HTTP. */
export async function benchAsking({ years, warmUp, rounds }: Size): Promise<readonly Row[]> {
  const folder = await LedgerFolder.make();
  try {
    const store = await openEventStore(folder.eventStore);
    await sow(store, await seedOf(0), { blocs: years, seeded: () => undefined });
    await store.close();
    const { secretaries } = await folder.tokens(years);
    const service = await Child.start<{ url: string }>('service.child', folder.settings('api'));
    const ask = async (asking: Asking, nth: number): Promise<number> => {
      const bloc = nth % years;
      const path = `${service.answer.url}/blocs/${blocOf(bloc)}/years/${YEAR}`;
      const authorization = `Bearer ${secretaries[bloc] ?? ''}`;
      const asked = performance.now();
      const response = await fetch(asking === 'next' ? `${path}/next` : `${path}/statistics${QUERY[asking]}`, {
        ...(asking === 'next' ? {} : { method: 'POST', body: statistic(nth) }),
        headers: {
          authorization,
          ...(asking === 'next' ? {} : { 'content-type': 'application/json', 'idempotency-key': `${asking}-${nth}` }),
        },
      });
      const body = await response.text();
      if (!response.ok) throw new Error(`${asking} was answered ${response.status}: ${body}`);
      return performance.now() - asked;
    };
    try {
      return rowsOf(await measured({ warmUp, rounds }, ask, () => processorTime(service.pid).all));
    } finally {
      await service.stop();
    }
  } finally {
    await folder.remove();
  }
}

async function measured(
  { warmUp, rounds }: Pick<Size, 'warmUp' | 'rounds'>,
  ask: (asking: Asking, nth: number) => Promise<number>,
  used: () => number,
): Promise<Record<Asking, Asked>> {
  const found: Record<Asking, Asked> = { command: nothing(), dryRun: nothing(), next: nothing() };
  for (let nth = 0; nth < warmUp; nth += 1) for (const asking of KINDS) await ask(asking, nth);
  const turns = Array.from({ length: rounds / AT_ONCE }, (_, turn) => KINDS.map((asking) => ({ asking, turn }))).flat();
  for (const { asking, turn } of turns) {
    const before = used();
    const from = warmUp + turn * AT_ONCE;
    for (let nth = from; nth < from + AT_ONCE; nth += 1) found[asking].times.push(await ask(asking, nth));
    found[asking].processorUs += used() - before;
  }
  return found;
}

const KINDS = ['command', 'dryRun', 'next'] as const;
const QUERY = { command: '', dryRun: '?dryRun=true' } as const;

function nothing(): Asked {
  return { times: [], processorUs: 0 };
}

function statistic(nth: number): string {
  const quantity = { value: String(113_000 + nth), qualifier: 'AT_LEAST', unit: 'lao động' };
  return JSON.stringify({ statisticId: 'viec-lam-moi', title: 'Lao động có việc làm mới', quantity });
}

function rowsOf(found: Record<Asking, Asked>): readonly Row[] {
  const each = ({ times, processorUs }: Asked) => {
    const sorted = [...times].sort((a, b) => a - b);
    const within = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
    return { median: within(0.5), p99: within(0.99), processorUs: processorUs / times.length };
  };
  const command = each(found.command);
  return KINDS.flatMap((asking) => {
    const { median, p99, processorUs } = each(found[asking]);
    const what = `asking, ${asking}`;
    const beside = asking === 'command' ? {} : { wanted: 'at most 2' };
    return [
      { what: `${what}: median`, value: median, unit: 'ms' },
      { what: `${what}: p99`, value: p99, unit: 'ms' },
      { what: `${what}: p99 beside that of a command`, value: p99 / command.p99, unit: '', ...beside },
      { what: `${what}: processor time`, value: processorUs, unit: 'us each' },
      { what: `${what}: processor time beside that of a command`, value: processorUs / command.processorUs, unit: '' },
    ];
  });
}
