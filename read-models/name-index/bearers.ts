import type { PageRequest } from '../../src/http/shapes/page.dto.js';
import { defined } from '../../src/kernel/defined.js';
import { cursorOf, notOfThisList, placeIn as placeOfCursor } from '../cursor.js';
import { cursorAt } from '../order.js';
import type { ReadModel } from '../read-model.js';
import { MAX_PAGE, type Page, type Stored } from '../read-model-store.js';
import type { Rows } from '../rows.js';
import {
  holdsAll,
  type Name,
  NAME_INDEX,
  type Named,
  type NameEntry,
  placeIn,
  placeOf,
  wordsIn,
} from './name-index.js';

/** Who is looked for: whose names, by which words, and which of those found are wanted. */
export type Sought<Row extends object> = Readonly<{
  of: Named;
  words: string;
  model: ReadModel<Row, [id: string]>;
  /** The names that count. One that is found by several of them is listed once, at the first. */
  names: (row: Row) => readonly Name[];
  isWanted: (row: Row) => boolean;
}>;

/** Entries that one page looks at: a few milliseconds. It then ends, though it may be short, with the cursor to go on from. */
const MOST_LOOKED_AT = 1_000;

/** Entries of the list of each word by which the rarest is found. */
const PROBE = 20;

/** Of many words the longest are looked for, which are the rarest; what they find is asked for the others. */
const MOST_WORDS = 4;

/**
 * One page of those who bear a name of all these words, in Vietnamese order of these names.
 * @throws InvalidInput when the cursor is of another list.
 */
export async function bearersOf<Row extends object>(
  sought: Sought<Row>,
  { limit, cursor, ...asked }: PageRequest,
  rows: Rows,
): Promise<Page<Row>> {
  const list = [NAME_INDEX.name, sought.of, Object.entries(defined(asked)).sort()];
  let place = cursor === undefined ? undefined : placeRead(placeOfCursor(list, cursor));
  const found: Stored<Row>[] = [];
  for await (const { at, bearer, isLast } of lookedAt(sought, place, limit, rows)) {
    if (found.length === limit) return { rows: found, next: cursorOf(list, written(place)) };
    place = at;
    if (isLast) return { rows: found, next: cursorOf(list, written(place)) };
    if (bearer !== undefined) found.push(bearer);
  }
  return { rows: found };
}

/** What is found at a place of the list; nothing where the name there is another bearer's, or not the first that counts. */
type Looked<Row extends object> = Readonly<{ at: string; bearer?: Stored<Row> | undefined; isLast?: boolean }>;

/** All entries from that place on, up to {@link MOST_LOOKED_AT}; the last of so many says that there may be more. */
async function* lookedAt<Row extends object>(
  sought: Sought<Row>,
  from: string | undefined,
  atOnce: number,
  rows: Rows,
): AsyncGenerator<Looked<Row>, void, undefined> {
  const words = [...new Set(wordsIn(sought.words))];
  if (words.length === 0) return;
  const list = listsOf(sought.of, rows);
  let place = from;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += MAX_PAGE) {
    const { entries, end } = await portion(list, words, place);
    for (let n = 0; n < entries.length; n += atOnce) {
      yield* bearersAt(entries.slice(n, n + atOnce), sought, words, rows);
    }
    if (end === undefined) return;
    place = end;
  }
  if (place !== undefined) yield { at: place, isLast: true };
}

async function* bearersAt<Row extends object>(
  entries: readonly NameEntry[],
  { model, names, isWanted }: Sought<Row>,
  words: readonly string[],
  rows: Rows,
): AsyncGenerator<Looked<Row>, void, undefined> {
  const bearers = await Promise.all(entries.map(({ id }) => rows.find(model, [id])));
  for (const [nth, entry] of entries.entries()) {
    const bearer = bearers[nth];
    const counts = bearer && isAtFirst(entry, names(bearer.row), words) && isWanted(bearer.row);
    yield { at: placeOf(entry), bearer: counts ? bearer : undefined };
  }
}

/** Whether it is the first name of the bearer that has all these words. */
function isAtFirst(entry: NameEntry, names: readonly Name[], words: readonly string[]): boolean {
  const places = names
    .filter((name) => holdsAll(name, words))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1))
    .map((name) => placeOf({ id: entry.id, ...name }));
  return places[0] === placeOf(entry);
}

function isBefore(a: Name, b: Name): boolean {
  return a.sortKey === b.sortKey ? a.words < b.words : a.sortKey < b.sortKey;
}

/**
 * The next entries that hold all the words. A few entries of the list of each word are read from that place on; the list that comes
 * furthest with them has the fewest entries here, so it alone is read on: all that hold every word stand in it. `end`: up to
 * where it was read; absent at the end of a list.
 */
async function portion(
  list: ListOfWord,
  words: readonly string[],
  place: string | undefined,
): Promise<Readonly<{ entries: readonly NameEntry[]; end?: string }>> {
  const rarest = [...words].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
  const probed = await Promise.all(rarest.map((word) => list(word, place, PROBE)));
  const page = await readOn(
    probed.reduce((one, other) => (isFurther(other, one) ? other : one)),
    list,
  );
  const entries = page.rows.map(({ row }) => row);
  const last = entries.at(-1);
  return {
    entries: entries.filter((entry) => holdsAll(entry, words)),
    ...(page.next !== undefined && last && { end: placeOf(last) }),
  };
}

async function readOn(page: Page<NameEntry>, list: ListOfWord): Promise<Page<NameEntry>> {
  const last = page.rows.at(-1)?.row;
  if (page.next === undefined || last === undefined) return page;
  const more = await list(last.word, placeOf(last), MAX_PAGE - PROBE);
  return { ...more, rows: [...page.rows, ...more.rows] };
}

function isFurther(one: Page<NameEntry>, other: Page<NameEntry>): boolean {
  const [last, otherLast] = [one.rows.at(-1)?.row, other.rows.at(-1)?.row];
  if (one.next === undefined || other.next === undefined || !last || !otherLast) return one.next === undefined;
  return orderOf(last) > orderOf(otherLast);
}

function orderOf(entry: NameEntry): string {
  return `${entry.sortKey} ${placeOf(entry)}`;
}

/** The next entries of a word after a place. */
type ListOfWord = (word: string, place: string | undefined, limit: number) => Promise<Page<NameEntry>>;

function listsOf(of: Named, rows: Rows): ListOfWord {
  const orderBy = ['sortKey'];
  return (word, place, limit) => {
    const key = place === undefined ? undefined : (placeIn(place)?.sortKey ?? '');
    const after =
      key === undefined || place === undefined
        ? undefined
        : cursorAt(orderBy, [key, NAME_INDEX.keyOf(of, word, place)]);
    return rows.portion(NAME_INDEX, { where: { of, word }, orderBy, limit, ...defined({ after }) });
  };
}

function written(place: string | undefined): string {
  return Buffer.from(place ?? '').toString('base64url');
}

/** @throws InvalidInput when it is no place of names. */
function placeRead(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (placeIn(place) === undefined) throw notOfThisList();
  return place;
}
