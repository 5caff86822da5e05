import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bearersOf } from '../../read-models/name-index/bearers.js';
import { type Name, NAME_INDEX, nameOfBloc, placeOf, wordsIn } from '../../read-models/name-index/name-index.js';
import { modelById } from '../../read-models/read-model.js';
import { Rows } from '../../read-models/rows.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { defined } from '../../src/kernel/defined.js';
import type { Position } from '../../src/kernel/event.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { keep, LOG } from '../support/read-model-commits.js';
import { pastOf } from '../support/replayed.js';
import { temporaryFolder } from '../support/store-folder.js';

type School = Readonly<{ id: string; name: Name }>;
const SCHOOL = modelById<School>('schools');
const SCHOOLS = 1_500;
const AT = '1' as Position;

/** `Trường tiểu học` at the same places as all others, a second word that one in three has, a third that few have. */
const schools: readonly School[] = Array.from({ length: SCHOOLS }, (_, nth) => {
  const second = ['An', 'Bình', 'Châu'][nth % 3] ?? '';
  const third = nth % 500 === 7 ? 'Sơn' : 'Thượng';
  return { id: `s-${nth}`, name: nameOfBloc({ vi: `Trường tiểu học ${second} ${third} ${nth}` }) };
});

describe('bearers of a name of several words', () => {
  const folder = temporaryFolder();
  let store: SqliteReadModelStore;
  /** Rows of the index that were read. */
  let read = 0;

  beforeAll(async () => {
    store = new SqliteReadModelStore(folder.path('read-models.db'));
    const entries = schools.flatMap(({ id, name }) =>
      name.words.split(' ').map((word) => {
        const key = NAME_INDEX.keyOf('unit', word, placeOf({ id, ...name }));
        return { key, row: { of: 'unit', word, id, ...name } };
      }),
    );
    await shown(NAME_INDEX.name, [['of', 'word', 'sortKey']], entries);
    await shown(
      SCHOOL.name,
      [],
      schools.map((row) => ({ key: row.id, row })),
    );
    const page = store.page.bind(store);
    store.page = async (name, query) => {
      const found = await page(name, query);
      read += found.rows.length;
      return found as never;
    };
  });
  afterAll(async () => {
    await store.close();
    folder.remove();
  });

  async function shown(
    name: string,
    indexes: readonly (readonly string[])[],
    rows: readonly Readonly<{ key: string; row: object }>[],
  ): Promise<void> {
    const model = { name, version: 1, build: 1, indexes };
    await store.declare(model, LOG);
    await keep(
      store,
      model,
      rows.map((row) => ({ ...row, position: AT, provenance: {} })),
      AT,
    );
    await store.index(model);
    await store.switchTo(model);
  }

  async function page(words: string, cursor?: string) {
    const rows = new Rows(store, pastOf(new InMemoryEventStore()));
    const names = ({ name }: School): readonly Name[] => [name];
    const sought = { of: 'unit' as const, words, model: SCHOOL, names, isWanted: () => true };
    read = 0;
    const found = await bearersOf(sought, { limit: 200, ...defined({ cursor }) }, rows);
    return { ids: found.rows.map(({ row }) => row.id), next: found.next, read };
  }

  it.each(['truong tieu hoc an', 'son', 'truong tieu hoc son', 'hoc an binh', 'an thuong 300', 'khong co'])(
    'are all found, each once, in order: %s',
    async (words) => {
      const ids: string[] = [];
      let next: string | undefined;
      do {
        const found = await page(words, next);
        ids.push(...found.ids);
        next = found.next;
      } while (next !== undefined);
      const expected = schools
        .filter(({ name }) => wordsIn(words).every((word) => name.words.split(' ').includes(word)))
        .sort((a, b) => (a.name.sortKey < b.name.sortKey ? -1 : 1));
      expect(ids).toEqual(expected.map(({ id }) => id));
    },
  );

  it('are looked for in the list of the rarest word, whatever others are asked for', async () => {
    const alone = await page('an');
    const withFrequent = await page('truong tieu hoc an');
    expect(withFrequent.ids).toEqual(alone.ids);
    expect(withFrequent.read).toBeLessThan(1.5 * alone.read);
  });
});
