import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type Database from 'better-sqlite3';
import { LogReader } from '../../src/log/sqlite/log-reader.js';
import { LogWriter } from '../../src/log/sqlite/log-writer.js';
import { openForReading, openForWriting } from '../../src/log/sqlite/open-log.js';
import { RoomyCommit } from '../../src/log/sqlite/roomy-commit.js';
import { beginTurn } from '../../src/log/sqlite/turns.js';
import { eventually } from '../support/eventually.js';
import { noted } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let file: Database.Database;
let groups: RoomyCommit<string, string>;
let rooms: boolean[];
let undone: number;

beforeEach(() => {
  folder = temporaryFolder();
  file = openForWriting(folder.path('ledger.db'));
  beginTurn(file);
  rooms = [];
  undone = 0;
  const work = {
    do: (request: string) => request,
    appended: () => undefined,
    doubt: () => undefined,
    undone: () => void (undone += 1),
  };
  groups = new RoomyCommit(new LogWriter(file), work, (full) => rooms.push(full));
});
afterEach(() => {
  if (file.open) groups.close();
  folder.remove();
});

/** Keeps the file from growing, as a full disk does; `false` lets it grow again. */
function fill(full: boolean): void {
  const pages = Number(file.pragma('page_count', { simple: true }));
  file.pragma(`max_page_count = ${full ? pages : pages + 100_000}`);
}

const large = (stream: string) =>
  ({ append: { stream, expected: 'absent', events: [noted('x'.repeat(100_000))] } }) as const;

describe('a full disk', () => {
  it('leaves nothing of the group, has its work undone, and refuses until there is room', async () => {
    expect(groups.commit([large('unit-a')])).toEqual([{ end: 1 }]);
    fill(true);
    expect(groups.commit([{ work: 'asked' }, large('unit-b')])).toEqual([
      { full: 'WHILE_STORING' },
      { full: 'WHILE_STORING' },
    ]);
    expect(groups.commit([large('unit-c')])).toEqual([{ full: 'BEFORE' }]);
    expect({ rooms, undone }).toEqual({ rooms: [true], undone: 1 });
    const reader = new LogReader(openForReading(folder.path('ledger.db')));
    expect(reader.end()).toBe(1);
    fill(false);
    await eventually(() => 'end' in (groups.commit([large('unit-d')])[0] ?? {}));
    expect(rooms).toEqual([true, false]);
    // Places have no gap, and a stream that was refused can be begun.
    expect(groups.commit([large('unit-b')])).toEqual([{ end: 3 }]);
    expect(reader.page(0, 9).map(([place, stream]) => `${place} ${stream}`)).toEqual([
      '1 unit-a',
      '2 unit-d',
      '3 unit-b',
    ]);
    reader.close();
  });

  it('keeps the WAL of a stop that it leaves no room for', () => {
    file.pragma('wal_checkpoint(PASSIVE)');
    expect(groups.commit([large('unit-a')])).toEqual([{ end: 1 }]);
    jest.spyOn(file, 'prepare').mockImplementation(() => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
    groups.close();
    // As the driver does when the thread ends.
    file.close();
    expect(existsSync(folder.path('ledger.db-wal'))).toBe(true);
    const again = openForReading(folder.path('ledger.db'));
    expect(new LogReader(again).end()).toBe(1);
    again.close();
  });
});
