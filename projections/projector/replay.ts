import { LRUCache } from 'lru-cache';
import type { Kept, Stored } from '../../read-models/read-model-store.js';
import type { Moment } from '../../read-models/replay-port.js';
import { defined } from '../../src/kernel/defined.js';
import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import { happenedOn } from '../../src/kernel/happened-on.js';
import { endOfDayInHanoi, type Instant, type LocalDate } from '../../src/kernel/instant.js';
import { lastDayOf } from '../../src/kernel/partial-date.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { EventStore } from '../../src/log/event-store.js';
import { forCertain } from '../../src/log/for-certain.js';
import { inOrder } from './in-order.js';
import { foldInto, keysOf, RowInProgress } from './row-in-progress.js';

/** Characters of rows that are kept folded, all together, and of the largest of them. */
const MOST_KEPT = 4 * 1024 * 1024;
const LARGEST_KEPT = 512 * 1024;

/** An instant that is asked is settled: no event that counts at it can be recorded any more. */
export type Question = Readonly<{ model: string; key: string; moment: Moment }>;

export type ReplayAnswer = Readonly<{ row: Stored | undefined }>;

/**
 * Up to which place of the log; or, with an instant, all that was recorded by then. That is more than what stands before the first later
 * event of the log, where a clock was ahead: in a stream no event is recorded before the one before it.
 */
type Until = Readonly<{ end: Position; instant?: Instant; signal: AbortSignal | undefined }>;

/** A row folded up to the last event that was seen, where each of its streams goes on, and the connection over which they were read. */
type Prefix = Readonly<{ kept: Kept; seen: Position; next: ReadonlyMap<string, number>; connection: number }>;

/**
 * Folds a row again with the same folds that the projector uses, event by event as they are read. What was folded up to a
 * place is kept, least recently used first out, so that a later place of the same row goes on from there. It rests on all that was
 * acknowledged, or is folded once more: an answer about the past is the same for ever.
 */
export class Replay {
  private readonly projections: ReadonlyMap<string, AnyProjection>;
  /** For each read model the types of events that others take and it does not. A type that is known to none is read. */
  private readonly leftOut: ReadonlyMap<string, readonly string[]>;
  private readonly kept = new LRUCache<string, Prefix>({ maxSize: MOST_KEPT, maxEntrySize: LARGEST_KEPT });

  constructor(
    projections: readonly AnyProjection[],
    private readonly events: EventStore,
  ) {
    this.projections = new Map(projections.map((projection) => [projection.name, projection]));
    const known = [...new Set(projections.flatMap(({ on }) => Object.keys(on)))];
    this.leftOut = new Map(projections.map(({ name, on }) => [name, known.filter((type) => !Object.hasOwn(on, type))]));
  }

  /**
   * @throws RangeError when no projection has that name.
   * @throws the reason of the signal, once that aborts, at the next event.
   * @throws StoreUnavailable when it cannot be known whether all was read.
   */
  async answer(question: Question, signal?: AbortSignal): Promise<ReplayAnswer> {
    return forCertain(this.events, () => this.folded(question, signal), { answers: () => true });
  }

  private async folded({ model, key, moment }: Question, signal?: AbortSignal): Promise<ReplayAnswer> {
    const projection = this.projections.get(model);
    if (!projection) throw new RangeError(`There is no read model ${model}`);
    if ('day' in moment) return { row: await this.byDay(projection, key, { day: moment.day, signal }) };
    if ('position' in moment) return { row: await this.upTo(projection, key, { end: moment.position, signal }) };
    const end = await this.events.lastBy(moment.instant);
    return { row: await this.upTo(projection, key, { end, instant: moment.instant, signal }) };
  }

  private async upTo(projection: AnyProjection, key: string, until: Until): Promise<Stored | undefined> {
    const name = `${projection.name} ${key}`;
    const { connection } = this.events;
    const found = this.kept.get(name);
    // Behind another connection there may be another copy of the log.
    const known = found?.connection === connection ? found : undefined;
    const begun = known !== undefined && known.seen <= until.end ? known : nothingOf(key, connection);
    const { prefix, kept } = await this.goOn(projection, begun, until);
    if (known === undefined || prefix.seen > known.seen) {
      this.kept.set(name, prefix, { size: JSON.stringify(prefix.kept).length });
    }
    return stored(kept);
  }

  private async goOn(
    projection: AnyProjection,
    begun: Prefix,
    { end, instant, signal }: Until,
  ): Promise<Readonly<{ prefix: Prefix; kept: Kept }>> {
    const row = new RowInProgress(begun.kept.key, begun.kept);
    const next = new Map(begun.next);
    let { seen } = begun;
    const streams = [...new Set(projection.streams(row.key))];
    const counts = ({ position, metadata }: Recorded): boolean =>
      position <= end || (instant !== undefined && metadata.recordedAt <= instant);
    const histories = streams.map((stream) => asLongAs(counts, this.read(projection, stream, next.get(stream))));
    const { connection } = begun;
    const reached = (): Prefix => ({ kept: row.kept(), seen, next: new Map(next), connection });
    let prefix: Prefix | undefined;
    for await (const event of inOrder(histories)) {
      signal?.throwIfAborted();
      if (event.position > end) prefix ??= reached();
      foldOne(projection, event, row);
      next.set(event.stream, event.revision + 1);
      seen = event.position;
    }
    return { prefix: prefix ?? reached(), kept: row.kept() };
  }

  private read({ name }: AnyProjection, stream: string, from?: number): AsyncIterable<Recorded> {
    return this.events.read(stream, from, defined({ leaveOut: this.leftOut.get(name) }));
  }

  private async byDay(
    projection: AnyProjection,
    key: string,
    { day, signal }: Readonly<{ day: LocalDate; signal: AbortSignal | undefined }>,
  ): Promise<Stored | undefined> {
    const recordedUntil = endOfDayInHanoi(day);
    const row = new RowInProgress(key);
    const histories = [...new Set(projection.streams(key))].map((stream) => this.read(projection, stream));
    for await (const event of inOrder(histories)) {
      signal?.throwIfAborted();
      const happened = dayOf(event);
      if (happened === undefined ? event.metadata.recordedAt <= recordedUntil : happened <= day) {
        foldOne(projection, event, row);
      }
    }
    return stored(row.kept());
  }
}

function nothingOf(key: string, connection: number): Prefix {
  const kept = { key, row: undefined, position: BEGINNING, provenance: {} };
  return { kept, seen: BEGINNING, next: new Map(), connection };
}

function foldOne(projection: AnyProjection, event: Recorded, row: RowInProgress): void {
  if (keysOf(projection, event).includes(row.key)) foldInto(projection, event, [row], new Set());
}

/** The events of a stream before the first that does not count. */
async function* asLongAs(
  counts: (event: Recorded) => boolean,
  events: AsyncIterable<Recorded>,
): AsyncGenerator<Recorded, void, undefined> {
  for await (const event of events) {
    if (!counts(event)) return;
    yield event;
  }
}

function stored(kept: Kept): Stored | undefined {
  return kept.row && { ...kept, row: kept.row };
}

/** The last day the event can have happened on, when it says a day at all, and says it in words that are understood. */
function dayOf(event: Recorded): LocalDate | undefined {
  const occurredOn = event.obscure === undefined ? happenedOn(event) : undefined;
  return occurredOn && lastDayOf(occurredOn);
}
