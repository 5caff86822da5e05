import { copyFileSync, existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backup } from '../../src/cli/backup.js';
import { restore } from '../../src/cli/restore.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { logOf, noted, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let store: SqliteEventStore;
let reader: Database.Database;

/** A ledger of two events that is open, both in its WAL alone, since a reader holds the copying back. */
beforeEach(async () => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  store = await SqliteEventStore.open(path);
  reader = new Database(path, { readonly: true });
  reader.exec('BEGIN; SELECT count(*) FROM events');
  await store.append('unit-a', 'absent', [noted('a')]);
  await store.append('unit-a', 0, [noted('b')]);
});
afterEach(async () => {
  reader.close();
  await store.close();
  folder.remove();
});

/** What `kill -9` leaves at this moment. */
function killed(): string {
  for (const suffix of ['', '-wal', '.head']) copyFileSync(`${path}${suffix}`, folder.path(`left.db${suffix}`));
  return folder.path('left.db');
}

/** As the usual tool does: it takes the WAL in and removes it. */
function lookedAt(file: string): void {
  const looking = new Database(file);
  expect(looking.prepare('SELECT count(*) AS events FROM events').get()).toEqual({ events: 2 });
  looking.close();
  expect(existsSync(`${file}-wal`)).toBe(false);
}

/** What each who opens a ledger says of it. */
async function answersTo(file: string): Promise<readonly string[]> {
  const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  const said: string[] = [];
  for (const readOnly of [true, false]) {
    const opening = SqliteEventStore.open(file, { readOnly });
    said.push(await opening.then((log) => log.close().then(() => 'opened'), words));
  }
  await backup(`sqlite:${file}`, `${file}.backup`, (line) => said.push(line));
  try {
    said.push(String(verifyStore(`sqlite:${file}`, () => undefined)));
  } catch (error) {
    said.push(words(error));
  }
  return said;
}

async function textsIn(file: string): Promise<readonly string[]> {
  const log = await SqliteEventStore.open(file, { readOnly: true });
  const texts = textsOf(await logOf(log, BEGINNING));
  await log.close();
  return texts;
}

describe('a ledger that was killed and whose WAL is gone', () => {
  const WHOLE =
    /left\.db\.head names the event at position 0{15}2 as acknowledged last, and the file ends with that: nothing is missing, unless the machine lost power/;

  it('is told to be whole where another program took the WAL in, and one command goes on', async () => {
    const left = killed();
    lookedAt(left);
    for (const said of await answersTo(left)) {
      expect(said).toMatch(WHOLE);
      expect(said).toContain(`"restore ${left}"`);
      expect(said).not.toMatch(/may be missing|put the WAL back/);
    }
    const lines: string[] = [];
    expect(restore(`sqlite:${left}`, left, (line) => lines.push(line))).toBe(0);
    expect(lines[0]).toMatch(WHOLE);
    expect(lines.join('\n')).not.toMatch(/alone is missing|Not all/);
    expect(await textsIn(left)).toEqual(['a', 'b']);
  });

  it('is told what is missing, where it ends before what was acknowledged last', async () => {
    const left = killed();
    rmSync(`${left}-wal`);
    const missing =
      /are missing: it has no event, and the event .* at position 0{15}2 was acknowledged .*: put the WAL back/;
    expect(await answersTo(left)).toEqual(Array(4).fill(expect.stringMatching(missing)));
  });

  it('is told no more than that events may be missing, where nothing says what was acknowledged last', async () => {
    const left = killed();
    lookedAt(left);
    rmSync(`${left}.head`);
    expect(await answersTo(left)).toEqual(Array(4).fill(expect.stringContaining('may be missing: put the WAL back')));
  });
});
