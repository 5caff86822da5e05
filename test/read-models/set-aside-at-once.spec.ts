import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Database from 'better-sqlite3';
import type { ReadModelStore } from '../../read-models/read-model-store.js';
import { ModelFile } from '../../read-models/sqlite/model-file.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { temporaryFolder } from '../support/store-folder.js';

const THREADS = 4;
const ROUNDS = 8;
const MODEL = { name: 'units', version: 1, build: 1, indexes: [] };
const BROKEN = 'Bảng chấm điểm năm 2025\n'.repeat(2_000);

describe('a file of read models that several find damaged at once', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  let threads: Worker[] = [];
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const thread of threads.splice(0)) await thread.terminate();
    folder.remove();
  });

  it('is set aside once: who comes second turns to the new one and keeps what is in it', async () => {
    const path = folder.path('read-models.db');
    const said: string[] = [];
    const report = (problem: string): void => void said.push(problem);
    const [first, second] = [new SqliteReadModelStore(path, report), new SqliteReadModelStore(path, report)] as const;
    copyWal(path);
    writeFileSync(path, BROKEN);
    // The second has found the damage and has not moved the file yet when the first does all of it.
    const plain: (this: ModelFile) => Promise<void> = Reflect.get(ModelFile.prototype, 'close');
    const close = jest.spyOn(ModelFile.prototype, 'close').mockImplementationOnce(function (this: ModelFile) {
      const closed = plain.call(this);
      close.mockRestore();
      first.declare(MODEL, 'a log').catch((error: unknown) => said.push(String(error)));
      return closed;
    });
    await second.builds('units');
    expect(said).toEqual([expect.stringContaining('set aside')]);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(BROKEN);
    for (const store of [first, second]) expect(await store.builds('units')).toMatchObject([{ version: 1, build: 1 }]);
    expect(second.lost).toContain('another file than before');
    await closeAll([first, second]);
  });

  it('is set aside once by threads that start, and all of them go on in one new file', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const path = folder.path(`${round}.db`);
      writeFileSync(path, BROKEN);
      const gate = new Int32Array(new SharedArrayBuffer(4));
      const names = Array.from({ length: THREADS }, (_, n) => `model-${n}`);
      const entry = join(import.meta.dirname, 'setting-aside.mjs');
      threads = names.map((name) => new Worker(entry, { workerData: { path, name, gate, many: THREADS } }));
      const told = await Promise.all(threads.map((thread) => once(thread, 'message')));
      const said = told.flat(2) as string[];
      expect(said).toEqual([expect.stringContaining('set aside')]);
      expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(BROKEN);
      expect(existsSync(`${path}.damaged-wal`)).toBe(false);
      const store = new SqliteReadModelStore(path);
      const builds = await Promise.all(names.map((name) => store.builds(name)));
      expect(builds.map(({ length }) => length)).toEqual(names.map(() => 1));
      await store.close();
      for (const thread of threads) thread.postMessage('end');
      await Promise.all(threads.map((thread) => once(thread, 'exit')));
    }
  });
});

/** What stands in the WAL would hide what is done to the file. */
function copyWal(path: string): void {
  const database = new Database(path);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

async function closeAll(stores: readonly ReadModelStore[]): Promise<void> {
  for (const store of stores) await store.close();
}
