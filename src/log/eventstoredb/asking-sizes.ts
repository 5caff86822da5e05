import { jsonEvent, WrongExpectedVersionError } from '@eventstore/db-client';
import { type AppendLimit, AppendTooLarge } from '../append-limit.js';
import type { Connection } from './connection.js';
import { countsWholeEvents } from './server-versions.js';
import type { StreamNames } from './stream-names.js';

const MIB = 1024 * 1024;

/**
 * Bytes of the events that it is asked with, the smallest append first, since each is sent whole: one event, which meets the limit of an
 * event as well, and at last more than `MaxAppendSize` can be, which is 16 MB.
 */
const ASKED_WITH: readonly (readonly number[])[] = [
  ...[1, 2, 4, 8, 15].map((mebibytes) => [mebibytes * MIB]),
  Array.from({ length: 17 }, () => MIB),
];

/** No stream is there: an append that expects it fails, whatever its size. */
const NOWHERE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * What one append may hold, asked of the server by appends that it refuses in any case: for their size, and then it names the
 * limit, or for their revision. Nothing is written. Up to 24.10.3 the data of events counts, later all of them.
 * `upTo`: whether it takes one event of so many bytes is all that is asked.
 * @throws as `Connection.ask` does
 */
export async function appendLimitOf(connection: Connection, names: StreamNames, upTo?: number): Promise<AppendLimit> {
  const sizeOf = countsWholeEvents(await connection.version()) ? sizeOfWhole : sizeOfData;
  for (const sizes of upTo === undefined ? ASKED_WITH : [[upTo]]) {
    const exceeded = await exceededBy(sizes, connection, names.check);
    if (exceeded !== undefined) return { bytes: exceeded.limit, setting: exceeded.setting, sizeOf };
  }
  return { bytes: undefined, sizeOf };
}

async function exceededBy(
  sizes: readonly number[],
  connection: Connection,
  stream: string,
): Promise<AppendTooLarge | undefined> {
  const { credentials, patience } = connection;
  const events = sizes.map((bytes) => jsonEvent({ type: 'LimitAsked', data: { filling: 'x'.repeat(bytes) } }));
  const options = { expectedRevision: NOWHERE, requiresLeader: true, deadline: 2 * patience, credentials } as const;
  try {
    await connection.ask((client) => client.appendToStream(stream, events, options));
  } catch (error) {
    if (error instanceof AppendTooLarge) return error;
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
