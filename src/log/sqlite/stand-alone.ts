import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { firstTurn, setTurn } from './turns.js';

/**
 * Makes a copy a file that needs no other beside it: it can be read where nothing can be written, and no WAL that lies
 * where it is put can be taken for its own.
 */
export function standAlone(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('journal_mode = DELETE');
    setTurn(copy, firstTurn()).run();
  } finally {
    copy.close();
  }
}

/** The file and all that SQLite puts beside one. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

/** A copy in a temporary folder, which is removed when the process ends. The file itself has no WAL. */
export function standAloneCopyOf(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-read-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const copy = join(folder, 'ledger.db');
  copyFileSync(path, copy);
  chmodSync(copy, 0o600);
  standAlone(copy);
  return copy;
}
