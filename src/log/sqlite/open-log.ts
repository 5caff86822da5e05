import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { assertKnownSchema, prepareTables } from './tables.js';

/** 3.7.0 to 3.51.2 can corrupt a WAL database that two connections write or checkpoint at once (sqlite.org/wal.html, "walresetbug"). */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** `PRAGMA synchronous` reads back 2 for FULL: every commit is synced before it returns. */
const FULL = 2;

/** What a WAL that once grew large is cut back to, in bytes. */
const WAL_SIZE_LIMIT = 64 * 1024 * 1024;

/**
 * For the threads that write the log and copy its WAL. Creates the file and its folder when they are missing, durably, and
 * brings a file of an older release up to this one. `identity` is that of a log made here as the copy of another.
 */
export function openForWriting(path: string, identity?: string): Database.Database {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  const log = new Database(path);
  try {
    assertSqliteVersion(log);
    log.pragma('journal_mode = WAL');
    log.pragma('synchronous = FULL');
    // The threads do it themselves: SQLite would keep an error of it to itself.
    log.pragma('wal_autocheckpoint = 0');
    log.pragma(`journal_size_limit = ${WAL_SIZE_LIMIT}`);
    assertDurable(log);
    prepareTables(log, identity);
  } catch (error) {
    log.close();
    throw error;
  }
  // At every start: the WAL is a new file each time, and SQLite does not tell when its own sync of the folder fails.
  syncFolderOf(path);
  return log;
}

/** A connection that can only read: it sees what is committed and never waits for the writer. */
export function openForReading(path: string): Database.Database {
  if (!existsSync(path)) throw new Error(`There is no event store at ${path}`);
  const log = new Database(path, { readonly: true, fileMustExist: true });
  try {
    assertSqliteVersion(log);
    assertKnownSchema(log);
  } catch (error) {
    log.close();
    throw error;
  }
  return log;
}

/** A new file survives a power cut only when the folder that names it is synced as well. */
export function syncFolderOf(path: string): void {
  const folder = openSync(dirname(resolve(path)), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Asserted on every open: the driver is compiled to fall back to NORMAL, which acknowledges before it syncs. */
function assertDurable(log: Database.Database): void {
  const journal = log.pragma('journal_mode', { simple: true });
  const synchronous = log.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== FULL) {
    throw new Error(
      `${log.name} would lose events: journal_mode=${String(journal)}, synchronous=${String(synchronous)}`,
    );
  }
}

function assertSqliteVersion(log: Database.Database): void {
  const version = log.prepare<[], string>('SELECT sqlite_version()').pluck().get() as string;
  const parts = version.split('.').map(Number);
  const difference = OLDEST_SQLITE.map((oldest, index) => (parts[index] ?? 0) - oldest).find((part) => part !== 0) ?? 0;
  if (difference < 0)
    throw new Error(`SQLite ${version} can corrupt the log; ${OLDEST_SQLITE.join('.')} or newer is needed`);
}
