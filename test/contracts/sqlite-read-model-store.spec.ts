import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { cursorAfter, planPage } from '../../read-models/order.js';
import { BuildTable } from '../../read-models/sqlite/build-table.js';
import type { PageQuery, ReadModelStore } from '../../read-models/read-model-store.js';
import { defined } from '../../src/kernel/defined.js';
import type { Position } from '../../src/kernel/event.js';
import { readModelStoreContract } from './read-model-store.contract.js';
import { keep, LOG } from '../support/read-model-commits.js';

const folder = mkdtempSync(join(tmpdir(), 'read-models-'));
let files = 0;
const newFile = (): string => join(folder, 'data', `${++files}.db`);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

readModelStoreContract('SQLite', async () => {
  const url = `sqlite:${newFile()}`;
  const store = await openReadModelStore(url);
  const reopen = async () => {
    await store.close();
    return openReadModelStore(url);
  };
  return { store, reopen };
});

describe('opening a read-model store', () => {
  it('refuses a file that later code wrote', async () => {
    const path = newFile();
    await (await openReadModelStore(`sqlite:${path}`)).close();
    const file = new Database(path);
    file.pragma('user_version = 99');
    file.close();
    await expect(openReadModelStore(`sqlite:${path}`)).rejects.toThrow('has layout 99');
  });

  it('refuses a file that holds something else, and changes nothing in it', async () => {
    const path = newFile();
    mkdirSync(dirname(path), { recursive: true });
    const file = new Database(path);
    file.exec("CREATE TABLE event (id TEXT); INSERT INTO event VALUES ('1'); PRAGMA user_version = 2");
    file.close();
    const before = readFileSync(path);
    await expect(openReadModelStore(`sqlite:${path}`)).rejects.toThrow(
      `${path} holds something else: give READ_MODELS a place of its own, sqlite:<path of a new file>`,
    );
    expect(readFileSync(path)).toEqual(before);
    const beside = readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)));
    expect(beside.sort()).toEqual([basename(path), `${basename(path)}.use`]);
  });

  it('names the file and what to do when it cannot be opened', async () => {
    const path = newFile();
    mkdirSync(path, { recursive: true });
    await expect(openReadModelStore(`sqlite:${path}`)).rejects.toThrow(
      `${path}: unable to open database file (SQLITE_CANTOPEN): let the user of this process open the file, and write its folder`,
    );
  });

  it('names what is supported, and repeats no password', async () => {
    await expect(openReadModelStore('postgres://admin:secret@host/ledger')).rejects.toThrow(
      'READ_MODELS names postgres; supported are sqlite:<path of the file> and mongodb://<host>/<database>',
    );
    await expect(openReadModelStore('sqlite:')).rejects.toThrow('names no engine');
  });

  it('uses the declared index for a filtered and ordered page', async () => {
    const path = newFile();
    const store = await openReadModelStore(`sqlite:${path}`);
    const model = { name: 'facts', version: 1, build: 1, indexes: [['bloc', 'recordedAt']] };
    await store.declare(model, LOG);
    await store.index(model);
    await store.close();
    const query = { where: { bloc: 'x' }, orderBy: ['bloc', 'recordedAt'], limit: 50 };
    const after = cursorAfter(['recordedAt'], { recordedAt: '2024' }, 'k');
    const [sql, values] = new BuildTable(model).page(planPage({ ...query, after }, model.indexes));
    const file = new Database(path, { readonly: true });
    const plan = file.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    file.close();
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH facts@1.1 USING INDEX facts@1.1 by bloc recordedAt (by_bloc=? AND (by_recordedAt,key)>(?,?))',
    ]);
  });
});

describe('a page of rows that no index fixes', () => {
  const ROWS = 2_600;
  const model = {
    name: 'trail',
    version: 1,
    build: 1,
    indexes: [['at'], ['unit', 'at'], ['subject', 'at'], ['type', 'at']],
  };
  let store: ReadModelStore;

  beforeAll(async () => {
    store = await openReadModelStore(`sqlite:${newFile()}`);
    await store.declare(model, LOG);
    const rows = Array.from({ length: ROWS }, (_, nth) => {
      const key = String(nth).padStart(6, '0');
      const row = {
        type: nth % 2 ? 'A' : 'B',
        subject: nth === 2_500 ? 'rare' : 'usual',
        unit: 'u',
        at: `t${nth % 7}`,
      };
      return { key, row, position: '1' as Position, provenance: {} };
    });
    await keep(store, model, rows, '1' as Position);
    await store.index(model);
    await store.switchTo(model);
  });
  afterAll(() => store.close());

  async function pagesOf(query: Omit<PageQuery, 'limit' | 'after'>): Promise<readonly (readonly string[])[]> {
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const page = await store.page('trail', { ...query, limit: 200, ...defined({ after }) });
      pages.push(page.rows.map(({ key }) => key));
      after = page.next;
    } while (after !== undefined);
    return pages;
  }

  it.each([true, false])(
    'looks at a bounded number of rows, and leaves none out or twice; descending: %s',
    async (descending) => {
      const queries = [
        { type: 'A', unit: 'u' },
        { unit: 'u', type: 'none' },
        { type: 'B', subject: 'rare', unit: 'u' },
        { type: 'A', subject: 'usual' },
        { subject: 'usual', unit: 'none' },
      ];
      for (const where of queries) {
        const keys = (await pagesOf({ where, orderBy: ['at'], descending })).flat();
        const expected = Array.from({ length: ROWS }, (_, nth) => nth)
          .filter((nth) => where.type === undefined || where.type === (nth % 2 ? 'A' : 'B'))
          .filter((nth) => where.subject === undefined || (where.subject === 'rare') === (nth === 2_500))
          .filter(() => where.unit === undefined || where.unit === 'u')
          .sort((a, b) => (a % 7) - (b % 7) || a - b)
          .map((nth) => String(nth).padStart(6, '0'));
        expect([where, keys]).toEqual([where, descending ? expected.reverse() : expected]);
      }
      // A thousand rows a page, and none of them is what is asked for.
      expect(await pagesOf({ where: { unit: 'u', type: 'none' }, orderBy: ['at'], descending })).toEqual([[], [], []]);
    },
  );

  it('goes through the index that was declared first among those that fix as much', () => {
    const plan = (where: Record<string, string>) =>
      planPage({ where, orderBy: ['at'], limit: 1 }, model.indexes).lookedThrough;
    expect(plan({ type: 'A', subject: 's' })).toEqual({ index: ['subject', 'at'], fixed: 1 });
    expect([plan({ type: 'A' }), plan({})]).toEqual([undefined, undefined]);
  });
});
