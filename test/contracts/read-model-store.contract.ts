import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BuildGone,
  type Changed,
  CheckpointMoved,
  type Kept,
  type ModelId,
  type PageQuery,
  ReadModelNotBuilt,
  type ReadModelStore,
  type Step,
  UNFOLDED,
  UNLEASED,
} from '../../read-models/read-model-store.js';
import { defined } from '../../src/kernel/defined.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { keep, LOG, mark } from '../support/read-model-commits.js';
import { leaseContract } from './lease.contract.js';
import { pageContract } from './page.contract.js';
import { positionIn, servedBy } from '../support/serving.js';

type Unit = Readonly<{ name: string; sortKey: string; kind?: string; members?: number; active?: boolean }>;

const units: ModelId = { name: 'units', version: 1, build: 1, indexes: [['kind', 'sortKey'], ['members'], ['active']] };
const at = (n: number): Position => String(n).padStart(6, '0') as Position;
const unit = (key: string, n: number, row?: Unit): Kept => ({
  key,
  row: row ?? { name: key, sortKey: key },
  position: at(n),
  provenance: { [`unit-${key}`]: `0-${n}` },
});

/** The contract of every engine. `reopen` closes the store and opens the same rows again. */
export function readModelStoreContract(
  engine: string,
  open: () => Promise<{ store: ReadModelStore; reopen: () => Promise<ReadModelStore> }>,
): void {
  describe(`${engine} keeps read models`, () => {
    let store: ReadModelStore;
    let reopen: () => Promise<ReadModelStore>;

    beforeEach(async () => {
      ({ store, reopen } = await open());
    });
    afterEach(() => store.close());

    const serve = async (rows: readonly Changed[], model = units, checkpoint = at(100)): Promise<void> => {
      await store.declare(model, LOG);
      await keep(store, model, rows, checkpoint);
      await store.index(model);
      await store.switchTo(model);
    };
    const keys = async (query: Omit<PageQuery, 'limit'>, limit = 50): Promise<readonly string[]> =>
      (await store.page('units', { ...query, limit })).rows.map(({ key }) => key);

    it('gives a row back with its position and the events that made it', async () => {
      await serve([unit('lao-cai', 7, { name: 'Lào Cai', sortKey: 'b', members: 3, active: true })]);
      expect(await store.find('units', 'lao-cai')).toEqual({
        key: 'lao-cai',
        row: { name: 'Lào Cai', sortKey: 'b', members: 3, active: true },
        position: at(7),
        provenance: { 'unit-lao-cai': '0-7' },
      });
      expect(await store.find('units', 'son-la')).toBeUndefined();
    });

    it('says that a read model is not built rather than that it is empty', async () => {
      await expect(store.find('units', 'x')).rejects.toThrow(ReadModelNotBuilt);
      await expect(store.page('units', { limit: 1 })).rejects.toThrow(ReadModelNotBuilt);
      expect(await positionIn(store, 'units')).toBe(BEGINNING);
      expect(await store.serving(['units', 'blocs'])).toEqual(new Map());
      await store.declare(units, LOG);
      await expect(store.find('units', 'x')).rejects.toThrow(ReadModelNotBuilt);
    });

    it.each([undefined, true, false])(
      'keeps a row that is already true at or after the position of the new one, whether or not it is thought new: %s',
      async (thoughtNew) => {
        const isNew = defined({ isNew: thoughtNew });
        const keeps = async (position: number, name: string): Promise<string | undefined> => {
          await keep(store, units, [{ ...unit('a', position, { name, sortKey: 'a' }), ...isNew }], at(101));
          return (await store.find<Unit>('units', 'a'))?.row.name;
        };
        await serve([{ ...unit('a', 5, { name: 'fifth', sortKey: 'a' }), ...isNew }]);
        expect(await keeps(4, 'fourth')).toBe('fifth');
        expect(await keeps(5, 'fifth again')).toBe('fifth');
        expect(await keeps(6, 'sixth')).toBe('sixth');
      },
    );

    it('finds a row by its indexed fields as they are, whichever fields a commit changes', async () => {
      const a = (n: number, name: string, kind: string): Kept => unit('a', n, { name, sortKey: 'a', kind });
      const found = async (kind: string) => (await store.page<Unit>('units', { where: { kind }, limit: 9 })).rows;
      const named = async (kind: string) => (await found(kind)).map(({ row }) => row.name);
      await serve([a(1, 'first', 'x')]);
      await keep(store, units, [a(2, 'renamed', 'x')], at(101));
      expect(await named('x')).toEqual(['renamed']);
      const others = [a(3, 'moved', 'y'), a(3, 'again', 'z'), a(2, 'late', 'y')];
      for (const row of others) await keep(store, units, [row], at(101));
      expect(await Promise.all(['x', 'y', 'z'].map(named))).toEqual([[], ['moved'], []]);
    });

    it('keeps the absence of a row, and against events told again', async () => {
      await serve([unit('a', 5)]);
      await keep(store, units, [{ ...unit('a', 6), row: undefined }], at(101));
      await keep(store, units, [unit('a', 5)], at(101));
      expect(await store.find('units', 'a')).toBeUndefined();
      expect(await keys({})).toEqual([]);
      const kept = await store.load(units, ['a', 'b']);
      expect([...kept]).toEqual([['a', { ...unit('a', 6), row: undefined }]]);
      await keep(store, units, [unit('a', 7)], at(102));
      expect(await keys({})).toEqual(['a']);
    });

    it('tells from which log each build is and where it stands, and shows those of its own log alone', async () => {
      await serve([unit('a', 1)]);
      const beside = { ...units, version: 2 };
      await store.declare(beside, 'another log');
      const ours = { version: 1, build: 1, log: LOG, checkpoint: mark(at(100)), serves: true };
      const theirs = { version: 2, build: 1, log: 'another log', checkpoint: UNFOLDED, serves: false };
      expect(await store.builds('units')).toEqual([ours, theirs]);
      store.belongsTo(LOG);
      expect(await keys({})).toEqual(['a']);
      store.belongsTo('another log');
      await expect(store.find('units', 'a')).rejects.toThrow(ReadModelNotBuilt);
      await expect(store.page('units', { limit: 1 })).rejects.toThrow(ReadModelNotBuilt);
      expect(await positionIn(store, 'units')).toBe(BEGINNING);
    });

    it('shows no build that was withdrawn, and keeps its rows', async () => {
      await serve([unit('a', 1)]);
      const served = { name: 'units', version: 1, build: 1 };
      await store.withdraw({ ...served, build: 2 });
      expect(await keys({})).toEqual(['a']);
      await store.withdraw(served);
      await store.withdraw(served);
      await expect(store.find('units', 'a')).rejects.toThrow(ReadModelNotBuilt);
      expect((await store.load(units, ['a'])).size).toBe(1);
      await store.switchTo(units);
      expect(await keys({})).toEqual(['a']);
    });

    it('takes a checkpoint from where it is and from nowhere else, and the same step again', async () => {
      const step = (from: Position, to: Position): Step => ({ from: mark(from), to: mark(to), fence: UNLEASED.fence });
      await store.declare(units, LOG);
      expect((await store.checkpoint(units)).position).toBe(BEGINNING);
      await store.commit(units, [], step(BEGINNING, at(9)));
      await store.commit(units, [], step(BEGINNING, at(9)));
      await store.commit(units, [], step(at(9), at(9)));
      for (const elsewhere of [step(BEGINNING, at(4)), step(BEGINNING, at(12)), step(at(10), at(12))]) {
        await expect(store.commit(units, [], elsewhere)).rejects.toThrow(CheckpointMoved);
      }
      expect((await store.checkpoint(units)).position).toBe(at(9));
      await store.switchTo(units);
      expect(await positionIn(store, 'units')).toBe(at(9));
    });

    it('loads any number of keys at once', async () => {
      const rows = Array.from({ length: 3000 }, (_, n) => unit(`u${n}`, n));
      await serve(rows, units, at(3000));
      const loaded = await store.load(units, [...rows.map(({ key }) => key), 'nobody']);
      expect(loaded.size).toBe(3000);
      expect(loaded.get('u2999')).toEqual(rows[2999]);
    });

    it('answers the same after it was closed and opened again', async () => {
      await serve([unit('a', 1), unit('b', 2)]);
      const before = await store.page('units', { limit: 10 });
      store = await reopen();
      expect(await store.page('units', { limit: 10 })).toEqual(before);
      expect((await store.checkpoint(units)).position).toBe(at(100));
      expect(await servedBy(store, 'units')).toEqual({ version: 1, build: 1 });
    });

    describe('in builds', () => {
      const second: ModelId = { ...units, build: 2 };
      const newer: ModelId = { ...units, version: 2, indexes: [['sortKey']] };

      it('serves the older build until the newer is switched in, then drops the older', async () => {
        await serve([unit('old', 1)]);
        await store.declare(second, LOG);
        await keep(store, second, [unit('new', 2)], at(200));
        expect(await keys({})).toEqual(['old']);
        expect(await positionIn(store, 'units')).toBe(at(100));
        await store.index(second);
        await store.switchTo(second);
        expect(await keys({})).toEqual(['new']);
        const now = { version: 1, build: 2, position: at(200) };
        expect(await store.serving(['blocs', 'units'])).toEqual(new Map([['units', now]]));
        expect(await store.serving(['blocs'])).toEqual(new Map());
      });

      it('tells whoever still folds into a dropped build that it is gone', async () => {
        await serve([unit('old', 1)]);
        await serve([unit('new', 2)], newer);
        for (const act of [
          () => store.commit(units, [], { from: mark(at(100)), to: mark(at(300)), fence: UNLEASED.fence }),
          () => store.load(units, ['old']),
          () => store.checkpoint(units),
          () => store.index(units),
          () => store.switchTo(units),
        ]) {
          await expect(act()).rejects.toThrow(BuildGone);
        }
        expect(await keys({ orderBy: ['sortKey'] })).toEqual(['new']);
      });

      it('keeps a build that is newer than the one switched in', async () => {
        await store.declare(newer, LOG);
        await keep(store, newer, [unit('later', 3)], at(150));
        await serve([unit('now', 1)]);
        expect((await store.checkpoint(newer)).position).toBe(at(150));
      });

      it('declares, indexes and switches again without harm', async () => {
        await serve([unit('a', 1)]);
        await serve([unit('a', 1)]);
        expect(await keys({})).toEqual(['a']);
        expect((await store.checkpoint(units)).position).toBe(at(100));
      });

      it('refuses other indexes under the same version', async () => {
        await store.declare(units, LOG);
        await expect(store.declare({ ...units, indexes: [] }, LOG)).rejects.toThrow('give it a new version');
      });

      it('serves a read model without any index', async () => {
        await serve([unit('b', 1), unit('a', 2)], { ...units, indexes: [] });
        expect(await keys({})).toEqual(['a', 'b']);
      });

      it('keeps read models apart by name', async () => {
        await serve([unit('a', 1)]);
        await serve([unit('b', 1)], { ...units, name: 'blocs' });
        expect((await store.page('blocs', { limit: 9 })).rows.map(({ key }) => key)).toEqual(['b']);
        expect(await keys({})).toEqual(['a']);
      });
    });
  });

  pageContract(engine, open);
  leaseContract(engine, open);
}
