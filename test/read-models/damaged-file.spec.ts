import { closeSync, existsSync, openSync, renameSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import type { ModelStatus } from '../../projections/projector/projecting.js';
import { Projector } from '../../projections/projector/projector.js';
import {
  type ModelId,
  ReadModelNotBuilt,
  ReadModelsUnavailable,
  type Stored,
} from '../../read-models/read-model-store.js';
import { PAGE_BYTES } from '../../read-models/sqlite/model-file.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { instantOf } from '../../src/kernel/instant.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { allRows } from '../projections/all-rows.js';
import { entries, Historian, joined, rosters } from '../projections/rosters.js';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/store-folder.js';

const EVENTS = 600;
const LEASES = { beat: 10, silence: 100 };
const WAITS = { first: 1, longest: 4 };
const NOW = instantOf(0);
/** Long, because a busy machine folds slowly. */
const WITHIN_MS = 60_000;
const BOTH = [rosters, entries];

type Damage = (path: string) => void;

/** What can happen to a file of read models, to one that is open as well. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  'malformed schema': (path) => overwrite(path, 100, noise(PAGE_BYTES - 100)),
  'no database': (path) => overwrite(path, 0, noise(100)),
  'another text': (path) => writeFileSync(path, 'Bảng chấm điểm năm 2025\n'.repeat(2_000)),
  'cut to half': (path) => truncateSync(path, Math.floor(statSync(path).size / PAGE_BYTES / 2) * PAGE_BYTES),
  'cut in the middle of a page': (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
  'cut to its first page': (path) => truncateSync(path, PAGE_BYTES),
  emptied: (path) => truncateSync(path, 0),
  'each page of noise but the first': (path) => overwrite(path, PAGE_BYTES, noise(statSync(path).size - PAGE_BYTES)),
  'each page of zeros but the first': (path) =>
    overwrite(path, PAGE_BYTES, Buffer.alloc(statSync(path).size - PAGE_BYTES)),
  'a table of rows overwritten': (path) => overwrite(path, rootOf(path, 'entries@1.1'), noise(PAGE_BYTES)),
  'an index overwritten': (path) => overwrite(path, rootOf(path, 'entries@1.1 by type'), noise(PAGE_BYTES)),
  'the table of builds overwritten': (path) => overwrite(path, rootOf(path, 'build'), noise(PAGE_BYTES)),
  'an index gone': (path) => alter(path, 'DROP INDEX "entries@1.1 by type"'),
  'a table gone': (path) => alter(path, 'DROP TABLE "entries@1.1"'),
  'a column gone': (path) => alter(path, 'ALTER TABLE "entries@1.1" DROP COLUMN row'),
  'another schema': (path) => alter(path, 'DROP TABLE build; CREATE TABLE build (name TEXT, kind TEXT)'),
  'a row cut short': (path) => alter(path, `UPDATE "rosters@1.1" SET row = substr(row, 1, 40)`),
  'a row of no object': (path) => alter(path, `UPDATE "rosters@1.1" SET row = '12'`),
  'provenance cut short': (path) => alter(path, `UPDATE "rosters@1.1" SET provenance = '{"a'`),
  'moved away': (path) => renameSync(path, `${path}.moved`),
};
const KINDS = Object.keys(DAMAGES);

/** Lets the test look right before a build is made room for, and before it serves. */
class WatchedStore extends SqliteReadModelStore {
  beforeDeclare: () => Promise<void> = () => Promise.resolve();
  beforeSwitch: (model: string) => Promise<void> = () => Promise.resolve();

  override async declare(...build: Parameters<SqliteReadModelStore['declare']>): Promise<void> {
    await this.beforeDeclare();
    return super.declare(...build);
  }

  override async switchTo(model: ModelId): Promise<void> {
    await this.beforeSwitch(model.name);
    return super.switchTo(model);
  }
}

describe('a file of read models that cannot be read', () => {
  const folder = temporaryFolder();
  let files = 0;
  let events: InMemoryEventStore;
  let expected: Readonly<Record<string, readonly Stored[]>>;
  let stores: SqliteReadModelStore[] = [];
  let running: Projector[] = [];
  let said: string[] = [];

  const opened = (path: string): WatchedStore => {
    const store = new WatchedStore(path, (problem) => void said.push(problem));
    stores.push(store);
    return store;
  };
  const projecting = (store: SqliteReadModelStore): Projector => {
    const report = (problem: string, error: unknown): void => void said.push(`${problem}: ${String(error)}`);
    const setting = { projections: BOTH, events, store, report, leases: LEASES, waits: WAITS };
    const projector = new Projector(setting);
    running.push(projector);
    projector.start();
    return projector;
  };
  const statusOf = (projector: Projector): Promise<readonly ModelStatus[]> => projector.status(NOW);
  const isLive = async (projector: Projector): Promise<boolean> =>
    (await statusOf(projector)).every(({ state, position, head }) => state === 'LIVE' && position === head);
  const end = async (): Promise<void> => {
    for (const projector of running) await projector.stop();
    for (const store of stores) await store.close();
    [running, stores] = [[], []];
  };

  beforeAll(async () => {
    events = new InMemoryEventStore();
    const historian = new Historian(events);
    for (let n = 0; n < EVENTS; n += 1) await historian.record(joined(n % 2 ? 'north' : 'south', `unit-${n}`));
    const store = opened(folder.path('expected.db'));
    const projector = projecting(store);
    await eventually(() => isLive(projector), WITHIN_MS);
    expected = await allRows(store, BOTH);
    await end();
  });
  afterEach(async () => {
    await end();
    said = [];
    folder.remove();
  });

  it.each(KINDS)('while starting is set aside and built anew: %s', async (kind) => {
    const path = folder.path(`${++files}.db`);
    const before = projecting(opened(path));
    await eventually(() => isLive(before), WITHIN_MS);
    await end();
    DAMAGES[kind]?.(path);
    const store = opened(path);
    const projector = projecting(store);
    // What was found damaged by the last look is told as live until the projector hears of it.
    const found = await readUntilWhole(store, async () => (await isLive(projector)) && (await isReadable(store)));
    expect(found).toEqual([]);
    expect(await allRows(store, BOTH)).toEqual(expected);
    if (kind !== 'moved away' && kind !== 'emptied') expectSetAside(path);
  });

  it('is built anew when it is found damaged between the look which build serves and its taking over', async () => {
    const path = folder.path(`${++files}.db`);
    const before = projecting(opened(path));
    await eventually(() => isLive(before), WITHIN_MS);
    await end();
    DAMAGES['a table of rows overwritten']?.(path);
    const store = opened(path);
    store.beforeDeclare = async () => void (await isReadable(store));
    const projector = projecting(store);
    await eventually(async () => (await isLive(projector)) && (await isReadable(store)), WITHIN_MS);
    expect(await allRows(store, BOTH)).toEqual(expected);
    expectSetAside(path);
  });

  it.each(KINDS.flatMap((kind) => [[kind, 'the process that folds'] as const, [kind, 'another process'] as const]))(
    'while running is set aside and built anew, and no read is wrong: %s, read by %s',
    async (kind, by) => {
      const path = folder.path(`${++files}.db`);
      const store = opened(path);
      const projector = projecting(store);
      await eventually(() => isLive(projector), WITHIN_MS);
      const reader = by === 'another process' ? opened(path) : store;
      expect(await allRows(reader, BOTH)).toEqual(expected);
      copyWal(path);
      DAMAGES[kind]?.(path);
      const named: (string | undefined)[] = [];
      store.beforeSwitch = async (name) => {
        named.push((await statusOf(projector)).find(({ model }) => model === name)?.remedy);
      };
      const found = await readUntilWhole(
        reader,
        async () => wasNoticed(path) && named.length >= BOTH.length && (await isLive(projector)),
      );
      expect(found).toEqual([]);
      expect(await allRows(reader, BOTH)).toEqual(expected);
      expect(await statusOf(projector)).toEqual(
        BOTH.map(() => expect.not.objectContaining({ remedy: expect.anything() })),
      );
      expect(named).toEqual(named.map(() => expect.stringContaining(path)));
      if (kind !== 'moved away') expectSetAside(path);
    },
  );

  function isReadable(store: SqliteReadModelStore): Promise<boolean> {
    return allRows(store, BOTH).then(
      () => true,
      () => false,
    );
  }

  function expectSetAside(path: string): void {
    expect(existsSync(`${path}.damaged`)).toBe(true);
    const [line = ''] = said.filter((problem) => problem.includes(`${path}.damaged`));
    expect(line).toContain(path);
    expect(said.join('\n')).not.toMatch(/restore/i);
  }

  function wasNoticed(path: string): boolean {
    return existsSync(path) && (existsSync(`${path}.damaged`) || existsSync(`${path}.moved`));
  }

  /** Reads everything again and again. @returns what it found that is neither right nor an error that passes. */
  async function readUntilWhole(store: SqliteReadModelStore, whole: () => Promise<boolean> | boolean) {
    const wrong: unknown[] = [];
    const byType = { where: { type: 'UnitJoined' }, orderBy: ['type'], limit: 200 };
    const asks: readonly (() => Promise<unknown>)[] = [
      async () => expect(await store.find('rosters', 'north')).toEqual(expected['rosters']?.[0]),
      async () => expect((await store.page('entries', byType)).rows).toHaveLength(200),
      async () => expect(await allRows(store, BOTH)).toEqual(expected),
      () => store.serving(['rosters', 'entries']),
    ];
    const look = async (): Promise<void> => {
      for (const ask of asks) {
        await ask().catch((error: unknown) => {
          if (!(error instanceof ReadModelNotBuilt) && !(error instanceof ReadModelsUnavailable)) wrong.push(error);
        });
      }
    };
    await eventually(async () => {
      await look();
      return whole();
    }, WITHIN_MS);
    await look();
    return wrong;
  }
});

/** What stands in the WAL would hide what is done to the file. */
function copyWal(path: string): void {
  const database = new Database(path);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

function alter(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

function rootOf(path: string, name: string): number {
  const database = new Database(path);
  const [root] = database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().all(name);
  database.close();
  return (Number(root) - 1) * PAGE_BYTES;
}

function overwrite(path: string, at: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

/** The same at each run. */
function noise(length: number): Buffer {
  let state = 20_261_129;
  return Buffer.from(Array.from({ length }, () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) >> 16));
}
