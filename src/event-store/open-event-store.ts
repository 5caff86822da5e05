import type { EventStore } from './event-store.js';
import { InMemoryEventStore } from './in-memory/in-memory-event-store.js';
import { SqliteEventStore, type SqliteOptions } from './sqlite/sqlite-event-store.js';

const SQLITE = 'sqlite:';

/**
 * The event store that the URL names: `sqlite:data/ledger.db` (a path, kept for good) or `memory:` (gone with the
 * process).
 * @throws Error for any other URL, and when the store cannot be opened safely.
 */
export function openEventStore(url: string, options: SqliteOptions = {}): EventStore {
  if (url === 'memory:') return new InMemoryEventStore();
  if (url.startsWith(SQLITE) && url.length > SQLITE.length) {
    return new SqliteEventStore(url.slice(SQLITE.length), options);
  }
  throw new Error(
    `No event store for ${withoutCredentials(url)}: this release supports sqlite:<path> (one file, durable) and memory: (for tests)`,
  );
}

/** The path of a store on SQLite, for what only that engine offers: backup and verification of the file. */
export function sqlitePathOf(url: string): string {
  if (url.startsWith(SQLITE) && url.length > SQLITE.length) return url.slice(SQLITE.length);
  throw new Error(
    `${withoutCredentials(url)} is not a file of ours: only sqlite:<path> can be backed up and verified here`,
  );
}

/** A URL may carry a password; messages end up in logs. */
function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}
