import {
  BACKWARDS,
  END,
  type EventStoreDBClient,
  type ReadStreamOptions,
  START,
  StreamDeletedError,
  StreamNotFoundError,
} from '@eventstore/db-client';
import { StreamCut } from '../event-store.js';
import type { Connection } from './connection.js';
import { Inflow } from './inflow.js';
import { metadataStreamOf } from './stream-names.js';
import type { Entry } from './told-event.js';

/** Events read ahead of a stream. */
const AHEAD = 500;

type Found = readonly (Entry['event'] | undefined)[];

/** A stream as the server calls it, as it comes. @throws as the client does where it is not there */
export async function* entriesOf(
  connection: Connection,
  name: string,
  part: ReadStreamOptions,
): AsyncGenerator<readonly Entry[], void, undefined> {
  const { credentials, patience } = connection;
  const open = (client: EventStoreDBClient) => {
    const options = { ...part, requiresLeader: true, credentials };
    const reading = client.readStream(name, options, { highWaterMark: AHEAD });
    return new Inflow(reading, () => reading.cancel());
  };
  yield* connection.stream(open, { most: AHEAD, patience });
}

/** The last event of a stream that need not be there, or there any more. */
export async function lastOf(connection: Connection, name: string): Promise<Entry['event'] | undefined> {
  try {
    return (await eventsOf(connection, name, { fromRevision: END, direction: BACKWARDS, maxCount: 1 }))[0];
  } catch (error) {
    if (isNotFound(error) || error instanceof StreamDeletedError) return undefined;
    throw error;
  }
}

/** The first events of a stream that need not be there, and is whole if it is. @throws StreamCut */
export async function firstOf(connection: Connection, name: string, most: number): Promise<Found> {
  try {
    const found = await eventsOf(connection, name, { fromRevision: START, maxCount: most });
    if (found[0]?.revision !== 0n) throw new StreamCut(name, 0);
    return found;
  } catch (error) {
    if (await isDeletion(connection, error, name)) throw new StreamCut(name, 0, error);
    if (isNotFound(error)) return [];
    throw error;
  }
}

/** Whether a stream was deleted for good, or is not found since its metadata hides every revision that there may be. */
export async function isDeletion(connection: Connection, error: unknown, name: string): Promise<boolean> {
  if (!isNotFound(error)) return error instanceof StreamDeletedError;
  const metadata = await lastOf(connection, metadataStreamOf(name));
  const { $tb } = (metadata?.data ?? {}) as Readonly<{ $tb?: unknown }>;
  return typeof $tb === 'number' && $tb > Number.MAX_SAFE_INTEGER;
}

export function isNotFound(error: unknown): boolean {
  return error instanceof StreamNotFoundError;
}

async function eventsOf(connection: Connection, name: string, part: ReadStreamOptions): Promise<Found> {
  const found: (Entry['event'] | undefined)[] = [];
  for await (const entries of entriesOf(connection, name, part)) found.push(...entries.map(({ event }) => event));
  return found;
}
