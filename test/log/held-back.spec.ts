import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { LogWriter } from '../../src/log/sqlite/log-writer.js';
import { openForReading, openForWriting } from '../../src/log/sqlite/open-log.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { eventually } from '../support/eventually.js';
import { noted } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';
import { walOf } from '../support/wal.js';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let reader: Database.Database;
beforeEach(() => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
});
afterEach(() => {
  reader.close();
  folder.remove();
});

/** As a backup does: what it saw first it sees until `COMMIT`. */
function hold(): void {
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM events').get();
}

describe('a copy of the WAL that a reader holds back', () => {
  it('is not said to be whole', () => {
    const log = new LogWriter(openForWriting(path));
    reader = openForReading(path);
    const commit = (): void => (log.begin(), log.commit());
    commit();
    hold();
    commit();
    expect(log.copyRest()).toBe(false);
    reader.exec('COMMIT');
    expect(log.copyRest()).toBe(true);
    log.close();
  });

  it('at a start keeps nothing from being recorded, and is done later', async () => {
    const left = new LogWriter(openForWriting(path));
    left.begin();
    left.commit();
    reader = openForReading(path);
    hold();
    // What a writer leaves that was killed while another process read: its turn is in the WAL alone.
    left.begin();
    left.commit();
    left.leave();
    const store = await SqliteEventStore.open(path);
    await store.append('unit-a', 'absent', [noted('a')]);
    expect(walOf(path).isCopied).toBe(false);
    reader.exec('COMMIT');
    await eventually(() => walOf(path).isCopied);
    await store.append('unit-a', 0, [noted('b')]);
    await store.close();
  });

  it('is done once the reader is gone, though nothing more is appended', async () => {
    const store = await SqliteEventStore.open(path);
    reader = openForReading(path);
    let revision = -1;
    const append = () => store.append('unit-a', revision < 0 ? 'absent' : revision, [noted(`${(revision += 1)}`)]);
    let seen = 0;
    // Again where a copy came in between.
    await eventually(async () => {
      await append();
      hold();
      seen = walOf(path).pages;
      await append();
      const { pages, copied } = walOf(path);
      if (copied < seen && seen < pages) return true;
      reader.exec('COMMIT');
      return false;
    });
    await eventually(() => walOf(path).copied === seen);
    expect(walOf(path).isCopied).toBe(false);
    reader.exec('COMMIT');
    await eventually(() => walOf(path).isCopied);
    await store.close();
  });
});
