import { openEventStore } from '../src/log/open-event-store.js';
import { Child } from './child.js';
import { secondsOfAppends, type Way } from './eventstoredb-wire.js';
import { LedgerFolder } from './ledger-folder.js';
import type { Load, LoadResult } from './load.js';
import { processorTime } from './process-figures.js';
import { progress, type Row } from './report.js';
import { seedOf, sow } from './seed.js';

/** A bloc takes each vote once, and every third request is one: 3,024 in all, warming up included. */
const BLOCS = 24;

/** Until then most of the time goes into compiling. */
const WARM_UP = 1_000;

export type CommandsSize = Readonly<{ requests: number; bare: Way; what: string }>;

/** `serviceUs`: processor time of the thread of the service that answers, for each, in microseconds. */
type Sent = LoadResult & Readonly<{ serviceUs: number }>;

/**
 * Commands over HTTP by a process that takes requests alone, beside as many appends of the bare client, each in a call of its own:
 * what a command costs beyond its append.
 */
export async function* commandRows(url: string, atOnce: readonly number[], size: CommandsSize): AsyncGenerator<Row> {
  const folder = await LedgerFolder.make();
  try {
    const store = await openEventStore(url);
    await sow(store, await seedOf(0), { blocs: BLOCS, seeded: () => undefined });
    await store.close();
    const tokens = await folder.tokens(BLOCS);
    const service = await Child.start<{ url: string }>('service.child', {
      ...folder.settings('api'),
      EVENT_STORE: url,
    });
    let sent = 0;
    const send = async (connections: number, count: number): Promise<Sent> => {
      const before = processorTime(service.pid);
      const of = { from: sent, to: (sent += count), blocs: BLOCS, ...tokens, echo: false };
      const load: Load = { url: service.answer.url, connections, ...of };
      const result = (await Child.start<LoadResult>('load.child', load)).answer;
      return { ...result, serviceUs: (processorTime(service.pid).main - before.main) / count };
    };
    try {
      await send(32, WARM_UP);
      for (const connections of atOnce) yield* rowsOf(await send(connections, size.requests), connections, size);
    } finally {
      await service.stop();
    }
  } finally {
    await folder.remove();
  }
}

async function* rowsOf(
  { accepted, refused, seconds, p99Ms, serviceUs }: Sent,
  atOnce: number,
  { bare, what, requests }: CommandsSize,
): AsyncGenerator<Row> {
  const appended = await secondsOfAppends(bare, { atOnce, count: requests });
  progress(
    `eventstoredb: ${requests} commands in ${seconds.toFixed(1)} s, as many appends in ${appended.toFixed(1)} s`,
  );
  const doing = `commands over HTTP, ROLE=api, ${atOnce} at once`;
  yield { what: `${doing}, ${what}`, value: accepted / seconds, unit: '/s' };
  yield {
    what: `${doing}, to as many appends of the client`,
    value: (accepted / seconds) * (appended / requests),
    unit: '',
  };
  yield { what: `${doing}, p99`, value: p99Ms, unit: 'ms' };
  yield { what: `${doing}, processor time of the main thread of the service`, value: serviceUs, unit: 'us each' };
  yield { what: `${doing}, not accepted`, value: refused, unit: '', wanted: '0' };
}
