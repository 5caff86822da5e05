import type { PageRequest } from '../../src/http/shapes/page.dto.js';
import { defined } from '../../src/kernel/defined.js';
import { cursorOf, notOfThisList, placeIn } from '../cursor.js';
import { MAX_PAGE, type Page, type Stored } from '../read-model-store.js';
import type { Rows } from '../rows.js';
import { UNIT_MENTIONS, type UnitMention } from '../unit-mentions/unit-mentions.js';
import { BLOC_DIRECTORY, type BlocEntry } from './bloc-directory.js';

/**
 * One page of the blocs of a unit that are wanted, in Vietnamese order. A unit belongs to some few; of more than a store's page holds,
 * the others are not looked at.
 * @throws InvalidInput when the cursor is of another list.
 */
export async function blocsOfUnit(
  unitId: string,
  isWanted: (bloc: BlocEntry) => boolean,
  { limit, cursor, ...asked }: PageRequest,
  rows: Rows,
): Promise<Page<BlocEntry>> {
  const where = { unitId, as: 'MEMBER' } satisfies Partial<UnitMention>;
  const orderBy = ['unitId', 'as', 'year', 'blocId'];
  const mentions = await rows.portion(UNIT_MENTIONS, { where, orderBy, limit: MAX_PAGE });
  const found = await rows.list(
    BLOC_DIRECTORY,
    mentions.rows.map(({ row }): [string] => [row.blocId]),
  );
  const wanted = found.rows.filter(({ row }) => isWanted(row)).sort(inOrder);
  const list = [UNIT_MENTIONS.name, Object.entries(defined(asked)).sort()];
  const from = cursor === undefined ? 0 : wanted.findIndex(({ key }) => key === placeIn(list, cursor)) + 1;
  if (cursor !== undefined && from === 0) throw notOfThisList();
  const page = wanted.slice(from, from + limit);
  const last = from + limit < wanted.length ? page.at(-1) : undefined;
  return { rows: page, ...defined({ next: last && cursorOf(list, last.key) }) };
}

function inOrder(one: Stored<BlocEntry>, other: Stored<BlocEntry>): number {
  const [a, b] = [one, other].map(({ key, row }) => `${row.sortKey} ${key}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
