import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { LedgerFile } from '../read-model-store.js';
import { ofFile } from './damage.js';
import { useOf, WAITS_MS } from './one-at-a-time.js';

/**
 * For which ledger a file of read models is used, for as long as a process uses it. Two copies of one ledger have the same identity
 * and the same events up to where they part, so that the rows alone do not tell whose they are: of two that run at once the second
 * is refused. What runs after the other is told by the events.
 *
 * It stands in the file that {@link oneAtATime} locks. Each who uses it reads there and does not end the transaction, so nobody can
 * write another ledger into it; the kernel lets go even after `kill -9`.
 */
export class LedgerUse {
  private constructor(private readonly use: Database.Database) {}

  /** @throws Error when a running process uses the read models for another ledger. */
  static begin(path: string, ledger: LedgerFile): LedgerUse {
    let use: Database.Database | undefined;
    try {
      mkdirSync(dirname(path), { recursive: true });
      use = new Database(useOf(path), { timeout: WAITS_MS });
      // Between the writing and the holding another may have come.
      do writeInto(use, path, ledger);
      while (!holds(use, ledger));
      return new LedgerUse(use);
    } catch (error) {
      use?.close();
      throw ofFile(useOf(path), error);
    }
  }

  end(): void {
    this.use.close();
  }
}

function writeInto(use: Database.Database, path: string, ledger: LedgerFile): void {
  use.exec('BEGIN IMMEDIATE');
  const found = writtenIn(use);
  // To write would need what those who hold it do not give.
  if (found?.file === ledger.file) return void use.exec('ROLLBACK');
  use.exec(`DROP TABLE IF EXISTS used_for; CREATE TABLE used_for (file TEXT NOT NULL, path TEXT NOT NULL) STRICT`);
  use.prepare<[LedgerFile]>('INSERT INTO used_for (file, path) VALUES (@file, @path)').run(ledger);
  try {
    use.exec('COMMIT');
  } catch (error) {
    if (found === undefined || !isBusy(error)) throw error;
    throw new Error(
      `${path} is used by a running process for the ledger ${found.path}, and ${ledger.path} is another file, if only a copy of it: ` +
        'give READ_MODELS of each ledger a place of its own, sqlite:<path of a new file>, or stop that process',
      { cause: error },
    );
  }
}

function holds(use: Database.Database, { file }: LedgerFile): boolean {
  use.exec('BEGIN');
  if (writtenIn(use)?.file === file) return true;
  use.exec('ROLLBACK');
  return false;
}

function writtenIn(use: Database.Database): LedgerFile | undefined {
  const isThere = use.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'used_for'`).get() !== undefined;
  return isThere ? use.prepare<[], LedgerFile>('SELECT file, path FROM used_for').get() : undefined;
}

function isBusy(error: unknown): boolean {
  return (error as Readonly<{ code?: unknown }>).code === 'SQLITE_BUSY';
}
