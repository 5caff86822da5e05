import { randomUUID } from 'node:crypto';
import { jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import type { Readings } from './readings.js';
import type { StreamNames } from './stream-names.js';

type Server = Readonly<{ connection: Connection; names: StreamNames; readings: Readings }>;

/**
 * Which log this is, from a stream of its own. Where that does not exist yet it is made, with what `proposed` gives or
 * else a new name; when two processes do so at once, one of them wins and both answer the same.
 */
export async function identityOn(server: Server, proposed: () => Promise<string | undefined>): Promise<string> {
  const { readings } = server;
  const known = await readings.identity();
  if (known !== undefined) return known;
  await makeIdentity(server, (await proposed()) ?? randomUUID());
  const made = await readings.identity();
  if (made === undefined) throw new Error('The server does not show the identity of the log that was just made');
  return made;
}

async function makeIdentity({ connection, names }: Server, identity: string): Promise<void> {
  const { credentials, patience } = connection;
  // The same id again after a lost answer is the same append.
  const event = jsonEvent({ type: 'LedgerIdentified', data: { identity } });
  const options = { expectedRevision: NO_STREAM, requiresLeader: true, deadline: 2 * patience, credentials } as const;
  try {
    await connection.ask((client) => client.appendToStream(names.identity, event, options));
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw error;
  }
}
