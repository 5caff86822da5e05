import type { PageRequest } from '../../src/http/shapes/page.dto.js';
import { defined } from '../../src/kernel/defined.js';
import { cursorOf, notOfThisList, placeIn } from '../cursor.js';
import { cursorAt } from '../order.js';
import { MAX_PAGE } from '../read-model-store.js';
import type { Rows } from '../rows.js';
import { type MentionedAs, UNIT_MENTIONS, type UnitMention } from './unit-mentions.js';

/** Which mentions are read, and what is shown of each: nothing of one that is not asked for, or that the caller may not see. */
type Sought<Shown> = Readonly<{
  unitId: string;
  as: MentionedAs;
  show: (mention: UnitMention) => Promise<Shown | undefined>;
}>;

/** Mentions that one page looks at. It then ends, though it may be short, with the cursor to go on from. */
const MOST_LOOKED_AT = 1_000;

const ORDER = ['unitId', 'as', 'year', 'blocId'];

/**
 * One page of what is shown of the mentions of a unit, in the order of years and blocs. What is not shown moves neither the page nor its
 * end, as far as one page looks.
 * @throws InvalidInput when the cursor is of another list.
 */
export async function mentionedIn<Shown>(
  { unitId, as, show }: Sought<Shown>,
  { limit, cursor, ...asked }: PageRequest,
  rows: Rows,
): Promise<Readonly<{ shown: readonly Shown[]; next?: string }>> {
  const list = [UNIT_MENTIONS.name, as, unitId, Object.entries(defined(asked)).sort()];
  const from = cursor === undefined ? undefined : placeRead(placeIn(list, cursor));
  const found: Readonly<{ one: Shown; at: UnitMention }>[] = [];
  let looked = 0;
  for await (const at of mentions({ unitId, as }, from, rows)) {
    const one = await show(at);
    if (one !== undefined && found.length === limit) return pageOf(found, list, found.at(-1)?.at);
    if (one !== undefined) found.push({ one, at });
    looked += 1;
    if (looked === MOST_LOOKED_AT) return pageOf(found, list, at);
  }
  return pageOf(found, list, undefined);
}

function pageOf<Shown>(
  found: readonly Readonly<{ one: Shown }>[],
  list: readonly unknown[],
  last: UnitMention | undefined,
): Readonly<{ shown: readonly Shown[]; next?: string }> {
  const next = last === undefined ? undefined : cursorOf(list, `${last.year}/${last.blocId}`);
  return { shown: found.map(({ one }) => one), ...defined({ next }) };
}

type Place = Readonly<{ year: string; blocId: string }>;

/** All mentions from that place on, read a portion at a time. */
async function* mentions(
  where: Readonly<{ unitId: string; as: MentionedAs }>,
  from: Place | undefined,
  rows: Rows,
): AsyncGenerator<UnitMention, void, undefined> {
  let after = from && afterPlace(where, from);
  do {
    const query = { where, orderBy: ORDER, limit: MAX_PAGE, ...defined({ after }) };
    const portion = await rows.portion(UNIT_MENTIONS, query);
    yield* portion.rows.map(({ row }) => row);
    after = portion.next;
  } while (after !== undefined);
}

function afterPlace({ unitId, as }: Readonly<{ unitId: string; as: MentionedAs }>, { year, blocId }: Place): string {
  return cursorAt(['year', 'blocId'], [year, blocId, UNIT_MENTIONS.keyOf(unitId, as, blocId, year)]);
}

/** Ids and labels hold no slash. @throws InvalidInput when it is no place of mentions. */
function placeRead(place: string): Place {
  const [year, blocId, ...more] = place.split('/');
  if (year === undefined || blocId === undefined || more.length > 0) throw notOfThisList();
  return { year, blocId };
}
