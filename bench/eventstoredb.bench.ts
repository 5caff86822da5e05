import { EventStoreDBClient } from '@eventstore/db-client';
import { readEventStoreDbUrl } from '../src/log/eventstoredb/connection-url.js';
import { EventStoreDbEventStore } from '../src/log/eventstoredb/eventstoredb-event-store.js';
import { commandRows } from './eventstoredb-commands.js';
import { openingRows } from './eventstoredb-opening.js';
import {
  byClient,
  byEngine,
  secondsOfAppends,
  secondsOfReading,
  secondsOfSubscription,
  type Way,
} from './eventstoredb-wire.js';
import { median, progress, type Row } from './report.js';
import { ledgerOn, meetEventStoreDb } from './servers.js';

type Size = Readonly<{ appends: number; read: number; rounds: number; requests: number; others: number }>;
export const FULL: Size = { appends: 4096, read: 20_000, rounds: 3, requests: 1000, others: 500_000 };
export const QUICK: Size = { appends: 512, read: 1000, rounds: 1, requests: 300, others: 20_000 };

const AT_ONCE = [1, 32, 256];
const WANTED = 'at least 0.80';
/** Credentials that are given with a call make it one of its own; without TLS the client sends none. */
const NO_CREDENTIALS = { username: '', password: '' };
const BATCH = 'client, batch stream';

/** The engine beside the bare client over the same wire to the same server, by turns. */
export async function* benchEventStoreDb({ appends, read, rounds, requests, others }: Size): AsyncGenerator<Row> {
  const met = await meetEventStoreDb();
  const url = ledgerOn(met);
  const { ledger, credentials } = readEventStoreDbUrl(url);
  const client = EventStoreDBClient.connectionString(met.url);
  const store = await EventStoreDbEventStore.open(url);
  try {
    const ways: Readonly<Record<string, Way>> = {
      'client, a call each': byClient(client, credentials ?? NO_CREDENTIALS),
      [BATCH]: byClient(client),
      engine: byEngine(store),
    };
    for (const atOnce of AT_ONCE)
      yield* appendRows(ways, { atOnce, count: atOnce === 1 ? appends / 4 : appends, rounds, what: met.what });
    yield* readRows(store, { client, prefix: `${ledger}.unit-`, read, rounds, what: met.what });
    const bare = byClient(client, credentials ?? NO_CREDENTIALS);
    yield* commandRows(ledgerOn(met), [32, 128], { requests, bare, what: met.what });
  } finally {
    await store.close();
    await client.dispose();
    await met.stop();
  }
  yield* openingRows(others);
}

async function* appendRows(
  ways: Readonly<Record<string, Way>>,
  { atOnce, count, rounds, what }: Readonly<{ atOnce: number; count: number; rounds: number; what: string }>,
): AsyncGenerator<Row> {
  const taken: Record<string, number>[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const seconds: Record<string, number> = {};
    for (const [name, way] of Object.entries(ways)) seconds[name] = await secondsOfAppends(way, { atOnce, count });
    // The first round warms both sides up.
    if (round > 0 || rounds === 1) taken.push(seconds);
    progress(`eventstoredb: ${count} appends, ${atOnce} at once: ${JSON.stringify(seconds)}`);
  }
  const of = (name: string): readonly number[] => taken.map((seconds) => seconds[name] ?? NaN);
  for (const name of Object.keys(ways)) {
    yield { what: `appends, ${atOnce} at once, ${name}, ${what}`, value: count / median(of(name)), unit: '/s' };
  }
  const ratios = taken.map((seconds) => (seconds[BATCH] ?? NaN) / (seconds.engine ?? NaN));
  yield {
    what: `appends, ${atOnce} at once, engine to batch stream`,
    value: median(ratios),
    unit: '',
    ...(atOnce > 1 && { wanted: WANTED }),
  };
}

async function* readRows(
  store: EventStoreDbEventStore,
  {
    client,
    prefix,
    read,
    rounds,
    what,
  }: Readonly<{ client: EventStoreDBClient; prefix: string; read: number; rounds: number; what: string }>,
): AsyncGenerator<Row> {
  await secondsOfAppends(byEngine(store), { atOnce: 64, count: read });
  const taken: { engine: number; client: number; events: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const { seconds, events } = await secondsOfReading(store);
    const subscribed = await secondsOfSubscription(client, prefix, events);
    if (round > 0 || rounds === 1) taken.push({ engine: seconds, client: subscribed, events });
    progress(
      `eventstoredb: ${events} events read in ${seconds.toFixed(2)} s, by the client in ${subscribed.toFixed(2)} s`,
    );
  }
  yield {
    what: `reading, filtered subscription of the client, ${what}`,
    value: median(taken.map((one) => one.events / one.client)),
    unit: '/s',
  };
  yield { what: `reading, readAll, ${what}`, value: median(taken.map((one) => one.events / one.engine)), unit: '/s' };
  yield {
    what: 'reading, readAll to subscription',
    value: median(taken.map((one) => one.client / one.engine)),
    unit: '',
    wanted: WANTED,
  };
}
