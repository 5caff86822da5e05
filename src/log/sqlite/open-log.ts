import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { AcknowledgedLost, headOf, lossIn } from './acknowledged-end.js';
import { copyWal } from './copy-wal.js';
import { isNative } from '../../sqlite/native-errors.js';
import { isOpenHere } from './open-here.js';
import { withNativeErrors } from './native-errors.js';
import { standAloneCopyOf } from './stand-alone.js';
import { assertKnownSchema, prepareTables, versionOf } from './tables.js';
import { assertFileAndWalBelong, hasWal } from './turns.js';

/** 3.7.0 to 3.51.2 can corrupt a WAL database that two connections write or checkpoint at once (sqlite.org/wal.html, "walresetbug"). */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** `PRAGMA synchronous` reads back 2 for FULL: every commit is synced before it returns. */
const FULL = 2;

/** What a WAL that once grew large is cut back to, in bytes. */
export const WAL_SIZE_LIMIT = 64n * 1024n * 1024n;

/**
 * What SQLite says of a file with a WAL, or made to have one, where it can put no index of it: on media that cannot be
 * written. The driver cannot tell it that the file never changes.
 */
const CANNOT_SHARE = ['SQLITE_CANTOPEN', 'SQLITE_READONLY_CANTINIT', 'SQLITE_READONLY_DIRECTORY'];

/**
 * For the threads that write the log and copy its WAL. Creates the file and its folder when they are missing, durably, and
 * brings a file of an older release up to this one. `identity` is that of a log made here as the copy of another.
 */
export function openForWriting(path: string, identity?: string): Database.Database {
  const isNew = !existsSync(path);
  if (isNew) mkdirSync(dirname(resolve(path)), { recursive: true });
  else assertNothingLost(path);
  const log = new Database(path);
  try {
    assertSqliteVersion(log);
    // Before the file is changed in any way.
    if (!isNew) assertKnownSchema(log);
    log.pragma('journal_mode = WAL');
    log.pragma('synchronous = FULL');
    // The threads do it themselves: SQLite would keep an error of it to itself.
    log.pragma('wal_autocheckpoint = 0');
    log.pragma(`journal_size_limit = ${WAL_SIZE_LIMIT}`);
    assertDurable(log);
    // Into the file itself: it is whole from the beginning, and what it says stays when its WAL is lost.
    if (prepareTables(log, { isNew, identity })) copyWal(log);
  } catch (error) {
    log.close();
    throw error;
  }
  // At every start: the WAL is a new file each time, and SQLite does not tell when its own sync of the folder fails.
  syncFolderOf(path);
  return log;
}

/** By a connection that can only read: to close another would copy the WAL, cut or not, into the file. */
function assertNothingLost(path: string): void {
  // By this process, which looked then.
  if (isOpenHere(path)) return;
  assertFileAndWalBelong(path, () => readOnly(path));
  if (!existsSync(headOf(path))) return;
  const log = readOnly(path);
  try {
    assertKnownSchema(log);
    assertAllAcknowledged(log, path);
  } finally {
    log.close();
  }
}

function assertAllAcknowledged(log: Database.Database, file: string): void {
  const loss = lossIn(log, file);
  if (loss !== undefined) throw new AcknowledgedLost(file, loss);
}

/**
 * `orCopy`: a copy of the file as it is now is read where SQLite cannot read it where it lies. For what reads once: who
 * follows the log would follow the copy.
 */
export type Reading = Readonly<{ orCopy?: boolean }>;

/**
 * A connection that can only read: it sees what is committed and never waits for the writer.
 * @throws Error that says what to do, also where the file has no WAL and none can be made beside it.
 * @throws AcknowledgedLost
 */
export function openForReading(path: string, { orCopy = false }: Reading = {}): Database.Database {
  if (!existsSync(path)) throw new Error(`There is no event store at ${path}`);
  // SQLite names the WAL after the file itself, not after a link to it.
  const file = realpathSync(path);
  return withNativeErrors(() => knownLog(file, orCopy ? readOnlyOrCopy : readOnly), file);
}

function knownLog(file: string, open: (file: string) => Database.Database): Database.Database {
  assertFileAndWalBelong(file, () => readOnly(file));
  const log = open(file);
  try {
    assertSqliteVersion(log);
    assertKnownSchema(log);
    assertAllAcknowledged(log, file);
  } catch (error) {
    log.close();
    throw error;
  }
  return log;
}

/** Closing it never copies a WAL into the file. */
function readOnly(path: string): Database.Database {
  const log = new Database(path, { readonly: true, fileMustExist: true });
  try {
    versionOf(log);
    return log;
  } catch (error) {
    log.close();
    throw error;
  }
}

function readOnlyOrCopy(path: string): Database.Database {
  try {
    return readOnly(path);
  } catch (error) {
    if (!isNative(error) || !CANNOT_SHARE.includes(error.code) || hasWal(path)) throw error;
    return readOnly(standAloneCopyOf(path));
  }
}

/**
 * Closes a log in the middle of its turn, its WAL beside it; nothing for one that is closed. The last connection to go would copy the
 * WAL into the file and remove it, and the next start would take it for lost: so one that cannot write goes last.
 */
export function leave(log: Database.Database): void {
  if (!log.open) return;
  const last = readOnly(log.name);
  log.close();
  last.close();
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
