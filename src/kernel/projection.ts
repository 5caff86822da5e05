import type { Event, OfType, Recorded } from './event.js';

/**
 * One step of a fold: the old row (`undefined` before the first) and a fact give the new row; `undefined` removes it.
 * `key` says which of the rows of the event it is.
 */
export type RowFold<Row, E extends Event> = (row: Row | undefined, event: Recorded<E>, key: string) => Row | undefined;

/** How an index orders its rows: by these fields of the row, then by key. A stored sort key gives Vietnamese order. */
export type Index = readonly string[];

/**
 * A read model as a pure function of history: for each event it cares about, old row → new row.
 * An interface, so that Row and E are inferred through it.
 */
export interface Projection<Row extends object = object, E extends Event = Event> {
  /** The name of the read model, in kebab case. */
  readonly name: string;
  /** Bump it when folds or row change: the new version is built beside the old one and switched in. */
  readonly version: number;
  /** The key(s) of the row(s) this event changes. */
  readonly key: (event: Recorded<E>) => string | readonly string[];
  readonly on: { readonly [T in E['type']]?: RowFold<Row, OfType<E, T>> };
  /** What an event tells of a row beside its fold, the same for all types: called with what the fold of its type made. */
  readonly besides?: (row: Row, event: Recorded) => Row;
  /**
   * What becomes of an event that this release does not understand. Without it the read model stands before one: what it
   * would change cannot be known.
   */
  readonly obscure?: RowFold<Row, Event>;
  /** Each row is made by one event alone, so what the store has of it need not be looked up before it is written. */
  readonly addsOnly?: true;
  /** Fields of the row that queries filter and order by. */
  readonly indexes: readonly Index[];
  /** The streams that concern the row of this key: what a replay to a past moment reads. */
  readonly streams: (key: string) => readonly string[];
}

type AnyRowFold = (row: never, event: never, key: string) => object | undefined;

/**
 * A projection whatever its rows and events: what the projector is given. Its functions take `never`, because a list of
 * functions on different rows and events has no other parameter in common. Only
 * `projections/projector/row-in-progress.ts` calls them: it hands each event to the fold that is listed under its type.
 */
export interface AnyProjection {
  readonly name: string;
  readonly version: number;
  readonly key: (event: never) => string | readonly string[];
  readonly on: Readonly<Record<string, AnyRowFold | undefined>>;
  readonly besides?: (row: never, event: Recorded) => object;
  readonly obscure?: AnyRowFold;
  readonly addsOnly?: true;
  readonly indexes: readonly Index[];
  readonly streams: (key: string) => readonly string[];
}
