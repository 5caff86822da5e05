import { randomUUID } from 'node:crypto';
import { jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import { StoreRefuses } from '../event-store.js';
import type { Connection } from './connection.js';
import type { Readings } from './readings.js';
import type { StreamNames } from './stream-names.js';

type Server = Readonly<{ connection: Connection; names: StreamNames; readings: Readings }>;

/** What the stream of the identity holds: one event for a log that was begun here, two for one that was moved here. */
const IDENTIFIED = 'LedgerIdentified';
const COPY_BEGUN = 'LedgerCopyBegun';

/** What a log is called. `isWhole` says whether it is a ledger, and not the part of one that is being moved here. */
export type Identified = Readonly<{ identity: string; isWhole: boolean }>;

/**
 * Which log this is, from a stream of its own. Where that does not exist yet it is made, with what `proposed` gives or
 * else a new name; when two processes do so at once, one of them wins and both answer the same.
 */
export async function identityOn(server: Server, proposed: () => Promise<string | undefined>): Promise<string> {
  const known = await identifiedOn(server);
  if (known !== undefined) return known.identity;
  const event = { type: IDENTIFIED, data: { identity: (await proposed()) ?? randomUUID() } };
  return identityAfter(server, event, NO_STREAM);
}

/** As {@link identityOn} for the copy of a log: it is none for others before {@link becomeWhole}. */
export async function copyOn(server: Server, identity: string): Promise<string> {
  const known = await identifiedOn(server);
  return known?.identity ?? identityAfter(server, { type: COPY_BEGUN, data: { identity } }, NO_STREAM);
}

/** From now on the copy is a ledger. It was verified before. */
export async function becomeWhole(server: Server): Promise<void> {
  const known = await identifiedOn(server);
  if (known === undefined || known.isWhole) return;
  await identityAfter(server, { type: IDENTIFIED, data: { identity: known.identity } }, 0n);
}

/** A part of a log is never gone on from. @throws StoreRefuses */
export async function assertWhole(server: Server): Promise<void> {
  const known = await identifiedOn(server);
  if (known === undefined || known.isWhole) return;
  const { connection } = server;
  throw new StoreRefuses(
    `${connection.name} holds the part of a ledger that was being moved there: call the same move again until it says that both hold ` +
      'the same, or name a ledger of its own (ledger=)',
    undefined,
  );
}

async function identifiedOn({ names, readings }: Server): Promise<Identified | undefined> {
  const events = await readings.firstOf(names.identity, 2);
  const [{ identity }] = [(events[0]?.data ?? {}) as Readonly<{ identity?: unknown }>];
  if (typeof identity !== 'string') return undefined;
  return { identity, isWhole: events.at(-1)?.type === IDENTIFIED };
}

type IdentityEvent = Readonly<{ type: string; data: Readonly<{ identity: string }> }>;

async function identityAfter(
  server: Server,
  { type, data }: IdentityEvent,
  expectedRevision: typeof NO_STREAM | bigint,
): Promise<string> {
  const { connection, names } = server;
  const { credentials, patience } = connection;
  // The same id again after a lost answer is the same append.
  const event = jsonEvent({ type, data: { ...data } });
  const options = { expectedRevision, requiresLeader: true, deadline: 2 * patience, credentials } as const;
  try {
    await connection.ask((client) => client.appendToStream(names.identity, event, options));
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw error;
  }
  const made = await identifiedOn(server);
  if (made === undefined) throw new Error('The server does not show the identity of the log that was just made');
  return made.identity;
}
