import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Changed,
  InvalidCursor,
  type Kept,
  MAX_PAGE,
  MOST_TEXT,
  type ModelId,
  type PageQuery,
  type ReadModelStore,
} from '../../read-models/read-model-store.js';
import { defined } from '../../src/kernel/defined.js';
import type { Position } from '../../src/kernel/event.js';
import { keep, LOG } from '../support/read-model-commits.js';

type Unit = Readonly<{ name: string; sortKey: string; kind?: string; members?: number; active?: boolean }>;

const units: ModelId = { name: 'units', version: 1, build: 1, indexes: [['kind', 'sortKey'], ['members'], ['active']] };
const at = (n: number): Position => String(n).padStart(6, '0') as Position;
const unit = (key: string, n: number, row: Unit): Kept => ({
  key,
  row,
  position: at(n),
  provenance: { [`unit-${key}`]: `0-${n}` },
});

/** The contract of every engine for rows that are read in pages. */
export function pageContract(engine: string, open: () => Promise<{ store: ReadModelStore }>): void {
  describe(`pages of ${engine}`, () => {
    let store: ReadModelStore;
    beforeEach(async () => {
      ({ store } = await open());
    });
    afterEach(() => store.close());

    const serve = async (rows: readonly Changed[], model = units): Promise<void> => {
      await store.declare(model, LOG);
      await keep(store, model, rows, at(100));
      await store.index(model);
      await store.switchTo(model);
    };
    const keys = async (query: Omit<PageQuery, 'limit'>, limit = 50): Promise<readonly string[]> =>
      (await store.page('units', { ...query, limit })).rows.map(({ key }) => key);

    const row = (sortKey: string, more: Partial<Unit> = {}): Unit => ({ name: sortKey, sortKey, ...more });
    const rows = [
      unit('k1', 1, row('đ', { kind: 'PROVINCE', members: 10, active: true })),
      unit('k2', 2, row('a', { kind: 'PROVINCE', members: 2, active: false })),
      unit('k3', 3, row('a', { kind: 'PROVINCE', members: 2.5 })),
      unit('k4', 4, row('z', { kind: 'DISTRICT' })),
      unit('k5', 5, row('b')),
    ];
    beforeEach(() => serve(rows));

    it('orders by key alone when nothing else is said', async () => {
      expect(await keys({})).toEqual(['k1', 'k2', 'k3', 'k4', 'k5']);
      expect(await keys({ descending: true })).toEqual(['k5', 'k4', 'k3', 'k2', 'k1']);
    });

    it('orders by the fields of an index, then by key, texts by code point', async () => {
      expect(await keys({ where: { kind: 'PROVINCE' }, orderBy: ['kind', 'sortKey'] })).toEqual(['k2', 'k3', 'k1']);
      expect(await keys({ where: { kind: 'PROVINCE' }, orderBy: ['sortKey'], descending: true })).toEqual([
        'k1',
        'k3',
        'k2',
      ]);
    });

    it('orders numbers as numbers and lets a missing field count as the empty text', async () => {
      expect(await keys({ orderBy: ['members'] })).toEqual(['k2', 'k3', 'k1', 'k4', 'k5']);
      expect(await keys({ orderBy: ['kind', 'sortKey'] })).toEqual(['k5', 'k4', 'k2', 'k3', 'k1']);
      expect(await keys({ where: { kind: '' } })).toEqual(['k5']);
    });

    it('filters by numbers and by truth values', async () => {
      expect(await keys({ where: { members: 2.5 } })).toEqual(['k3']);
      expect(await keys({ where: { active: true } })).toEqual(['k1']);
      expect(await keys({ where: { active: false, kind: 'PROVINCE' } })).toEqual(['k2']);
    });

    it('bounds the first field that the filter leaves open, both ends included', async () => {
      const order = { where: { kind: 'PROVINCE' }, orderBy: ['kind', 'sortKey'] };
      expect(await keys({ ...order, from: 'a', to: 'a' })).toEqual(['k2', 'k3']);
      expect(await keys({ ...order, from: 'b' })).toEqual(['k1']);
      expect(await keys({ to: 'k2' })).toEqual(['k1', 'k2']);
    });

    it.each([1, 2, 3])('visits every row once in pages of %i, forwards and backwards', async (limit) => {
      for (const query of [
        {},
        { orderBy: ['kind', 'sortKey'] },
        { orderBy: ['members'] },
        { where: { kind: 'PROVINCE' }, orderBy: ['sortKey'] },
      ]) {
        for (const descending of [false, true]) {
          const whole = await keys({ ...query, descending });
          expect(await walk({ ...query, descending, limit })).toEqual(whole);
        }
      }
    });

    const walk = async (query: PageQuery): Promise<readonly string[]> => {
      const page = await store.page('units', query);
      const seen = page.rows.map(({ key }) => key);
      return page.next === undefined ? seen : [...seen, ...(await walk({ ...query, after: page.next }))];
    };

    it('goes on after the last row seen when rows come and go between two pages', async () => {
      const first = await store.page('units', { orderBy: ['kind', 'sortKey'], limit: 2 });
      expect(first.rows.map(({ key }) => key)).toEqual(['k5', 'k4']);
      await keep(store, units, [{ ...unit('k4', 6, row('z')), row: undefined }, unit('k0', 7, row('c'))], at(101));
      const cursor = first.next ?? 'there must be a next page';
      expect(await keys({ orderBy: ['kind', 'sortKey'], after: cursor })).toEqual(['k2', 'k3', 'k1']);
    });

    it('says no next page after the last', async () => {
      const page = await store.page('units', { limit: 5 });
      expect('next' in page).toBe(false);
    });

    it.each([
      ['many long rows', 300_000, [4, 4, 2]],
      ['rows longer than a page', MOST_TEXT + 1, Array.from({ length: 10 }, () => 1)],
    ])('ends a page of %s with the row that fills it, and goes on after that', async (_, length, lengths) => {
      const long = Array.from({ length: 10 }, (_each, n) =>
        unit(`l${n}`, n + 6, { name: 'x'.repeat(length), sortKey: '' }),
      );
      await serve(long, { ...units, name: 'long' });
      const pages: string[][] = [];
      let after: string | undefined;
      do {
        const { rows, next } = await store.page('long', { limit: 50, ...defined({ after }) });
        pages.push(rows.map(({ key }) => key));
        after = next;
      } while (after !== undefined);
      expect(pages.map((page) => page.length)).toEqual(lengths);
      expect(pages.flat()).toEqual(long.map(({ key }) => key));
    });

    it('gives opaque cursors that fit into a URL and serve their own order only', async () => {
      const { next = '' } = await store.page('units', { orderBy: ['members'], limit: 1 });
      expect(next).toMatch(/^[A-Za-z0-9_-]+$/);
      await expect(store.page('units', { after: next, limit: 1 })).rejects.toThrow(InvalidCursor);
      for (const after of ['', 'x', '%%%', Buffer.from('["members",{},"k"]').toString('base64url')]) {
        await expect(store.page('units', { orderBy: ['members'], after, limit: 1 })).rejects.toThrow(InvalidCursor);
      }
    });

    it('refuses limits out of bounds and fields without an index', async () => {
      for (const limit of [0, -1, 1.5, Number.NaN, MAX_PAGE + 1]) {
        await expect(store.page('units', { limit })).rejects.toThrow(RangeError);
      }
      await expect(store.page('units', { where: { name: 'x' }, limit: 1 })).rejects.toThrow(RangeError);
      await expect(store.page('units', { orderBy: ['key" --'], limit: 1 })).rejects.toThrow(RangeError);
      expect(await keys({}, MAX_PAGE)).toHaveLength(5);
    });
  });
}
