import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BuildGone,
  type Kept,
  type Lease,
  LeaseLost,
  type ModelId,
  type ReadModelStore,
  type Step,
  UNLEASED,
} from '../../read-models/read-model-store.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { LOG, mark } from '../support/read-model-commits.js';

const units: ModelId = { name: 'units', version: 1, build: 1, indexes: [['sortKey']] };
const at = (n: number): Position => (n === 0 ? BEGINNING : String(n).padStart(6, '0')) as Position;
const step = (from: number, to: number, { fence }: Lease): Step => ({ from: mark(at(from)), to: mark(at(to)), fence });
const unit = (key: string, n: number, row: object = { sortKey: key }): Kept => ({
  key,
  row,
  position: at(n),
  provenance: { [`unit-${key}`]: `0-${n}` },
});

/** The contract of every engine for the leases under which builds are folded. */
export function leaseContract(
  engine: string,
  open: () => Promise<{ store: ReadModelStore; reopen: () => Promise<ReadModelStore> }>,
): void {
  describe(`a lease on ${engine}`, () => {
    let store: ReadModelStore;
    let reopen: () => Promise<ReadModelStore>;
    beforeEach(async () => {
      ({ store, reopen } = await open());
    });
    afterEach(() => store.close());
    const first: Lease = { owner: 'first', fence: 1, beat: 0 };
    const second: Lease = { owner: 'second', fence: 2, beat: 0 };

    beforeEach(() => store.declare(units, LOG));

    it("is nobody's at first, and whoever takes it is named until another does", async () => {
      expect(await store.lease(units)).toEqual(UNLEASED);
      expect(await store.replaceLease(units, UNLEASED, first)).toBe(true);
      expect(await store.lease(units)).toEqual(first);
      store = await reopen();
      expect(await store.lease(units)).toEqual(first);
      expect(await store.replaceLease(units, first, second)).toBe(true);
      expect(await store.lease(units)).toEqual(second);
    });

    it('goes to one alone of many who saw the same lease', async () => {
      const rivals = Array.from({ length: 8 }, (_, n): Lease => ({ owner: `rival ${n}`, fence: 1, beat: 0 }));
      const taken = await Promise.all(rivals.map((rival) => store.replaceLease(units, UNLEASED, rival)));
      expect(taken.filter((mine) => mine)).toHaveLength(1);
      expect(await store.lease(units)).toEqual(rivals[taken.indexOf(true)]);
    });

    it('is not taken from an owner who has given a sign of life meanwhile', async () => {
      await store.replaceLease(units, UNLEASED, first);
      const alive = { ...first, beat: 1 };
      expect(await store.replaceLease(units, first, alive)).toBe(true);
      expect(await store.replaceLease(units, first, second)).toBe(false);
      expect(await store.lease(units)).toEqual(alive);
    });

    it('is taken from a lively owner by one who names no sign of life, and not from the next', async () => {
      await store.replaceLease(units, UNLEASED, first);
      await store.replaceLease(units, first, { ...first, beat: 1 });
      expect(await store.replaceLease(units, { fence: first.fence }, second)).toBe(true);
      expect(await store.replaceLease(units, { fence: first.fence }, { ...second, owner: 'third' })).toBe(false);
      expect(await store.lease(units)).toEqual(second);
    });

    it('keeps nothing of the checkpoint that a former owner brings, and lets the new one go on', async () => {
      await store.replaceLease(units, UNLEASED, first);
      await store.commit(units, [unit('a', 5)], step(0, 5, first));
      await store.replaceLease(units, first, second);
      await expect(store.commit(units, [], step(5, 9, first))).rejects.toThrow(LeaseLost);
      await expect(store.commit(units, [], step(5, 9, UNLEASED))).rejects.toThrow(LeaseLost);
      expect((await store.checkpoint(units)).position).toBe(at(5));
      await store.commit(units, [unit('a', 6)], step(5, 6, second));
      expect((await store.checkpoint(units)).position).toBe(at(6));
    });

    it('lets no late row of a former owner take the place of a newer one', async () => {
      await store.replaceLease(units, UNLEASED, first);
      await store.replaceLease(units, first, second);
      await store.commit(units, [unit('a', 8, { sortKey: 'eighth' })], step(0, 8, second));
      const late = store.commit(units, [unit('a', 7, { sortKey: 'late' })], step(0, 7, first));
      await expect(late).rejects.toThrow(LeaseLost);
      expect((await store.load(units, ['a'])).get('a')?.row).toEqual({ sortKey: 'eighth' });
    });

    it('has one lease for each build, which goes with it', async () => {
      const other = { ...units, build: 2 };
      await store.replaceLease(units, UNLEASED, first);
      await store.declare(other, LOG);
      expect(await store.lease(other)).toEqual(UNLEASED);
      await store.switchTo(other);
      await expect(store.lease(units)).rejects.toThrow(BuildGone);
      await expect(store.replaceLease(units, first, second)).rejects.toThrow(BuildGone);
      await expect(store.commit(units, [], step(0, 9, first))).rejects.toThrow(BuildGone);
    });
  });
}
