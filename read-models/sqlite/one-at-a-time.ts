import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { ofFile } from './damage.js';

/** How long who opens a file of read models waits for another that does, in milliseconds: one that comes after a kill reads a WAL. */
export const WAITS_MS = 5_000;

/** The file that stands beside one of read models, by which its users know of one another. */
export function useOf(path: string): string {
  return `${path}.use`;
}

/**
 * Does the work while no other thread, of whichever process, does such work on the same file: to look what a file is, to make it
 * and to set it aside are one step only so. The lock is on a SQLite database beside it, which the kernel lets go of even
 * after `kill -9`.
 * @throws Error that names that file when another holds it for seconds, or it cannot be used.
 */
export function oneAtATime<T>(path: string, work: () => T): T {
  mkdirSync(dirname(path), { recursive: true });
  const lock = locked(useOf(path));
  try {
    return work();
  } finally {
    lock.close();
  }
}

function locked(path: string): Database.Database {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(path, { timeout: WAITS_MS });
    lock.exec('BEGIN IMMEDIATE');
    return lock;
  } catch (error) {
    lock?.close();
    throw ofFile(path, error);
  }
}
