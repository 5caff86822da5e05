import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import type { Kept, ModelId, Page, PageQuery, ReadModelStore } from '../../read-models/read-model-store.js';
import type { Position } from '../../src/kernel/event.js';
import { describeOnMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { temporaryFolder } from '../support/store-folder.js';
import { keep, LOG } from '../support/read-model-commits.js';

const HISTORIES = 30;
const INDEXES = [['a', 'b'], ['b']] as const;

// Letters as in rows, and signs with a meaning to some server. All are below the surrogates, since a server in Java
// orders characters above them by code unit and not by code point.
const sign = fc.oneof(
  fc.constantFrom('a', 'ă', 'đ', 'Ế', ' ', '.', '$', '\u0000', '"', '~', '0'),
  fc.integer({ min: 1, max: 0xd7ff }).map((code) => String.fromCharCode(code)),
);
const text = fc.array(sign, { maxLength: 4 }).map((signs) => signs.join(''));
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 10, 9, -10, 0.1, -0.1, 1e21, -1e-9, 2 ** 53),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const value = fc.oneof(text, number, number, fc.boolean(), fc.constantFrom(null, [1], { x: 1 }));
const row = fc.record({ a: value, b: value, '$set.x': text }, { requiredKeys: [] });
const rows = fc.uniqueArray(fc.record({ key: text, row: fc.option(row, { nil: undefined, freq: 9 }) }), {
  selector: ({ key }) => key,
  minLength: 6,
  maxLength: 16,
  size: 'max',
});
const query: fc.Arbitrary<PageQuery> = fc.record(
  {
    where: fc.record({ a: fc.oneof(text, number, fc.boolean()) }, { requiredKeys: [] }),
    from: text,
    to: text,
    orderBy: fc.constantFrom<readonly string[]>([], ['a', 'b'], ['b'], ['a']),
    descending: fc.boolean(),
    limit: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: ['limit'] },
);

describeOnMongodb('a list kept in MongoDB', () => {
  const databases = new TestDatabases();
  const folder = temporaryFolder();
  let engines: readonly ReadModelStore[];

  beforeEach(async () => {
    engines = [
      await openReadModelStore(`sqlite:${folder.path('read-models.db')}`),
      await openReadModelStore(databases.url()),
    ];
  });
  afterEach(() => Promise.all(engines.map((engine) => engine.close())));
  afterAll(async () => {
    folder.remove();
    await databases.drop();
  });

  it('has the same pages, rows and cursors as in SQLite, whatever the rows hold and the query asks', async () => {
    let build = 0;
    await fc.assert(
      fc.asyncProperty(rows, fc.array(query, { minLength: 4, maxLength: 8 }), async (history, queries) => {
        const model: ModelId = { name: 'any', version: 1, build: ++build, indexes: INDEXES };
        for (const engine of engines) await serve(engine, model, history.map(kept));
        for (const asked of queries) {
          const [sqlite, mongodb] = await Promise.all(engines.map((engine) => walk(engine, asked)));
          expect(mongodb).toEqual(sqlite);
        }
      }),
      { numRuns: HISTORIES },
    );
  });
});

function kept({ key, row }: { key: string; row: object | undefined }, nth: number): Kept {
  return { key, row, position: String(nth + 1).padStart(6, '0') as Position, provenance: { [`unit-${key}`]: '0' } };
}

async function serve(store: ReadModelStore, model: ModelId, rows: readonly Kept[]): Promise<void> {
  await store.declare(model, LOG);
  await keep(store, model, rows, '000100' as Position);
  await store.index(model);
  await store.switchTo(model);
}

async function walk(store: ReadModelStore, query: PageQuery): Promise<readonly Page<object>[]> {
  const page = await store.page('any', query);
  return page.next === undefined ? [page] : [page, ...(await walk(store, { ...query, after: page.next }))];
}
