import { LRUCache } from 'lru-cache';
import type { StateFold } from '../kernel/decider.js';
import type { Event, Recorded } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';
import type { EventStore, ExpectedRevision } from '../log/event-store.js';
import type { EventSchemas } from '../log/upcasting.js';

/** A stream as its fold left it. */
export type StreamState<S> = Readonly<{
  state: S;
  /** Of the last event folded in. */
  revision: ExpectedRevision;
  /** Of the last event folded in; `undefined` when there is none. */
  recordedAt: Instant | undefined;
  /** Of the last event folded in; `undefined` when there is none. */
  eventId: string | undefined;
  /** The decisions in it: id of the first event of each, with its revision. */
  decisions: ReadonlyMap<string, number>;
}>;

/** Counted for each kept stream beside its events, so that many short streams weigh something too. */
export const WEIGHT_OF_A_STREAM = 8;

/** What a fold needs of a stored event: all but its position, which an append tells for the last event only. */
export type AtRevision<E extends Event> = E & Readonly<Pick<Recorded, 'id' | 'revision' | 'metadata'>>;

/**
 * Streams folded to their state. What was folded once is kept, least recently used first out, and only what the store
 * has since then is read and folded.
 */
export class FoldedStreams<S, E extends Event> {
  readonly #kept: LRUCache<string, FoldedStream<S, E>>;
  readonly #store: EventStore;
  readonly #fold: StateFold<S, E>;
  readonly #schemas: EventSchemas;

  /** `mostEvents`: how many folded events the kept states may stand for, all together. */
  constructor(
    parts: Readonly<{ store: EventStore; fold: StateFold<S, E>; schemas: EventSchemas }>,
    mostEvents: number,
  ) {
    this.#store = parts.store;
    this.#fold = parts.fold;
    this.#schemas = parts.schemas;
    this.#kept = new LRUCache({ maxSize: mostEvents });
  }

  /** The stream with all that is committed to it by now. */
  async load(stream: string): Promise<StreamState<S>> {
    const folded = this.#kept.get(stream) ?? new FoldedStream(this.#fold);
    const before = folded.next;
    for await (const event of this.#store.read<E>(stream, folded.next)) folded.add(this.#schemas.upcast(event));
    if (folded.next > before) this.#keep(stream, folded);
    return folded.now();
  }

  /** Folds in what was just stored, so that the next load need not read it back. */
  appended(stream: string, events: readonly AtRevision<E>[]): void {
    const folded = this.#kept.get(stream);
    if (!folded) return;
    for (const event of events) folded.add(event);
    this.#keep(stream, folded);
  }

  /** The store has less of the stream than was folded, as after an older copy was put back: it is folded anew. */
  forget(stream: string): void {
    this.#kept.delete(stream);
  }

  #keep(stream: string, folded: FoldedStream<S, E>): void {
    // What is kept already keeps the weight it had.
    this.#kept.delete(stream);
    this.#kept.set(stream, folded, { size: folded.next + WEIGHT_OF_A_STREAM });
  }
}

/** One stream and its fold. */
export class FoldedStream<S, E extends Event> {
  readonly #fold: StateFold<S, E>;
  readonly #decisions = new Map<string, number>();
  #state: S;
  #recordedAt: Instant | undefined;
  #eventId: string | undefined;
  #next = 0;

  constructor(fold: StateFold<S, E>) {
    this.#fold = fold;
    this.#state = fold.initial;
  }

  /** The revision to read from. */
  get next(): number {
    return this.#next;
  }

  add(event: AtRevision<E>): void {
    // Two loads of one stream may read the same events at the same time; and a stream kept anew may be behind.
    if (event.revision !== this.#next) return;
    this.#state = this.#fold.evolve(this.#state, event);
    this.#recordedAt = event.metadata.recordedAt;
    this.#eventId = event.id;
    if (event.metadata.decision.index === 0) this.#decisions.set(event.id, event.revision);
    this.#next = event.revision + 1;
  }

  now(): StreamState<S> {
    return {
      state: this.#state,
      revision: this.#next === 0 ? 'absent' : this.#next - 1,
      recordedAt: this.#recordedAt,
      eventId: this.#eventId,
      decisions: this.#decisions,
    };
  }
}
