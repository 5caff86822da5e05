import { LRUCache } from 'lru-cache';
import type { StateFold } from '../kernel/decider.js';
import type { Event, Recorded } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';
import type { EventStore, ExpectedRevision } from '../log/event-store.js';
import { SharedRuns } from '../log/shared-runs.js';
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

/** How long a stream counts as one to which others append too, in milliseconds, and how many do at most. */
const CONTENDED_MS = 1_000;
const MOST_CONTENDED = 10_000;

/** What a fold needs of a stored event: all but its position, which an append tells for the last event only. */
export type AtRevision<E extends Event> = E & Readonly<Pick<Recorded, 'id' | 'revision' | 'metadata'>>;

/** A stream that is kept, and the connection to the log over which it was read; `undefined` when it has moved since. */
type Kept<S, E extends Event> = Readonly<{ folded: FoldedStream<S, E>; connection: number | undefined }>;

/**
 * Streams folded to their state. What was folded once is kept, least recently used first out, and only what the store
 * has since then is folded. The last event folded is read again: where the store has another one in its place, or none, an
 * older copy was put back, and the stream is folded anew. Who loads a stream while another does, and asked after that one began,
 * shares the next load with all who did.
 */
export class FoldedStreams<S, E extends Event> {
  readonly #kept: LRUCache<string, Kept<S, E>>;
  /** Streams to which another appended lately. */
  readonly #contended = new LRUCache<string, true>({ max: MOST_CONTENDED, ttl: CONTENDED_MS });
  readonly #loads = new SharedRuns<StreamState<S>>();
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

  /**
   * The stream as this process last saw it, without a look at the store: others may have moved it since. `undefined` when it
   * has to be loaded: it is not kept, or was read over an earlier connection, behind which there may have been another copy, or
   * another process appends to it as well. Who decides without a look would leave that one no turn.
   */
  kept(stream: string): StreamState<S> | undefined {
    const kept = this.#kept.get(stream);
    const isSeen = kept?.connection === this.#store.connection && !this.#contended.has(stream);
    return isSeen ? kept.folded.now() : undefined;
  }

  /** The stream with all that is committed to it by now. */
  load(stream: string): Promise<StreamState<S>> {
    return this.#loads.ask(stream, () => this.#load(stream));
  }

  /**
   * Folds in what was just stored, so that the next load need not read it back. What a fold cannot take is read by the next, and so is
   * all where the connection is another one by now: behind that there may be another copy, which has the same events from here on.
   */
  appended(stream: string, events: readonly AtRevision<E>[]): void {
    const kept = this.#kept.get(stream);
    if (kept?.connection !== this.#store.connection) return;
    try {
      for (const event of events) kept.folded.add(event);
      this.#keep(stream, kept);
    } catch {
      this.#kept.delete(stream);
    }
  }

  /**
   * The log tells what another appended: the stream is loaded before it is decided on. It is not folded in, since a node that was
   * started while it was cut off tells events that vanish.
   */
  heard({ stream, revision }: Recorded): void {
    const kept = this.#kept.peek(stream);
    if (!kept || revision < kept.folded.next) return;
    this.#keep(stream, { ...kept, connection: undefined });
    this.#contended.set(stream, true);
  }

  async #load(stream: string): Promise<StreamState<S>> {
    const { connection } = this.#store;
    const known = this.#kept.get(stream)?.folded;
    if (known !== undefined && (await this.#goneOn(stream, known))) {
      this.#keep(stream, { folded: known, connection });
      return known.now();
    }
    const folded = new FoldedStream(this.#fold);
    for await (const event of this.#store.read<E>(stream)) folded.add(this.#schemas.upcast(event));
    if (folded.next > 0) this.#keep(stream, { folded, connection });
    else this.#kept.delete(stream);
    return folded.now();
  }

  /** Folds what has come since. @returns whether the store still has the last event that was folded before. */
  async #goneOn(stream: string, folded: FoldedStream<S, E>): Promise<boolean> {
    const { last } = folded;
    if (last === undefined) return false;
    let found = false;
    for await (const event of this.#store.read<E>(stream, last.revision)) {
      found ||= isSame(event, last);
      if (!found) return false;
      folded.add(this.#schemas.upcast(event));
    }
    return found;
  }

  #keep(stream: string, kept: Kept<S, E>): void {
    // What is kept already keeps the weight it had.
    this.#kept.delete(stream);
    this.#kept.set(stream, kept, { size: kept.folded.next + WEIGHT_OF_A_STREAM });
  }
}

/** An event is known again by its salt: a command sent again to a log that was put back makes the id of the one that was lost. */
function isSame({ id, revision, metadata }: Recorded, last: LastFolded): boolean {
  return id === last.id && revision === last.revision && metadata.salt === last.metadata.salt;
}

/** What is kept of the last event that was folded. */
type LastFolded = Pick<Recorded, 'id' | 'revision'> &
  Readonly<{ metadata: Pick<Recorded['metadata'], 'salt' | 'recordedAt'> }>;

/** One stream and its fold. */
export class FoldedStream<S, E extends Event> {
  readonly #fold: StateFold<S, E>;
  readonly #decisions = new Map<string, number>();
  #state: S;
  #last: LastFolded | undefined;

  constructor(fold: StateFold<S, E>) {
    this.#fold = fold;
    this.#state = fold.initial;
  }

  get last(): LastFolded | undefined {
    return this.#last;
  }

  /** The revision of the next event. */
  get next(): number {
    return this.#last === undefined ? 0 : this.#last.revision + 1;
  }

  add(event: AtRevision<E>): void {
    // Two loads of one stream may read the same events at the same time; and a stream kept anew may be behind.
    if (event.revision !== this.next) return;
    this.#state = this.#fold.evolve(this.#state, event);
    const { id, revision, metadata } = event;
    const { salt, recordedAt, decision } = metadata;
    if (decision.index === 0) this.#decisions.set(id, revision);
    this.#last = { id, revision, metadata: { salt, recordedAt } };
  }

  now(): StreamState<S> {
    return {
      state: this.#state,
      revision: this.#last?.revision ?? 'absent',
      recordedAt: this.#last?.metadata.recordedAt,
      eventId: this.#last?.id,
      decisions: this.#decisions,
    };
  }
}
