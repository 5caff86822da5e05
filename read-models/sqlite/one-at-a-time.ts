import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Does the work while no other thread, of whichever process, does such work on the same file: to look what a file is, to make it
 * and to set it aside are one step only so. The lock is an empty SQLite database beside it, which the kernel lets go of even
 * after `kill -9`.
 * @throws what the driver throws when another holds it for seconds.
 */
export function oneAtATime<T>(path: string, work: () => T): T {
  mkdirSync(dirname(path), { recursive: true });
  const lock = new Database(`${path}.use`);
  try {
    lock.exec('BEGIN IMMEDIATE');
    return work();
  } finally {
    lock.close();
  }
}
