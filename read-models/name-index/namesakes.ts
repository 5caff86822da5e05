import type { PageRequest } from '../../src/http/shapes/page.dto.js';
import { defined } from '../../src/kernel/defined.js';
import { cursorOf, notOfThisList, placeIn } from '../cursor.js';
import type { Rows } from '../rows.js';
import { NAME_INDEX, type Namesakes } from './name-index.js';

/** One page of ids in the order of their letters; `next` is the last of them where there are more. */
export type PageOfIds = Readonly<{ ids: readonly string[]; next?: string }>;

/** Who bears the name, however it is spelt, or bore it once. @throws InvalidInput when the cursor is not one of these ids. */
export async function bearersOf(
  name: string,
  of: keyof Namesakes,
  { limit, cursor, ...asked }: PageRequest,
  rows: Rows,
): Promise<PageOfIds> {
  const found = await rows.find(NAME_INDEX, [name]);
  const all = found?.row[of] ?? [];
  const list = [
    NAME_INDEX.name,
    of,
    Object.entries(asked)
      .filter(([, value]) => value !== undefined)
      .sort(),
  ];
  const from = cursor === undefined ? 0 : all.indexOf(placeIn(list, cursor)) + 1;
  if (cursor !== undefined && from === 0) throw notOfThisList();
  const ids = all.slice(from, from + limit);
  const last = from + limit < all.length ? ids.at(-1) : undefined;
  return { ids, ...defined({ next: last && cursorOf(list, last) }) };
}
