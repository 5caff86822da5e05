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
    if (error.code.startsWith('SQLITE_BUSY')) {
      throw new Error(`Another process already writes to ${path}: stop it first`, { cause: error });
    }
    throw new Error(ofFileInWords(file, error, REMEDIES), { cause: error });
  }
}
