import { renameSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Database from 'better-sqlite3';
import {
  BuildGone,
  type Changed,
  CheckpointMoved,
  LeaseLost,
  type ModelId,
  UNFOLDED,
} from '../../read-models/read-model-store.js';
import { Loading } from '../../read-models/sqlite/loading.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { positionAt } from '../../src/log/stored-event.js';
import { keep, LOG, mark } from '../support/read-model-commits.js';
import { temporaryFolder } from '../support/store-folder.js';

const ROWS = 1_200;
const named = (name: string): ModelId => ({ name, version: 1, build: 1, indexes: [['unit', 'year']] });
const MODEL = named('units');

/** Rows of every kind that is written: short and long, in Vietnamese, with numbers, without a field, removed. */
function rowsUpTo(last: number): readonly Changed[] {
  return Array.from({ length: last }, (_, n) => {
    const position = positionAt(n + 1);
    const provenance = { [`unit-${n}`]: `0-${n}`, 'bloc-a': '1' };
    const row = { unit: `Hội phụ nữ ${n % 7}`, ...(n % 3 && { year: n % 5 }), text: 'ế "\\'.repeat(n % 900) };
    return { key: `k${n}`, row: n % 11 === 0 ? undefined : row, position, provenance };
  });
}

describe('rows of a build that queries do not read yet', () => {
  const folder = temporaryFolder();
  const said: string[] = [];
  const report = (problem: string): void => void said.push(problem);
  let path = '';
  let files = 0;
  let store: SqliteReadModelStore;
  let written: jest.SpiedFunction<Loading['keep']>;

  beforeEach(() => {
    path = folder.path(`${++files}.db`);
    said.length = 0;
    store = new SqliteReadModelStore(path, report);
    written = jest.spyOn(Loading.prototype, 'keep');
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await store.close();
  });

  const writtenBeside = (): Promise<readonly boolean[]> =>
    Promise.all(written.mock.results.map(({ value }) => value as Promise<boolean>));

  it('are written beside when they are many, to the byte as here', async () => {
    const tables = [];
    for (const rowsAtOnce of [ROWS, 600]) {
      const model = named(`at-once-${rowsAtOnce}`);
      await store.declare(model, LOG);
      const rows = rowsUpTo(ROWS);
      for (let from = 0; from < ROWS; from += rowsAtOnce) {
        const to = positionAt(from + rowsAtOnce);
        await keep(store, model, rows.slice(from, from + rowsAtOnce), to);
        expect((await store.checkpoint(model)).position).toBe(to);
      }
      // Not while it is alive: from the first many on all rows go there.
      await endOfThread(store);
      tables.push(new Database(path).prepare(`SELECT * FROM "${model.name}@1.1" ORDER BY key`).all());
    }
    expect(await writtenBeside()).toEqual([true]);
    expect(tables[0]).toHaveLength(ROWS);
    expect(tables[0]).toEqual(tables[1]);
  });

  it('are loaded as soon as they are kept, and written again without a change', async () => {
    await store.declare(MODEL, LOG);
    await keep(store, MODEL, rowsUpTo(ROWS), positionAt(ROWS));
    const [first] = rowsUpTo(1);
    expect((await store.load(MODEL, ['k0'])).get('k0')).toEqual(first);
    const step = { from: UNFOLDED, to: mark(positionAt(ROWS)), fence: 0 };
    await store.commit(MODEL, [{ ...rowsUpTo(1)[0]!, row: { unit: 'another' } }], step);
    expect((await store.load(MODEL, ['k0'])).get('k0')).toEqual(first);
    expect(await writtenBeside()).toEqual([true, true]);
  });

  it('are refused as here, and nothing of them is kept', async () => {
    await store.declare(MODEL, LOG);
    const rows = rowsUpTo(ROWS);
    const to = mark(positionAt(ROWS));
    const elsewhere = { from: mark(positionAt(7)), to, fence: 0 };
    await expect(store.commit(MODEL, rows, elsewhere)).rejects.toThrow(CheckpointMoved);
    await expect(store.commit(MODEL, rows, { from: UNFOLDED, to, fence: 1 })).rejects.toThrow(LeaseLost);
    const next = { ...MODEL, build: 2 };
    await store.declare(next, LOG);
    expect(await store.load(MODEL, ['k1'])).toEqual(new Map());
    await store.switchTo(next);
    await expect(store.commit(MODEL, rows, { from: UNFOLDED, to, fence: 0 })).rejects.toThrow(BuildGone);
    expect(await writtenBeside()).toEqual([false, false]);
  });

  it('of one that serves are written here', async () => {
    await store.declare(MODEL, LOG);
    await store.switchTo(MODEL);
    await keep(store, MODEL, rowsUpTo(ROWS), positionAt(ROWS));
    expect(written).not.toHaveBeenCalled();
  });

  it('keep no other write waiting for a lock, which goes in turn with them', async () => {
    const models = ['a', 'b', 'c', 'd'].map(named);
    const [first] = models as [ModelId];
    for (const model of models) await store.declare(model, LOG);
    const order: string[] = [];
    const done = (what: string) => (): void => void order.push(what);
    const loading = models.map((model) =>
      keep(store, model, rowsUpTo(ROWS), positionAt(ROWS)).then(done(`rows of ${model.name}`)),
    );
    // They are in the hands of the thread.
    while (written.mock.calls.length < models.length) await Promise.resolve();
    const beat = store.replaceLease(first, { fence: 0 }, { owner: 'we', fence: 1, beat: 1 }).then(done('beat'));
    const later = keep(store, named('b'), [], positionAt(ROWS)).then(done('later'));
    await Promise.all([...loading, beat, later]);
    // The last of them and the beat are both heard of in the same turn.
    const inHand = ['rows of a', 'rows of b', 'rows of c'];
    expect(order).toEqual([...inHand, expect.any(String), expect.any(String), 'later']);
    expect(store.held).toBeUndefined();
  });

  it('are written here when the thread ends, which is said once', async () => {
    const loading = new Loading({ path, inode: 0n }, report);
    const commit = { model: MODEL, rows: [], step: { from: UNFOLDED, to: UNFOLDED, fence: 0 } };
    expect(await Promise.all([loading.keep(commit), loading.keep(commit)])).toEqual([false, false]);
    expect(await loading.keep(commit)).toBe(false);
    expect(said).toEqual([expect.stringContaining('The thread that writes rows ended')]);
    expect(loading.isRunning).toBe(false);
  });

  it('are lost with a file that was moved away, and folded anew into the next', async () => {
    await store.declare(MODEL, LOG);
    await keep(store, MODEL, rowsUpTo(ROWS), positionAt(ROWS));
    renameSync(path, `${path}.away`);
    jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_000);
    await expect(keep(store, MODEL, rowsUpTo(ROWS), positionAt(ROWS + 1))).rejects.toThrow(BuildGone);
    await store.declare(MODEL, LOG);
    await keep(store, MODEL, rowsUpTo(ROWS), positionAt(ROWS));
    expect(await writtenBeside()).toEqual([true, true]);
    expect((await store.load(MODEL, ['k1'])).size).toBe(1);
  });
});

/** Rows are written here again from then on. */
async function endOfThread(store: SqliteReadModelStore): Promise<void> {
  const file = Reflect.get(store, 'file') as { ask: <T>(question: (file: { loading: Loading }) => T) => T };
  await file.ask(({ loading }) => loading).end();
}
