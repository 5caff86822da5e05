import { isDeepStrictEqual } from 'node:util';
import { ANY, jsonEvent } from '@eventstore/db-client';
import type { Position } from '../../kernel/event.js';
import type { Connection } from './connection.js';
import { commitIn } from './log-position.js';
import { lastOf } from './stream-entries.js';
import type { StreamNames } from './stream-names.js';

/** Up to which event of the server, by place and id, the log was searched, and the last event of ours that was found. */
export type Searched = Readonly<{ upTo: Position; id: string; head: Position }>;

/** A search over so many bytes of the log is kept: at 200,000 events a second it takes some tenths of a second. */
const KEPT_FROM = 16n * 1024n * 1024n;

/** `keeps`: whether what was found may be written. */
export type SearchedServer = Readonly<{ connection: Connection; names: StreamNames; keeps: boolean }>;

/**
 * Up to where the log of a server was searched for the last event of ours, in a stream of the ledger's own: so that a new or a quiet
 * ledger is not looked for anew at each start among all that others wrote.
 */
export class SearchedPlace {
  readonly #server: SearchedServer;

  constructor(server: SearchedServer) {
    this.#server = server;
  }

  /** What was kept last, where the same streams were searched for: another release may know more of them. */
  async kept(): Promise<Searched | undefined> {
    const { searched, prefixes } = this.#server.names;
    const kept = (await lastOf(this.#server.connection, searched))?.data;
    return isSearched(kept) && isDeepStrictEqual(kept.prefixes, prefixes) ? kept : undefined;
  }

  /** Keeps what was found where the search went far. `from`: where it began, the end of the log unless it is given. */
  async keep(found: Searched, from = found.head): Promise<void> {
    const { connection, names, keeps } = this.#server;
    if (!keeps || (commitIn(found.upTo) ?? 0n) - (commitIn(from) ?? 0n) < KEPT_FROM) return;
    const { credentials, patience } = connection;
    const options = { expectedRevision: ANY, requiresLeader: true, deadline: 2 * patience, credentials } as const;
    const event = jsonEvent({ type: 'LedgerSearched', data: { ...found, prefixes: [...names.prefixes] } });
    // What was found is right in any case: who may not write, or meets a server that goes away, searches again.
    await connection.ask((client) => client.appendToStream(names.searched, event, options)).catch(() => undefined);
  }
}

function isSearched(data: unknown): data is Searched & Readonly<{ prefixes?: unknown }> {
  const { upTo, id, head } = (data ?? {}) as Partial<Record<keyof Searched, unknown>>;
  return [upTo, id, head].every((part) => typeof part === 'string');
}
