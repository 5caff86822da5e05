import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MOVEMENTS } from '../../read-models/movements/movements.js';
import { cursorAfter } from '../../read-models/order.js';
import type { Page, PageQuery } from '../../read-models/read-model-store.js';
import { Rows } from '../../read-models/rows.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { pastOf } from '../support/replayed.js';
import { temporaryFolder } from '../support/store-folder.js';

/** Rows 0000 to 2499; every `nth` is wanted. */
const ALL = Array.from({ length: 2_500 }, (_, nth) => ({ movementId: `${nth}`.padStart(4, '0'), sortKey: 'x', nth }));

describe('a page of the rows that are wanted', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let store: SqliteReadModelStore;
  let read = 0;
  beforeEach(() => {
    folder = temporaryFolder();
    store = new SqliteReadModelStore(folder.path('read-models.db'));
    read = 0;
    const page = ({ limit, after }: PageQuery): Promise<Page<never>> => {
      const begin = after === undefined ? 0 : ALL.findIndex((row) => placeOf(row) === after) + 1;
      const rows = ALL.slice(begin, begin + limit);
      read += rows.length;
      const last = rows.at(-1);
      const isMore = last !== undefined && begin + limit < ALL.length;
      const stored = rows.map((row) => ({
        key: row.movementId,
        row: row as never,
        position: BEGINNING,
        provenance: {},
      }));
      return Promise.resolve({ rows: stored, ...(isMore ? { next: placeOf(last) } : {}) });
    };
    store.page = (_, query) => page(query);
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  const placeOf = (row: (typeof ALL)[number]): string => cursorAfter(['sortKey'], row, row.movementId);

  it.each([
    [1, 200],
    [3, 7],
    [150, 10],
    [1_200, 10],
    [3_000, 10],
  ])('of which every %i. is wanted, %i a page: each once, in order, full or after a thousand', async (every, limit) => {
    const rows = new Rows(store, pastOf(new InMemoryEventStore()));
    const isWanted = (row: object): boolean => (row as (typeof ALL)[number]).nth % every === 0;
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      read = 0;
      const asked = { limit, ...(cursor === undefined ? {} : { cursor }) };
      const page = await rows.pageOfWanted(MOVEMENTS, asked, { orderBy: ['sortKey'] }, isWanted);
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      if (page.next !== undefined && page.rows.length < limit) expect(read).toBe(1_000);
      expect(read).toBeLessThanOrEqual(1_000);
      found.push(...page.rows.map(({ key }) => key));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(found).toEqual(ALL.filter(isWanted).map(({ movementId }) => movementId));
  });
});
