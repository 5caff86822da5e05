import { jsonEvent, WrongExpectedVersionError } from '@eventstore/db-client';
import { type AppendLimit, AppendTooLarge } from '../append-limit.js';
import type { Connection } from './connection.js';
import { countsWholeEvents } from './server-versions.js';
import type { StreamNames } from './stream-names.js';

/** The server adds up what comes and refuses as soon as that is too much; its `MaxAppendSize` is 16 MB at most. */
const PIECE = 'x'.repeat(1024 * 1024);
const MORE_THAN_ANY = 17;

/** No stream is there: an append that expects it fails, whatever its size. */
const NOWHERE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * What one append may hold, asked of the server by an append that it refuses in any case: for its size, and then it names the
 * limit, or for its revision. Nothing is written. Up to 24.10.3 the data of events counts, later all of them.
 * @throws as `Connection.ask` does
 */
export async function appendLimitOf(connection: Connection, names: StreamNames): Promise<AppendLimit> {
  const sizeOf = countsWholeEvents(await connection.version()) ? sizeOfWhole : sizeOfData;
  return { bytes: await limitOf(connection, names.check), sizeOf };
}

async function limitOf(connection: Connection, stream: string): Promise<number | undefined> {
  const { credentials, patience } = connection;
  const events = Array.from({ length: MORE_THAN_ANY }, () =>
    jsonEvent({ type: 'LimitAsked', data: { filling: PIECE } }),
  );
  const options = { expectedRevision: NOWHERE, requiresLeader: true, deadline: 2 * patience, credentials } as const;
  try {
    await connection.ask((client) => client.appendToStream(stream, events, options));
  } catch (error) {
    if (error instanceof AppendTooLarge) return error.limit;
    if (!(error instanceof WrongExpectedVersionError)) throw error;
  }
  return undefined;
}

type Sized = Parameters<AppendLimit['sizeOf']>[0];

function sizeOfData({ data }: Sized): number {
  return Buffer.byteLength(JSON.stringify(data));
}

function sizeOfWhole(event: Sized): number {
  return sizeOfData(event) + Buffer.byteLength(JSON.stringify(event.metadata)) + 2 * Buffer.byteLength(event.type);
}
