import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { BuildGone, type ModelId, type ReadModelStore, UNLEASED } from '../../read-models/read-model-store.js';
import { type BuildRecord, SqliteBuildRegister } from '../../read-models/sqlite/build-register.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { positionAt } from '../../src/log/stored-event.js';
import { temporaryFolder } from '../support/store-folder.js';

const MODEL: ModelId = { name: 'units', version: 1, build: 1, indexes: [['kind']] };
const NEXT: ModelId = { ...MODEL, build: 2 };
const LOG = 'a log';
const ROW = { key: 'a', row: { kind: 'PROVINCE' }, position: positionAt(1), provenance: { 'unit-a': '0' } };
const STEP = {
  from: { position: positionAt(0), eventId: '', salt: '' },
  to: { position: positionAt(1), eventId: 'e', salt: 's' },
  fence: UNLEASED.fence,
};

type Look = (this: SqliteBuildRegister, model: ModelId) => BuildRecord | undefined;
type Prepare = (this: Database.Database, sql: string) => Database.Statement<unknown[]>;

/** What is asked of a build that another projector may just have exchanged. */
const ASKED: Readonly<Record<string, (store: ReadModelStore) => Promise<unknown>>> = {
  'rows to fold into': (store) => store.load(MODEL, ['a']),
  'a commit': (store) => store.commit(MODEL, [ROW], STEP),
  'its indexes': (store) => store.index(MODEL),
  'its checkpoint': (store) => store.checkpoint(MODEL),
  'its lease': (store) => store.lease(MODEL),
  'another lease': (store) => store.replaceLease(MODEL, UNLEASED, { ...UNLEASED, fence: 1 }),
  'that it serves': (store) => store.switchTo(MODEL),
  'that it serves no longer': (store) => store.withdraw(MODEL),
  'room for it': (store) => store.declare(MODEL, LOG),
  'a row': (store) => store.find('units', 'a'),
  'a page': (store) => store.page('units', { where: { kind: 'PROVINCE' }, orderBy: ['kind'], limit: 1 }),
  'all builds': (store) => store.builds('units'),
};

describe('a build that another projector exchanges', () => {
  const folder = temporaryFolder();
  let files = 0;
  let path: string;
  let store: SqliteReadModelStore;
  let said: string[];
  let other: Database.Database;
  let exchanged: boolean;

  beforeEach(async () => {
    path = folder.path(`${++files}.db`);
    said = [];
    store = new SqliteReadModelStore(path, (problem) => void said.push(problem));
    await store.declare(MODEL, LOG);
    await store.commit(MODEL, [ROW], STEP);
    await store.index(MODEL);
    await store.switchTo(MODEL);
    await store.declare(NEXT, LOG);
    await store.index(NEXT);
    // It does at once what a process does that switches to the next build, unless the file is being written.
    other = new Database(path, { timeout: 0 });
    exchanged = false;
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    other.close();
    await store.close();
    folder.remove();
  });

  const exchange = (): void => {
    if (exchanged) return;
    const change = other.transaction(() => {
      other.exec(`DELETE FROM build WHERE build = 1; UPDATE build SET serves = 1; DROP TABLE "units@1.1"`);
    });
    try {
      change.immediate();
      exchanged = true;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    }
  };

  it.each(Object.keys(ASKED))('in the middle of a question is no damage: %s', async (asked) => {
    for (const look of ['existing', 'known'] as const) {
      const plain: Look = Reflect.get(SqliteBuildRegister.prototype, look);
      jest.spyOn(SqliteBuildRegister.prototype, look).mockImplementation(function (this: SqliteBuildRegister, model) {
        const found = plain.call(this, model);
        exchange();
        return found as BuildRecord;
      });
    }
    const answer = await ASKED[asked]?.(store).catch((error: unknown) => error);
    if (answer instanceof Error) expect(answer).toBeInstanceOf(BuildGone);
    exchange();
    expect(exchanged).toBe(true);
    expect(await store.builds('units')).toMatchObject([{ build: 2 }]);
    expect([said, existsSync(`${path}.damaged`)]).toEqual([[], false]);
  });

  it.each(['WHERE type = ?', 'SELECT * FROM build'])('while the file is opened is no damage: at %s', async (text) => {
    const plain: Prepare = Reflect.get(Database.prototype, 'prepare');
    let looks = 0;
    jest.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, sql: string) {
      const statement = plain.call(this, sql);
      if (this !== other && sql.includes(text)) {
        // Between each two looks at the file.
        looks += 1;
        exchange();
      }
      return statement;
    });
    const second = new SqliteReadModelStore(path, (problem) => void said.push(problem));
    jest.restoreAllMocks();
    expect([looks > 0, exchanged]).toEqual([true, true]);
    expect(await second.builds('units')).toMatchObject([{ build: 2 }]);
    await second.close();
    expect([said, existsSync(`${path}.damaged`)]).toEqual([[], false]);
  });
});
