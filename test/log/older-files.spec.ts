import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { BEGINNING } from '../../src/kernel/event.js';
import { type Instant, instantOf } from '../../src/kernel/instant.js';
import { RevisionConflict } from '../../src/log/event-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { verifyLog } from '../../src/log/sqlite/verify-log.js';
import type { Verdict } from '../../src/log/verified-walk.js';
import { EventSchemas } from '../../src/log/upcasting.js';
import { logOf, METADATA, NOON, noted, streamOf, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

/** The tables as the first release made them. They stand here in full, since files of that release are in use. */
const FIRST_RELEASE = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream   TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    id       TEXT    NOT NULL,
    type     TEXT    NOT NULL,
    data     TEXT    NOT NULL,
    metadata TEXT    NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  PRAGMA user_version = 1;
`;

/** Position, stream, revision. The order of streams is not that of their names, and one is longer than a page. */
const WRITTEN: readonly (readonly [number, string, number])[] = [
  [1, 'unit-b', 0],
  [2, 'unit-a', 0],
  [3, 'bloc-s2', 0],
  [4, 'unit-a', 1],
  [5, 'unit-b', 1],
  ...Array.from({ length: 501 }, (_, nth) => [nth + 6, 'unit-c', nth] as const),
];

/** Each event is recorded a second after the one before it. */
function at(place: number): Instant {
  return instantOf(Date.parse(NOON) + place * 1000);
}

const EVENTS = WRITTEN.map(([position, stream, revision]) => ({
  position: String(position).padStart(16, '0'),
  stream,
  revision,
  id: `event-${position}`,
  type: 'Noted',
  data: { text: `${stream} ${revision}` },
  metadata: { ...METADATA, recordedAt: at(position) },
}));

const eventsOf = (stream: string) => EVENTS.filter((event) => event.stream === stream);

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  const log = new Database(path);
  log.pragma('journal_mode = WAL');
  log.exec(FIRST_RELEASE);
  const insert = log.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const [at, { stream, revision, id, type, data, metadata }] of EVENTS.entries()) {
    insert.run(at + 1, stream, revision, id, type, JSON.stringify(data), JSON.stringify(metadata));
  }
  log.close();
});
afterEach(() => folder.remove());

/** The version of the tables, how they were made, and everything in them. */
function content(): Readonly<{ version: unknown; tables: unknown; events: unknown; streams: unknown }> {
  const log = new Database(path, { readonly: true });
  const version = log.pragma('user_version', { simple: true });
  const tables = log.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
  const events = log.prepare('SELECT * FROM events ORDER BY position').all();
  const streams = version === 1 ? [] : log.prepare('SELECT number, name FROM streams ORDER BY number').raw().all();
  log.close();
  return { version, tables, events, streams };
}

function verified(): Verdict {
  const checking = verifyLog(path, { schemas: new EventSchemas(['Noted']) });
  for (;;) {
    const step = checking.next();
    if (step.done === true) return step.value;
  }
}

describe('a file of the first release', () => {
  it('is read and verified as it is, and stays as it is', async () => {
    const before = content();
    const store = await SqliteEventStore.open(path, { readOnly: true });
    expect(await logOf(store, BEGINNING)).toEqual(EVENTS);
    for (const stream of ['unit-a', 'unit-b', 'unit-c', 'bloc-s2', 'unit-none']) {
      expect(await streamOf(store, stream)).toEqual(eventsOf(stream));
    }
    expect(textsOf(await streamOf(store, 'unit-c', 500))).toEqual(['unit-c 500']);
    await store.close();
    expect(verified()).toEqual({ events: EVENTS.length, streams: 4 });
    expect(content()).toEqual(before);
    expect(before.version).toBe(1);
  });

  it('opened for writing has every event where it was, in tables of this release', async () => {
    const store = await SqliteEventStore.open(path);
    expect(await logOf(store, BEGINNING)).toEqual(EVENTS);
    for (const stream of ['unit-a', 'unit-b', 'unit-c', 'bloc-s2', 'unit-none']) {
      expect(await streamOf(store, stream)).toEqual(eventsOf(stream));
    }
    await store.close();
    const { version, streams } = content();
    expect({ version, streams }).toEqual({
      version: 4,
      streams: [
        [1, 'unit-b'],
        [2, 'unit-a'],
        [3, 'bloc-s2'],
        [4, 'unit-c'],
      ],
    });
    expect(verified()).toEqual({ events: EVENTS.length, streams: 4 });
  });

  it('takes more events, in streams it has and in new ones, each at its place', async () => {
    const store = await SqliteEventStore.open(path);
    await expect(store.append('unit-a', 0, [noted('too late')])).rejects.toEqual(new RevisionConflict('unit-a', 0, 1));
    await expect(store.append('unit-b', 'absent', [noted('not new')])).rejects.toBeInstanceOf(RevisionConflict);
    const repeated = await store.append('unit-a', 0, [noted('unit-a 1', 'event-4')]);
    expect(repeated).toEqual({ revision: 1, position: EVENTS[3]?.position });
    await store.append(
      'unit-a',
      1,
      ['unit-a 2', 'unit-a 3'].map((text) => noted(text, undefined, { ...METADATA, recordedAt: at(600) })),
    );
    await store.append('unit-new', 'absent', [noted('unit-new 0')]);
    expect(textsOf(await streamOf(store, 'unit-a'))).toEqual([0, 1, 2, 3].map((nth) => `unit-a ${nth}`));
    expect(textsOf(await streamOf(store, 'unit-new'))).toEqual(['unit-new 0']);
    const log = await logOf(store, BEGINNING);
    expect(log.slice(0, EVENTS.length)).toEqual(EVENTS);
    expect(textsOf(log.slice(EVENTS.length))).toEqual(['unit-a 2', 'unit-a 3', 'unit-new 0']);
    await store.close();
    expect(verified()).toEqual({ events: EVENTS.length + 3, streams: 5 });
  });

  it('has the id of its first event as its identity, before and after it is opened for writing', async () => {
    for (const readOnly of [true, false, true]) {
      const store = await SqliteEventStore.open(path, { readOnly });
      expect(await store.identity()).toBe('event-1');
      await store.close();
    }
  });

  it('without an event has an identity as soon as it was opened for writing, and says so before', async () => {
    const log = new Database(path);
    log.exec('DELETE FROM events');
    log.close();
    const before = await SqliteEventStore.open(path, { readOnly: true });
    await expect(before.identity()).rejects.toThrow('first start the process that writes it');
    await before.close();
    const store = await SqliteEventStore.open(path);
    const identity = await store.identity();
    await store.append('unit-a', 'absent', [noted('a')]);
    expect(await store.identity()).toBe(identity);
    await store.close();
  });

  it.each([true, false])('finds the last event of an instant in it, read only: %s', async (readOnly) => {
    const store = await SqliteEventStore.open(path, { readOnly });
    for (const place of [0, 1, 63, 64, 65, 128, 500, EVENTS.length, EVENTS.length + 9]) {
      expect([place, await store.lastBy(at(place))]).toEqual([
        place,
        EVENTS[Math.min(place, EVENTS.length) - 1]?.position ?? '',
      ]);
    }
    await store.close();
  });

  it('keeps the latest instant of what was in it, whatever is recorded later', async () => {
    const store = await SqliteEventStore.open(path);
    const late = { ...METADATA, recordedAt: at(0) };
    for (let nth = 0; nth < 70; nth += 1)
      await store.append(`unit-late-${nth}`, 'absent', [noted('late', undefined, late)]);
    expect(await store.lastBy(at(EVENTS.length - 1))).toBe(EVENTS.at(-2)?.position);
    expect(await store.lastBy(at(EVENTS.length))).toBe(await store.head());
    await store.close();
  });

  it('is brought up to this release once', async () => {
    await (await SqliteEventStore.open(path)).close();
    const once = content();
    await (await SqliteEventStore.open(path)).close();
    expect(content()).toEqual(once);
  });

  it('has the same tables then as a new file', async () => {
    await (await SqliteEventStore.open(path)).close();
    const { tables } = content();
    path = folder.path('new.db');
    await (await SqliteEventStore.open(path)).close();
    expect(tables).toEqual(content().tables);
  });
});
