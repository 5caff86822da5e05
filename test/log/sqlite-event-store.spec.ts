import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import { OutcomeUnknown, Overloaded } from '../../src/log/event-store.js';
import { openEventStore } from '../../src/log/open-event-store.js';
import { positionAt } from '../../src/log/stored-event.js';
import { copyLog } from '../../src/log/sqlite/copy-log.js';
import { GroupCommit } from '../../src/log/sqlite/group-commit.js';
import { LogWriter } from '../../src/log/sqlite/log-writer.js';
import { openForReading, openForWriting } from '../../src/log/sqlite/open-log.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { Writer } from '../../src/log/sqlite/writer.js';
import { logOf, noted, streamOf, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = folder.path('new/ledger.db');
});
afterEach(() => folder.remove());

describe('opening a store on SQLite', () => {
  it('makes the file and its folder, and syncs every commit in full, each time it is opened', () => {
    for (const _ of ['new', 'again']) {
      const log = openForWriting(path);
      expect(log.pragma('synchronous', { simple: true })).toBe(2);
      expect(log.pragma('journal_mode', { simple: true })).toBe('wal');
      log.close();
    }
  });

  it('refuses a second writer until the first has gone', async () => {
    const first = await SqliteEventStore.open(path);
    await expect(SqliteEventStore.open(path)).rejects.toThrow('already writes');
    await first.close();
    await (await SqliteEventStore.open(path)).close();
  });

  it('lets go of the lock when opening fails', async () => {
    await (await SqliteEventStore.open(path)).close();
    const log = new Database(path);
    log.pragma('user_version = 5');
    await expect(SqliteEventStore.open(path)).rejects.toThrow('newer release');
    log.pragma('user_version = 4');
    log.close();
    await (await SqliteEventStore.open(path)).close();
  });

  it('lets go of the lock when the log can be written but not read', async () => {
    await (await SqliteEventStore.open(path)).close();
    // The driver trims the name of a file, but the file system does not.
    for (const _ of ['once', 'again']) {
      await expect(SqliteEventStore.open(`${path} `)).rejects.toThrow('There is no event store at');
    }
  });

  it('keeps its identity through a restart and a backup', async () => {
    const store = await SqliteEventStore.open(path);
    const identity = await store.identity();
    await copyLog(path, folder.path('new/backup.db'), { progress: () => undefined, verify: () => undefined });
    await store.close();
    for (const file of [path, folder.path('new/backup.db')]) {
      for (const readOnly of [true, false]) {
        const opened = await SqliteEventStore.open(file, { readOnly, identity: 'another' });
        expect(await opened.identity()).toBe(identity);
        await opened.close();
      }
    }
  });

  it('is closed when any close of it has returned', async () => {
    const store = await SqliteEventStore.open(path);
    let closed = false;
    void store.close().then(() => (closed = true));
    await store.close();
    expect(closed).toBe(true);
  });

  it('refuses a database that is not ours, and leaves it as it is', async () => {
    const foreign = folder.path('foreign.db');
    const log = new Database(foreign);
    log.exec('CREATE TABLE notes (text TEXT)');
    await expect(SqliteEventStore.open(foreign)).rejects.toThrow('not an event store');
    expect(log.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['notes']);
    log.close();
  });

  it('says what is wrong with a file that is no database', async () => {
    const foreign = folder.path('foreign.txt');
    writeFileSync(foreign, 'Biên bản hội nghị ký kết giao ước thi đua. '.repeat(100));
    await expect(SqliteEventStore.open(foreign)).rejects.toThrow('file is not a database (SQLITE_NOTADB)');
  });

  it('refuses to read a file that is not there instead of making one', () => {
    expect(() => openForReading(path)).toThrow('no event store at');
  });

  it('is chosen by its URL', async () => {
    const store = await openEventStore(`sqlite:${path}`);
    await store.append('unit-a', 'absent', [noted('a')]);
    await store.close();
    const again = await openEventStore(`sqlite:${path}`);
    expect(textsOf(await streamOf(again, 'unit-a'))).toEqual(['a']);
    await again.close();
    expect(await (await openEventStore('memory:')).head()).toBe(BEGINNING);
  });

  it.each(['mongodb://admin:changeit@localhost:2113', 'sqlite:', 'postgres://localhost', ''])(
    'refuses the URL "%s"',
    async (url) => {
      await expect(openEventStore(url)).rejects.toThrow('use sqlite:<path>');
      await expect(openEventStore(url)).rejects.not.toThrow('changeit');
    },
  );
});

describe('reading a log of large events', () => {
  it('gives few of them in a batch, however many are asked for, and all of them in the end', async () => {
    const store = await SqliteEventStore.open(path);
    const large = 'n'.repeat(900_000);
    const names = Array.from({ length: 24 }, (_, nth) => `${nth}`);
    await Promise.all(names.map((name) => store.append(name, 'absent', [noted(large)])));
    const enough = new AbortController();
    const followed = store.subscribe(BEGINNING, enough.signal, 4_000);
    for (const batches of [store.readAll(BEGINNING, 4_000), followed]) {
      const seen: Recorded[] = [];
      for await (const batch of batches) {
        expect(batch.slice(1).length * large.length).toBeLessThan(8 * 1024 * 1024);
        seen.push(...batch);
        if (batches === followed && seen.length === names.length) enough.abort();
      }
      expect(seen.map(({ position }) => position)).toEqual(names.map((_, nth) => positionAt(nth + 1)));
    }
    await store.close();
  });
});

describe('reading what another process writes', () => {
  it('follows the writer, and refuses to write', async () => {
    const writer = await SqliteEventStore.open(path);
    await writer.append('unit-a', 'absent', [noted('a')]);
    const reader = await SqliteEventStore.open(path, { readOnly: true });
    const stop = new AbortController();
    const batches = reader.subscribe(BEGINNING, stop.signal)[Symbol.asyncIterator]();
    const first = await batches.next();
    expect(first.done === true ? [] : textsOf(first.value)).toEqual(['a']);
    const second = batches.next();
    await writer.append('unit-a', 0, [noted('b')]);
    const followed = await second;
    expect(followed.done === true ? [] : textsOf(followed.value)).toEqual(['b']);
    await expect(reader.append('unit-a', 1, [noted('c')])).rejects.toThrow('reading only');
    stop.abort();
    await reader.close();
    await writer.close();
  });

  it('works on a store nobody has open', async () => {
    const writer = await SqliteEventStore.open(path);
    await writer.append('unit-a', 'absent', [noted('a')]);
    await writer.close();
    const reader = await SqliteEventStore.open(path, { readOnly: true });
    expect(textsOf(await logOf(reader, BEGINNING))).toEqual(['a']);
    await reader.close();
  });
});

describe('committing in groups', () => {
  it('shares a commit between the appends that wait', async () => {
    let commits = 0;
    const writer = await Writer.open(path, { commit: () => (commits += 1), fatal: () => undefined });
    const appends = Array.from({ length: 600 }, (_, n) => writer.append(`unit-${n}`, 'absent', [noted(`${n}`)]));
    await Promise.all(appends);
    expect(commits).toBeLessThanOrEqual(600 / 16 + 1);
    await writer.close();
  });

  it('refuses more than it can hold, and stores all that it took', async () => {
    const store = await SqliteEventStore.open(path);
    const appends = Array.from({ length: 5000 }, (_, n) => store.append(`unit-${n}`, 'absent', [noted(`${n}`)]));
    const outcomes = await Promise.allSettled(appends);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(5000 - 4096);
    expect(refused.every(({ reason }) => reason instanceof Overloaded)).toBe(true);
    expect(await logOf(store, BEGINNING)).toHaveLength(4096);
    await store.close();
  });

  it('stores what waits when it is closed', async () => {
    const store = await SqliteEventStore.open(path);
    const waiting = store.append('unit-a', 'absent', [noted('a')]);
    await store.close();
    expect((await waiting).revision).toBe(0);
    expect(readdirSync(folder.path('new')).sort()).toEqual(['ledger.db', 'ledger.db.head', 'ledger.db.lock']);
  });

  it('copies the WAL into the file while it goes on, and begins the WAL anew', async () => {
    const store = await SqliteEventStore.open(path);
    const text = 'x'.repeat(100_000);
    const sizeOf = (suffix: string): number => statSync(`${path}${suffix}`).size;
    const whole = sizeOf('');
    let grown = true;
    for (let nth = 0; grown && nth < 2000; nth += 1) {
      const before = sizeOf('-wal');
      await store.append(`unit-${nth}`, 'absent', [noted(text, `large.${nth}`)]);
      grown = sizeOf('-wal') > before;
    }
    expect({ grown, copied: sizeOf('') > whole }).toEqual({ grown: false, copied: true });
    await store.close();
  });

  it('keeps nothing of a group when the disk is full', () => {
    const log = openForWriting(path);
    // Keeps the file from growing any further.
    log.pragma(`max_page_count = ${String(log.pragma('page_count', { simple: true }))}`);
    const large = noted('x'.repeat(100_000));
    const groups = new GroupCommit(new LogWriter(log), {
      do: () => undefined,
      appended: () => undefined,
      doubt: () => undefined,
      undone: () => undefined,
    });
    const group = [
      { append: { stream: 'unit-a', expected: 'absent', events: [noted('a')] } },
      { append: { stream: 'unit-b', expected: 'absent', events: [large] } },
    ] as const;
    expect(() => groups.commit(group)).toThrow('full');
    log.close();
    const after = openForReading(path);
    expect(after.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0);
    after.close();
  });

  it('after an error of the disk answers nobody and takes nothing more', async () => {
    const reasons: OutcomeUnknown[] = [];
    const writer = await Writer.open(path, { commit: () => undefined, fatal: (reason) => reasons.push(reason) });
    const meddler = new Database(path);
    meddler.exec('DROP TABLE events');
    meddler.close();
    const outcomes = await Promise.allSettled([
      writer.append('unit-a', 'absent', [noted('a')]),
      writer.append('unit-b', 'absent', [noted('b')]),
    ]);
    const later = writer.append('unit-c', 'absent', [noted('c')]);
    await expect(later).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(
      outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof OutcomeUnknown),
    ).toEqual([true, true]);
    expect(reasons.map(({ cause }) => cause)).toMatchObject([{ message: 'no such table: events (SQLITE_ERROR)' }]);
    await writer.close();
  });
});
