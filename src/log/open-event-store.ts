import { statSync } from 'node:fs';
import { defined } from '../kernel/defined.js';
import type { Waits } from './back-off.js';
import type { EventStore } from './event-store.js';
import { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb/eventstoredb-event-store.js';
import { InMemoryEventStore } from './in-memory/in-memory-event-store.js';
import { shownAddress } from './shown-address.js';
import { SqliteEventStore, type SqliteOptions } from './sqlite/sqlite-event-store.js';

const SQLITE = 'sqlite:';

/** Each engine takes what concerns it. */
export type OpeningOptions = SqliteOptions &
  Pick<EventStoreDbOptions, 'onReconnect' | 'onRepeat' | 'onFailure' | 'mayBeAway' | 'report' | 'writesNothing'> &
  Readonly<{ waits?: Waits | undefined }>;

/**
 * The event store that the URL names: `sqlite:data/ledger.db` (a path, kept for good), `esdb://…` or `esdb+discover://…`
 * (EventStoreDB, for several processes; its options are in docs/eventstoredb.md) or `memory:` (gone with the process).
 * @throws Error for any other URL, and when the store cannot be opened safely or is not there.
 */
export async function openEventStore(url: string, options: OpeningOptions = {}): Promise<EventStore> {
  if (url === 'memory:') return new InMemoryEventStore(options.identity);
  if (isOnServer(url)) {
    const { onReconnect, onRepeat, onFailure, identity, mayBeAway, report, writesNothing, waits } = options;
    const chosen = { onReconnect, onRepeat, onFailure, identity, mayBeAway, report, writesNothing, waits };
    return EventStoreDbEventStore.open(url, defined(chosen));
  }
  const path = pathIn(url);
  if (path !== undefined) return SqliteEventStore.open(path, options);
  throw new Error(
    `No event store for ${shownAddress(url)}: use sqlite:<path> (one file, durable), esdb://<host> or esdb+discover://<host> (EventStoreDB) or memory: (for tests)`,
  );
}

/** A log on a server, with what only that has: what one append may hold, and that a copy is whole. As {@link openEventStore} else. */
export function openOnServer(
  url: string,
  options: Pick<EventStoreDbOptions, 'identity' | 'report'>,
): Promise<EventStoreDbEventStore> {
  return EventStoreDbEventStore.open(url, options);
}

/** Whether a URL names an EventStoreDB. */
export function isOnServer(url: string): boolean {
  return /^esdb(\+discover)?:/.test(url);
}

/** The path of a file of SQLite that a URL names, of events or of rows; `undefined` for other engines. */
export function pathIn(url: string): string | undefined {
  return url.startsWith(SQLITE) && url.length > SQLITE.length ? url.slice(SQLITE.length) : undefined;
}

/** The file that a URL names, and what tells it from a copy: its inode, which is the same by whichever name and mount it is reached. */
export function fileOf(url: string): Readonly<{ file: string; path: string }> | undefined {
  const path = pathIn(url);
  return path === undefined ? undefined : { file: String(statSync(path, { bigint: true }).ino), path };
}

/** The path of a store on SQLite, for what only that engine offers: a backup of the file, and putting it back. */
export function sqlitePathOf(url: string): string {
  const path = pathIn(url);
  if (path !== undefined) return path;
  const instead = /^esdb/.test(url)
    ? ': use the tools of EventStoreDB, or "move <url> sqlite:<file>" with the service stopped'
    : '';
  throw new Error(`${shownAddress(url)} is no file: only sqlite:<path> is backed up and restored here${instead}`);
}
