import { randomUUID } from 'node:crypto';
import { jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import { StoreRefuses } from '../event-store.js';
import type { Connection } from './connection.js';
import { firstOf } from './stream-entries.js';
import type { StreamNames } from './stream-names.js';

type Server = Readonly<{ connection: Connection; names: StreamNames }>;

/** What the stream of the identity holds: one event for a log that was begun here, two for one that was moved here. */
const IDENTIFIED = 'LedgerIdentified';
const COPY_BEGUN = 'LedgerCopyBegun';

/** What a log is called. `isWhole` says whether it is a ledger, and not the part of one that is being moved here. */
export type Identified = Readonly<{ identity: string; isWhole: boolean }>;

/** What the log holds, as far as its name depends on it. */
type Named = Readonly<{ firstId: () => Promise<string | undefined>; isEmpty: () => Promise<boolean> }>;

/** What the log is called, for who may give it a name, reads alone, or makes the copy of another. */
export function nameFor(
  server: Server,
  { identity, writesNothing }: Readonly<{ identity?: string; writesNothing?: boolean }>,
  { firstId, isEmpty }: Named,
): Promise<string> {
  if (writesNothing === true) return nameOn(server, firstId);
  return identity === undefined ? identityOn(server, firstId) : copyOn(server, identity, isEmpty);
}

/**
 * Which log this is, from a stream of its own. Where that does not exist yet it is made, with what `proposed` gives or
 * else a new name; when two processes do so at once, one of them wins and both answer the same.
 */
async function identityOn(server: Server, proposed: () => Promise<string | undefined>): Promise<string> {
  const known = await identifiedOn(server);
  if (known !== undefined) return known.identity;
  const event = { type: IDENTIFIED, data: { identity: (await proposed()) ?? randomUUID() } };
  return identityAfter(server, event, NO_STREAM);
}

/**
 * What the log is called, or will be by whoever asks first, which is `proposed`; nothing is written.
 * @throws Error where there is neither a name nor anything to make it of: no ledger.
 */
async function nameOn(server: Server, proposed: () => Promise<string | undefined>): Promise<string> {
  const name = (await identifiedOn(server))?.identity ?? (await proposed());
  if (name !== undefined) return name;
  throw new Error(
    `${server.connection.name} holds no ledger under this URL, neither an event nor a name: check host and port, and ledger= where several share a server`,
  );
}

/**
 * As {@link identityOn} for the copy of a log: it is none for others before {@link becomeWhole}. Only an empty place becomes one.
 * @throws StoreRefuses where events stand that nothing names
 */
async function copyOn(server: Server, identity: string, isEmpty: () => Promise<boolean>): Promise<string> {
  const known = await identifiedOn(server);
  if (known !== undefined) return known.identity;
  if (await isEmpty()) return identityAfter(server, { type: COPY_BEGUN, data: { identity } }, NO_STREAM);
  throw new StoreRefuses(
    `${server.connection.name} holds a ledger already, of a release that gave it no name: move into an empty place (ledger= names one on this server)`,
    undefined,
  );
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

/** What others wrote behind it says nothing. @throws StreamCut where it was taken away: a log never gets another name. */
async function identifiedOn({ connection, names }: Server): Promise<Identified | undefined> {
  const events = await firstOf(connection, names.identity, 2);
  const [{ identity }] = [(events[0]?.data ?? {}) as Readonly<{ identity?: unknown }>];
  if (typeof identity !== 'string') return undefined;
  return { identity, isWhole: events.some((event) => event?.type === IDENTIFIED) };
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
