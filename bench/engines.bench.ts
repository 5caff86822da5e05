import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { BEGINNING, type NewEvent } from '../src/kernel/event.js';
import type { EventStore } from '../src/log/event-store.js';
import { InMemoryEventStore } from '../src/log/in-memory/in-memory-event-store.js';
import { openEventStore } from '../src/log/open-event-store.js';
import { databaseOn, onDatabase } from '../test/support/mongodb/server-met.js';
import { LedgerFolder } from './ledger-folder.js';
import { foldAll, readAll } from './replay.bench.js';
import { median, progress, type Row } from './report.js';
import { type Seed, seedOf, sow } from './seed.js';
import { ledgerOn, meetEventStoreDb, meetMongodb, type Met } from './servers.js';

const IN_FLIGHT = 64;

/** A bloc is two streams. Three streams for each append in flight keep all appends busy to the end. */
type Size = Readonly<{ blocs: number; rounds: number }>;
export const FULL: Size = { blocs: 3 * IN_FLIGHT, rounds: 3 };
export const QUICK: Size = { blocs: IN_FLIGHT / 2, rounds: 1 };

type History = Readonly<{ stream: string; facts: readonly NewEvent[] }>;

/** Seconds that one round took on SQLite and on the other engine, one after the other. */
type Pair = Readonly<{ sqlite: number; other: number }>;

/** SQLite beside the engines of several machines: appending to a log, reading it, and folding it into read models. */
export async function* benchEngines(size: Size): AsyncGenerator<Row> {
  const folder = await LedgerFolder.make();
  try {
    const seed = await seedOf(0);
    yield* benchLogs(folder, seed, size);
    yield* benchReadModels(folder, size);
  } finally {
    await folder.remove();
  }
}

/** Leaves the log in the folder: the next benchmark reads it. */
async function* benchLogs(folder: LedgerFolder, seed: Seed, { blocs, rounds }: Size): AsyncGenerator<Row> {
  const met = await meetEventStoreDb();
  try {
    const url = ledgerOn(met);
    let events = 0;
    for (const store of [folder.eventStore, url]) {
      events = await using(store, (opened) => sow(opened, seed, { blocs, seeded: () => undefined }));
    }
    const reads = await inTurn(rounds, {
      sqlite: () => using(folder.eventStore, readAll),
      other: () => using(url, readAll),
    });
    yield* rowsOf('reading the whole log', events, reads, met);
    const histories = await historiesOf(seed, blocs);
    const appends = await inTurn(rounds, {
      sqlite: () => using(`sqlite:${join(folder.path, `${randomUUID()}.db`)}`, (store) => appendAll(store, histories)),
      other: () => using(ledgerOn(met), (store) => appendAll(store, histories)),
    });
    const appended = histories.reduce((sum, { facts }) => sum + facts.length, 0);
    yield* rowsOf(`appends of one event, ${IN_FLIGHT} in flight, ${histories.length} streams`, appended, appends, met);
  } finally {
    await met.stop();
  }
}

async function* benchReadModels(folder: LedgerFolder, { rounds }: Size): AsyncGenerator<Row> {
  const doing = 'folding into all read models, with indexes';
  const met = await meetMongodb(folder.path);
  if (met === undefined) {
    const what = `engines: ${doing}, MongoDB (no MONGODB_URL, and no JDK with Maven for the test server)`;
    yield { what, value: 'NOT MEASURED', unit: '' };
    return;
  }
  const { eventStore } = folder;
  try {
    const events = await using(eventStore, counted);
    const folds = await inTurn(rounds, {
      sqlite: () => foldAll({ eventStore, readModels: `sqlite:${join(folder.path, `${randomUUID()}.db`)}` }),
      other: () => foldedOn(met, eventStore),
    });
    yield* rowsOf(doing, events, folds, met);
  } finally {
    await met.stop();
  }
}

async function foldedOn(met: Met, eventStore: string): Promise<number> {
  const readModels = databaseOn(met.url, `thidua-bench-${randomUUID()}`);
  try {
    return await foldAll({ eventStore, readModels });
  } finally {
    await onDatabase(readModels, (client) => client.db().dropDatabase());
  }
}

async function using<T>(url: string, use: (store: EventStore) => Promise<T>): Promise<T> {
  const store = await openEventStore(url);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** Measures SQLite and the other engine by turns, so that other load on the machine affects both. */
async function inTurn(rounds: number, measured: Record<keyof Pair, () => Promise<number>>): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ sqlite: await measured.sqlite(), other: await measured.other() });
  }
  return pairs;
}

/** The histories that the seed produces, one for each stream. */
async function historiesOf(seed: Seed, blocs: number): Promise<readonly History[]> {
  const store = new InMemoryEventStore();
  await sow(store, seed, { blocs, seeded: () => undefined });
  const streams = new Map<string, NewEvent[]>();
  for await (const batch of store.readAll(BEGINNING)) {
    for (const { stream, id, type, data, metadata } of batch) {
      const facts = streams.get(stream) ?? [];
      streams.set(stream, facts);
      facts.push({ id, type, data, metadata });
    }
  }
  return Array.from(streams, ([stream, facts]) => ({ stream, facts }));
}

/** Seconds to append every event by itself, with a fixed number of appends in flight, each stream in order. */
async function appendAll(store: EventStore, histories: readonly History[]): Promise<number> {
  const shares = Array.from({ length: IN_FLIGHT }, (_, share) =>
    histories.filter((_, index) => index % IN_FLIGHT === share),
  );
  const started = performance.now();
  await Promise.all(shares.map((share) => appendShare(store, share)));
  const seconds = (performance.now() - started) / 1000;
  progress(`engines: ${histories.length} streams appended in ${seconds.toFixed(1)} s`);
  return seconds;
}

/** The first event of each stream, then the second of each, and so on. */
async function appendShare(store: EventStore, share: readonly History[]): Promise<void> {
  const longest = Math.max(0, ...share.map(({ facts }) => facts.length));
  for (let place = 0; place < longest; place += 1) {
    for (const { stream, facts } of share) {
      const fact = facts[place];
      if (fact) await store.append(stream, place === 0 ? 'absent' : place - 1, [fact]);
    }
  }
}

async function counted(store: EventStore): Promise<number> {
  let events = 0;
  for await (const batch of store.readAll(BEGINNING)) events += batch.length;
  return events;
}

function rowsOf(doing: string, events: number, pairs: readonly Pair[], { what }: Met): readonly Row[] {
  const rate = (engine: keyof Pair): number => median(pairs.map((pair) => events / pair[engine]));
  return [
    { what: `engines: ${doing}, SQLite`, value: rate('sqlite'), unit: '/s' },
    { what: `engines: ${doing}, ${what}`, value: rate('other'), unit: '/s' },
    {
      what: `engines: ${doing}, times as many on SQLite`,
      value: median(pairs.map(({ sqlite, other }) => other / sqlite)),
      unit: '',
    },
  ];
}
