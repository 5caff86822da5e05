import type { Index } from '../src/kernel/projection.js';
import { InvalidCursor, MAX_PAGE, MOST_TEXT, type PageQuery } from './read-model-store.js';

/** What every engine stores of an indexed field and compares in the same way: numbers before texts, texts by code point. */
export type OrderValue = string | number;

/** The field of a row as it is ordered and compared: see {@link PageQuery}. Lists and objects have no order. */
export function orderValue(row: object | undefined, field: string): OrderValue {
  return asOrderValue((row as Readonly<Record<string, unknown>> | undefined)?.[field]);
}

function asOrderValue(value: unknown): OrderValue {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' ? Number(value) : '';
}

/** The fields of all indexes, each once. */
export function indexedFields(indexes: readonly Index[]): readonly string[] {
  return [...new Set(indexes.flat())];
}

/** A page query made plain for an engine: equalities, bounds, the order (the key comes last) and where to go on. */
export type PagePlan = Readonly<{
  where: readonly (readonly [field: string, value: OrderValue])[];
  order: readonly string[];
  from: string | undefined;
  to: string | undefined;
  descending: boolean;
  /** The order values and, at last, the key of the row before. */
  after: readonly OrderValue[] | undefined;
  limit: number;
  /**
   * Where the query asks for more than one index fixes: the index that fixes most, the first declared among equals, and how
   * many of its fields are fixed. What else is asked for has to be looked at row by row.
   */
  lookedThrough: Readonly<{ index: Index; fixed: number }> | undefined;
}>;

/** @throws RangeError for a field without index or a limit out of bounds. @throws InvalidCursor */
export function planPage(query: PageQuery, indexes: readonly Index[]): PagePlan {
  const { where = {}, orderBy = [], descending = false, limit } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) throw new RangeError(`Not a page limit: ${limit}`);
  refuseUnindexed([...Object.keys(where), ...orderBy], indexes);
  const order = orderBy.filter((field) => !Object.hasOwn(where, field));
  return {
    where: Object.entries(where).map(([field, value]) => [field, asOrderValue(value)]),
    order,
    from: query.from,
    to: query.to,
    descending,
    after: query.after === undefined ? undefined : readCursor(query.after, order),
    limit,
    lookedThrough: lookedThrough(Object.keys(where), order, indexes),
  };
}

function lookedThrough(
  where: readonly string[],
  order: readonly string[],
  indexes: readonly Index[],
): PagePlan['lookedThrough'] {
  const fitting = indexes
    .map((index) => ({ index, fixed: index.length - order.length }))
    .filter(({ index, fixed }) => fixed >= 0 && index.slice(fixed).join() === order.join())
    .filter(({ index, fixed }) => index.slice(0, fixed).every((field) => where.includes(field)));
  const most = Math.max(0, ...fitting.map(({ fixed }) => fixed));
  const best = fitting.find(({ fixed }) => fixed === most);
  return best === undefined || best.fixed === where.length ? undefined : best;
}

function refuseUnindexed(fields: readonly string[], indexes: readonly Index[]): void {
  const known = indexedFields(indexes);
  const unknown = fields.find((field) => !known.includes(field));
  if (unknown !== undefined) throw new RangeError(`No index has the field ${unknown}`);
}

/** Where a page ended: the order it belongs to, the order values of its last row, and its key. */
export function cursorAfter(order: readonly string[], row: object, key: string): string {
  return cursorAt(order, [...order.map((field) => orderValue(row, field)), key]);
}

/** The cursor of a place in an order: its order values, and at last a key. */
export function cursorAt(order: readonly string[], place: readonly OrderValue[]): string {
  return Buffer.from(JSON.stringify([order.join(), ...place])).toString('base64url');
}

function readCursor(cursor: string, order: readonly string[]): readonly OrderValue[] {
  const [fields, ...place] = parsedList(cursor);
  const scalar = place.every((value) => typeof value === 'string' || typeof value === 'number');
  if (fields !== order.join() || place.length !== order.length + 1 || !scalar) throw new InvalidCursor();
  return place;
}

function parsedList(cursor: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed)) return parsed as readonly unknown[];
  } catch {
    // not JSON: as wrong as any other text
  }
  throw new InvalidCursor();
}

/** The rows of a page as an engine finds them: full with as many as were asked for, or with as much text as a page holds. */
export class Pageful<Found extends Readonly<{ row: string | null }>> {
  readonly rows: Found[] = [];
  private text = 0;

  constructor(private readonly limit: number) {}

  /** Whether that row still has its place in the page; one that has none begins the next. */
  takes(found: Found): boolean {
    if (this.rows.length >= this.limit || this.text >= MOST_TEXT) return false;
    this.rows.push(found);
    this.text += found.row?.length ?? 0;
    return true;
  }
}
