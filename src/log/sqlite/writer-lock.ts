import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { isNative, ofFileInWords, type Remedies } from '../../sqlite/native-errors.js';
import { asTheLedger } from './as-the-ledger.js';

/** What helps a lock that is none. */
const REMEDIES: Remedies = [
  ['SQLITE_NOTADB', 'something else lies in the place of the lock: move it away'],
  ['SQLITE_CORRUPT', 'something else lies in the place of the lock: move it away'],
];

/** Another process, or another store of this one, holds the lock. */
class WrittenByAnother extends Error {
  constructor(path: string, cause: unknown) {
    super(`Another process already writes to ${path}: stop it first`, { cause });
    this.name = 'WrittenByAnother';
  }
}

/**
 * Keeps a second writer out for as long as this process lives: an empty SQLite database beside the log, held with
 * `BEGIN EXCLUSIVE`. The lock belongs to the process and not to the file, so the kernel lifts it even after `kill -9`.
 */
export class WriterLock {
  readonly #lock: Database.Database;

  /**
   * @throws Error when another process, or another store of this one, writes to the same log; and what to do when the lock
   * cannot be taken for any other reason.
   */
  constructor(path: string) {
    mkdirSync(dirname(resolve(path)), { recursive: true });
    this.#lock = taken(`${path}.lock`, path);
    if (existsSync(path)) asTheLedger(`${path}.lock`, path);
  }

  release(): void {
    this.#lock.close();
  }
}

function taken(file: string, path: string): Database.Database {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(file, { timeout: 0 });
    // SQLite opens what it may not write for reading, and such a lock keeps no other out: a change that is never committed tells.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; PRAGMA user_version = 1');
    return lock;
  } catch (error) {
    lock?.close();
    if (!isNative(error)) throw error;
    if (isBusy(error)) throw new WrittenByAnother(path, error);
    throw new Error(ofFileInWords(file, error, REMEDIES), { cause: error });
  }
}

function isBusy(error: unknown): boolean {
  return isNative(error) && error.code.startsWith('SQLITE_BUSY');
}

/**
 * Keeps writers out of a log while it is read as a whole; nothing is made for one that was never written where it lies. Where this
 * process may not take the lock, it only looks whether another has it.
 * @returns what lets them in again. @throws Error when another process writes to the log.
 */
export function keepWritersOut(path: string): () => void {
  const file = `${path}.lock`;
  if (!existsSync(file)) return () => undefined;
  try {
    const lock = new WriterLock(path);
    return () => lock.release();
  } catch (error) {
    if (error instanceof WrittenByAnother) throw error;
    assertNotHeld(file, path);
    return () => undefined;
  }
}

/** By reading, which a lock that is held refuses too. */
function assertNotHeld(file: string, path: string): void {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(file, { readonly: true, timeout: 0 });
    lock.pragma('user_version');
  } catch (error) {
    // A lock that cannot even be read keeps no one from reading the log.
    if (isBusy(error)) throw new WrittenByAnother(path, error);
  } finally {
    lock?.close();
  }
}
