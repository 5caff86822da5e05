import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { asTheLedger } from './as-the-ledger.js';

/**
 * Keeps a second writer out for as long as this process lives: an empty SQLite database beside the log, held with
 * `BEGIN EXCLUSIVE`. The lock belongs to the process and not to the file, so the kernel lifts it even after `kill -9`.
 */
export class WriterLock {
  readonly #lock: Database.Database;

  /** @throws Error when another process, or another store of this one, writes to the same log. */
  constructor(path: string) {
    mkdirSync(dirname(resolve(path)), { recursive: true });
    this.#lock = new Database(`${path}.lock`, { timeout: 0 });
    try {
      this.#lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      this.#lock.close();
      throw new Error(`Another process already writes to ${path}: stop it first`, { cause: error });
    }
    if (existsSync(path)) asTheLedger(`${path}.lock`, path);
  }

  release(): void {
    this.#lock.close();
  }
}
