import { randomUUID } from 'node:crypto';
import {
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
  type JSONEventType,
} from '@eventstore/db-client';
import { BEGINNING } from '../src/kernel/event.js';
import type { EventStore } from '../src/log/event-store.js';
import { noted } from '../test/support/store-events.js';

/** Of the events that are appended: with its metadata some 700 bytes. */
const TEXT = 'x'.repeat(280);

/** How the same appends are put to a server. */
export type Way = (stream: string, revision: number) => Promise<unknown>;

type Credentials = Readonly<{ username: string; password: string }>;
type Appended = JSONEventType<'Noted', { text: string }, Record<string, unknown>>;

/** With credentials of its own each append is a call of its own; otherwise all go on the one that the client shares in a process. */
export function byClient(client: EventStoreDBClient, credentials?: Credentials): Way {
  const alone = credentials && { credentials };
  return (stream, revision) => {
    const { id, type, data, metadata } = noted(TEXT);
    const event = jsonEvent<Appended>({ id, type, data, metadata: { ...metadata } });
    const expectedRevision = revision === 0 ? NO_STREAM : BigInt(revision - 1);
    return client.appendToStream(stream, event, { expectedRevision, ...alone });
  };
}

export function byEngine(store: EventStore): Way {
  return (stream, revision) => store.append(stream, revision === 0 ? 'absent' : revision - 1, [noted(TEXT)]);
}

/** Seconds of so many appends with so many in flight, each of which goes on in a stream of its own. */
export async function secondsOfAppends(
  way: Way,
  { atOnce, count }: Readonly<{ atOnce: number; count: number }>,
): Promise<number> {
  const run = randomUUID();
  const each = Math.ceil(count / atOnce);
  const writers = Array.from({ length: atOnce }, async (_, writer) => {
    for (let revision = 0; revision < each; revision += 1) await way(`unit-${run}-${writer}`, revision);
  });
  const started = performance.now();
  await Promise.all(writers);
  return (performance.now() - started) / 1000;
}

/** Seconds until a filtered subscription of the client alone has told so many events of the units. */
export async function secondsOfSubscription(
  client: EventStoreDBClient,
  prefix: string,
  count: number,
): Promise<number> {
  const started = performance.now();
  const filter = streamNameFilter({ prefixes: [prefix], checkpointInterval: 32 });
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  let told = 0;
  for await (const { event } of subscription) {
    if (event !== undefined) told += 1;
    if (told === count) break;
  }
  return (performance.now() - started) / 1000;
}

/** Seconds until `readAll` has given the whole log, and how many events that were. */
export async function secondsOfReading(store: EventStore): Promise<Readonly<{ seconds: number; events: number }>> {
  const started = performance.now();
  let events = 0;
  for await (const batch of store.readAll(BEGINNING)) events += batch.length;
  return { seconds: (performance.now() - started) / 1000, events };
}
