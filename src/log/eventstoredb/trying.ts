import { randomUUID } from 'node:crypto';
import type { NewEvent, Position, Recorded } from '../../kernel/event.js';
import { instantOf } from '../../kernel/instant.js';
import { type EventStore, type ExpectedRevision, RevisionConflict } from '../event-store.js';
import type { Connection } from './connection.js';
import { isDenied } from './failures.js';

/** Writers for one place, and how often they race. */
const RACERS = 4;
const RACES = 5;

/** Appends and reads that are timed, and how long that may take in all, in milliseconds. */
const TIMED = 100;
const TIMING_MS = 8_000;

/** How long an event may take from the store to who follows it, in milliseconds. */
const ARRIVAL_MS = 10_000;

/** Opens the store once more, as another process would. */
export type Opening = () => Promise<EventStore>;

/** An event that says what it is. It goes to a stream of its own alone, which no reader of a ledger sees. */
export function tried(): NewEvent {
  return {
    id: randomUUID(),
    type: 'StoreChecked',
    data: { by: 'check-store' },
    metadata: {
      schema: 1,
      recordedAt: instantOf(Date.now()),
      mode: { kind: 'ACT' },
      warnings: [],
      origin: { subject: 'check-store', name: 'check-store', role: 'administrator' },
      policy: 1,
      decision: { key: randomUUID(), digest: '', index: 0, count: 1 },
      correlationId: randomUUID(),
      salt: '',
    },
  };
}

/**
 * @returns in how many races not exactly one of the writers was told that it is stored, and was, though all expected the same revision.
 * @throws what a writer was told that is neither
 */
export async function lostRaces(stream: string, open: Opening): Promise<Readonly<{ lost: number; races: number }>> {
  const stores = [await open(), await open()] as const;
  let lost = 0;
  try {
    for (let race = 0; race < RACES; race += 1) {
      const before = await lengthOf(stores[0], stream);
      const expected: ExpectedRevision = before === 0 ? 'absent' : before - 1;
      const racing = Array.from({ length: RACERS }, (_, n) =>
        (n % 2 === 0 ? stores[0] : stores[1]).append(stream, expected, [tried()]),
      );
      const told = await Promise.allSettled(racing);
      const stored = (await lengthOf(stores[1], stream)) - before;
      if (!hasOneWinner(told, stored)) lost += 1;
    }
    return { lost, races: RACES };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

/** @throws what a writer was told beside that it lost, where one event was stored */
function hasOneWinner(told: readonly PromiseSettledResult<unknown>[], stored: number): boolean {
  if (stored !== 1) return false;
  for (const outcome of told) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof RevisionConflict)) throw outcome.reason;
  }
  return told.filter(({ status }) => status === 'fulfilled').length === 1;
}

/**
 * Whether who follows from an event on, over a connection of its own after an earlier one was closed, gets the next one, and not
 * that one once more. That a subscription is taken up again after a cut is up to this release, and not to the server.
 * `stream` holds an event; each is waited for so many milliseconds.
 */
export async function followsThroughCut(stream: string, open: Opening, within = ARRIVAL_MS): Promise<boolean> {
  const writer = await open();
  try {
    const length = await lengthOf(writer, stream);
    const begin = await writer.head();
    const { position } = await writer.append(stream, length - 1, [tried()]);
    const before = await cutAfterFirst(await open(), begin, within);
    const { revision } = await writer.append(stream, length, [tried()]);
    const after = await cutAfterFirst(await open(), position, within);
    return before?.position === position && after?.revision === revision && after.stream === stream;
  } finally {
    await writer.close();
  }
}

/** The first that comes after that position. The connection is closed under the follower. */
async function cutAfterFirst(store: EventStore, after: Position, within: number): Promise<Recorded | undefined> {
  let closing: Promise<void> | undefined;
  try {
    for await (const [first] of store.subscribe(after, AbortSignal.timeout(within))) {
      closing = store.close();
      return first;
    }
    return undefined;
  } finally {
    await (closing ?? store.close());
  }
}

/** Milliseconds of a small append and of a read of one event: the median and the slowest of a hundred. */
export type Times = Readonly<Record<'append' | 'read', Readonly<{ p50: number; p99: number }>> & { count: number }>;

export async function timesOf(stream: string, open: Opening): Promise<Times> {
  const store = await open();
  const [appends, reads]: [number[], number[]] = [[], []];
  const end = performance.now() + TIMING_MS;
  try {
    let length = await lengthOf(store, stream);
    for (let n = 0; n < TIMED && performance.now() < end; n += 1) {
      const expected = length === 0 ? 'absent' : length - 1;
      appends.push(await timed(() => store.append(stream, expected, [tried()])));
      reads.push(await timed(() => lengthOf(store, stream, length)));
      length += 1;
    }
    return { append: spreadOf(appends), read: spreadOf(reads), count: appends.length };
  } finally {
    await store.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function spreadOf(times: readonly number[]): Readonly<{ p50: number; p99: number }> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

async function lengthOf(store: EventStore, stream: string, from = 0): Promise<number> {
  let length = from;
  for await (const { revision } of store.read(stream, from)) length = revision + 1;
  return length;
}

/** What takes events away, the gentlest first. */
const REMOVALS = {
  metadata: (client, stream, options) => client.setStreamMetadata(stream, { maxCount: 1000 }, options),
  delete: (client, stream, options) => client.deleteStream(stream, options),
  tombstone: (client, stream, options) => client.tombstoneStream(stream, options),
} satisfies Record<string, Removal>;
type Client = Parameters<Parameters<Connection['ask']>[0]>[0];
type Removal = (
  client: Client,
  stream: string,
  options: { credentials: Connection['credentials'] },
) => Promise<unknown>;

export type RemovalName = keyof typeof REMOVALS;

/** Which of them this user may do to a stream. @throws what the server says that is no refusal */
export async function removalsAllowed(connection: Connection, stream: string): Promise<readonly RemovalName[]> {
  const allowed: RemovalName[] = [];
  for (const [name, remove] of Object.entries(REMOVALS) as readonly (readonly [RemovalName, Removal])[]) {
    try {
      await connection.ask((client) => remove(client, stream, { credentials: connection.credentials }));
      allowed.push(name);
    } catch (error) {
      if (!isDenied(error)) throw error;
    }
  }
  return allowed;
}
