import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { cursorAfter, planPage } from '../../read-models/order.js';
import { BuildTable } from '../../read-models/sqlite/build-table.js';
import { readModelStoreContract } from './read-model-store.contract.js';

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
    await store.declare(model);
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
