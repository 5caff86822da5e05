import { Injectable } from '@nestjs/common';
import { whoAsks } from '../src/http/frame/who-asks.js';
import { Fault, InvalidInput } from '../src/http/problems/fault.js';
import type { PageRequest } from '../src/http/shapes/page.dto.js';
import { defined } from '../src/kernel/defined.js';
import { BEGINNING, type Position } from '../src/kernel/event.js';
import { type AsOfRequest, momentOf } from './as-of.dto.js';
import { cursorOf, notOfThisList, placeIn } from './cursor.js';
import { cursorAfter } from './order.js';
import type { ReadModel } from './read-model.js';
import {
  InvalidCursor,
  MAX_PAGE,
  type Page,
  type PageQuery,
  type Provenance,
  ReadModelNotBuilt,
  ReadModelStore,
  ReadModelsUnavailable,
  type Stored,
} from './read-model-store.js';
import { type Moment, NotSettled, NotYet, ReplayPort, TooManyReplays } from './replay-port.js';
import type { Audience } from './year-audience.js';
import type { Visibility } from './visibility.js';

/** A row as it is shown: true at `position`, made by the events that `provenance` names. */
export type Answered<Row extends object> = Readonly<{ row: Row; position: Position; provenance: Provenance }>;

/**
 * One page of rows. `position` is that of the newest of them: how far the read model has come would move with what is
 * hidden. `next` is the cursor of the page after this one.
 */
export type Listed<Row extends object> = Readonly<{
  items: readonly Answered<Row>[];
  next?: string;
  position: Position;
}>;

const NOT_PAST = {
  vi: 'phải là một thời điểm đã qua, hoặc một vị trí mà sổ đã ghi tới',
  en: 'must be a moment that has passed, or a position that this ledger has reached',
};

/** Portions that are read for one page of rows of which not all are wanted: a thousand rows, or as much text as five pages hold. */
const MOST_PORTIONS = 5;

/** How routes read rows, now or at a past moment, in the words of the HTTP frame. */
@Injectable()
export class Rows {
  constructor(
    private readonly store: ReadModelStore,
    private readonly replay: ReplayPort,
  ) {}

  /**
   * @throws Fault NOT_FOUND when there is no such row, or was none then; NOT_READABLE_YET before the first build, or while
   * the moment is not settled; OVERLOADED when too many ask about the past.
   * @throws InvalidInput when the moment is still to come.
   */
  async row<Row extends object, Key extends readonly unknown[]>(
    model: ReadModel<Row, Key, readonly unknown[]>,
    key: Key,
    asOf: AsOfRequest,
  ): Promise<Stored<Row>> {
    const found = await this.findAt(model, key, asOf);
    if (found === undefined) throw new Fault('NOT_FOUND');
    return found;
  }

  /** The row as it is now, or was at that moment, if there is one. @throws Fault NOT_READABLE_YET */
  async findAt<Row extends object, Key extends readonly unknown[]>(
    model: ReadModel<Row, Key, readonly unknown[]>,
    key: Key,
    asOf: AsOfRequest,
  ): Promise<Stored<Row> | undefined> {
    const moment = momentOf(asOf);
    if (moment === undefined) return this.find(model, key);
    return this.past<Row>(model.name, model.keyOf(...key), moment);
  }

  private async past<Row extends object>(name: string, key: string, moment: Moment): Promise<Stored<Row> | undefined> {
    const asking = whoAsks();
    try {
      return await this.replay.row<Row>(name, key, moment, asking);
    } catch (error) {
      // The connection is closed: no one reads this answer.
      if (asking.signal.aborted) throw new Fault('REQUEST_TIMEOUT');
      if (error instanceof NotYet) throw new InvalidInput([{ pointer: '/asOf', messages: NOT_PAST }]);
      if (error instanceof TooManyReplays) throw new Fault('OVERLOADED');
      if (error instanceof NotSettled) {
        throw new Fault('NOT_READABLE_YET', {}, { 'retry-after': String(error.seconds) });
      }
      throw error;
    }
  }

  /** The row as it is now, if there is one. @throws Fault NOT_READABLE_YET */
  async find<Row extends object, Key extends readonly unknown[]>(
    { name, keyOf }: ReadModel<Row, Key, readonly unknown[]>,
    key: Key,
  ): Promise<Stored<Row> | undefined> {
    return this.store.find<Row>(name, keyOf(...key)).catch(inWordsOfTheFrame);
  }

  /** @throws InvalidInput when the cursor is of another list. @throws Fault NOT_READABLE_YET */
  async page<Row extends object>(
    { name }: Pick<ReadModel<Row, never>, 'name' | 'row'>,
    { limit, cursor }: PageRequest,
    query: Omit<PageQuery, 'limit' | 'after'>,
  ): Promise<Page<Row>> {
    const { where, orderBy, descending, from, to } = query;
    const list = [name, Object.entries(where ?? {}).sort(), orderBy, descending === true, from, to];
    const after = defined({ after: cursor && placeIn(list, cursor) });
    const { next, ...page } = await this.store.page<Row>(name, { ...query, ...after, limit }).catch(inWordsOfTheFrame);
    return { ...page, ...defined({ next: next && cursorOf(list, next) }) };
  }

  /**
   * A page of the rows that are wanted, where no index tells which: full as long as there are more, or perhaps short after
   * {@link MOST_PORTIONS}, with the cursor to go on from.
   * @throws InvalidInput when the cursor is of another list. @throws Fault NOT_READABLE_YET
   */
  async pageOfWanted<Row extends object>(
    model: Pick<ReadModel<Row, never>, 'name' | 'row'>,
    { limit, cursor, ...asked }: PageRequest,
    query: Omit<PageQuery, 'limit' | 'after'>,
    isWanted: (row: Row) => boolean,
  ): Promise<Page<Row>> {
    const list = [model.name, query, Object.entries(defined(asked)).sort()];
    const found: Stored<Row>[] = [];
    let after = cursor && placeIn(list, cursor);
    for (let portions = 0; portions < MOST_PORTIONS; portions += 1) {
      const portion = await this.portion(model, { ...query, ...defined({ after }), limit: MAX_PAGE });
      found.push(...portion.rows.filter(({ row }) => isWanted(row)));
      const isCut = found.length > limit || (found.length === limit && portion.next !== undefined);
      if (isCut) return { rows: found.slice(0, limit), next: cursorOf(list, placeAfter(found[limit - 1], query)) };
      after = portion.next;
      if (after === undefined) return { rows: found };
    }
    return { rows: found, ...defined({ next: after && cursorOf(list, after) }) };
  }

  /** One portion of a list that a page is put together of, by the cursors of the store. @throws InvalidInput @throws Fault NOT_READABLE_YET */
  async portion<Row extends object>(
    { name }: Pick<ReadModel<Row, never>, 'name' | 'row'>,
    query: PageQuery,
  ): Promise<Page<Row>> {
    return this.store.page<Row>(name, query).catch(inWordsOfTheFrame);
  }

  /** The rows of these keys in their order. Keys without a row are left out. @throws Fault NOT_READABLE_YET */
  async list<Row extends object, Key extends readonly unknown[]>(
    model: ReadModel<Row, Key, readonly unknown[]>,
    keys: readonly Key[],
  ): Promise<Page<Row>> {
    const rows = await Promise.all(keys.map((key) => this.find(model, key)));
    return { rows: rows.filter((row) => row !== undefined) };
  }
}

/** The cursor of the store behind that row. */
function placeAfter(
  last: Stored | undefined,
  { where = {}, orderBy = [] }: Pick<PageQuery, 'where' | 'orderBy'>,
): string {
  const order = orderBy.filter((field) => !Object.hasOwn(where, field));
  return last === undefined ? '' : cursorAfter(order, last.row, last.key);
}

/** The row with its proof, shown as `show` says. */
export function answered<Row extends object, View extends object>(
  { row, position, provenance }: Stored<Row>,
  show: (row: Row) => View,
): Answered<View> {
  return { row: show(row), position, provenance };
}

/** What of a row that audience may see, with the open events that made it: nothing in the answer moves by what is hidden. */
export function answeredOpenly<View extends object>(
  { open }: Visibility,
  { withFactsSeen }: Pick<Audience, 'withFactsSeen'>,
  row: View,
): Answered<View> {
  return { row: withFactsSeen(row), ...open };
}

/** An answer about a whole record, with its revision for the If-Match of a command. */
export type Whole<Row extends object> = Answered<Row> & Readonly<{ revision: number }>;

/** The row of a record that is folded from every event of its one stream. */
export function answeredWhole<Row extends object, View extends object>(
  found: Stored<Row>,
  show: (row: Row) => View,
): Whole<View> {
  return { ...answered(found, show), revision: revisionOf(found) };
}

export function listed<Row extends object, View extends object>(
  { rows, next }: Page<Row>,
  show: (row: Row) => View,
): Listed<View> {
  return asNewAsIts(
    rows.map((row) => answered(row, show)),
    next,
  );
}

/** The page of these answers, true at the position of the newest. */
export function asNewAsIts<Row extends object>(items: readonly Answered<Row>[], next?: string): Listed<Row> {
  const position = items.reduce((latest, item) => (item.position > latest ? item.position : latest), BEGINNING);
  return { items, position, ...defined({ next }) };
}

/** Only the given filters, so that absent ones do not ask for the empty text. */
export function given(filters: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).filter((filter): filter is [string, string] => filter[1] !== undefined),
  );
}

function inWordsOfTheFrame(error: unknown): never {
  if (error instanceof InvalidCursor) throw notOfThisList();
  if (error instanceof ReadModelsUnavailable) throw new Fault('READ_MODELS_UNAVAILABLE', {}, {}, { cause: error });
  if (error instanceof ReadModelNotBuilt) throw new Fault('NOT_READABLE_YET');
  throw error;
}

/** The revision of a record whose row is folded from every event of its one stream. */
function revisionOf({ provenance }: Pick<Stored, 'provenance'>): number {
  const [revisions = ''] = Object.values(provenance);
  return Number(/\d+$/.exec(revisions)?.[0]);
}
