import { LRUCache } from 'lru-cache';
import type { StateFold } from '../../kernel/decider.js';
import type { Event } from '../../kernel/event.js';
import type { LogWriter } from '../../log/sqlite/log-writer.js';
import { decode } from '../../log/stored-event.js';
import type { EventSchemas } from '../../log/upcasting.js';
import { FoldedStream, type StreamState, type AtRevision, WEIGHT_OF_A_STREAM } from '../folded-streams.js';

/** How many folded events the streams kept in memory may stand for, all together. */
const MOST_EVENTS_KEPT = 250_000;

/** Events by which a kept stream may grow before it is weighed anew: short streams may weigh three times what is counted. */
const WEIGHED_EVERY = 16;

/** A stream by each fold it was read by, and its last weight. */
type KeptStream = { readonly folds: Map<StateFold<unknown, Event>, FoldedStream<unknown, Event>>; weighed: number };

/**
 * Streams folded to their state, in the thread that writes the log: it sees everything that is stored, so what it keeps
 * is never behind. Least recently used first out.
 */
export class CurrentStreams {
  readonly #kept: LRUCache<string, KeptStream>;
  readonly #log: LogWriter;
  readonly #schemas: EventSchemas;

  constructor(log: LogWriter, schemas: EventSchemas, mostEvents = MOST_EVENTS_KEPT) {
    this.#kept = new LRUCache({ maxSize: mostEvents });
    this.#log = log;
    this.#schemas = schemas;
  }

  of(stream: string, fold: StateFold<unknown, Event>): StreamState<unknown> {
    const kept: KeptStream = this.#kept.get(stream) ?? { folds: new Map(), weighed: 0 };
    const known = kept.folds.get(fold);
    if (known !== undefined) return known.now();
    const folded = new FoldedStream(fold);
    // What is brought up to date by its data is read whole.
    const passedOver = (fold.passesOver ?? []).filter((type) => this.#schemas.versionOf(type) === 1);
    for (const stored of this.#log.readWithoutData(stream, passedOver))
      folded.add(this.#schemas.upcast(decode(stored)));
    kept.folds.set(fold, folded);
    this.#weigh(stream, kept, folded.next);
    return folded.now();
  }

  /** What is about to be stored; decided here, so in the newest schema. Throws what a fold throws, and has then added nothing. */
  add(stream: string, events: readonly AtRevision<Event>[]): void {
    const kept = this.#kept.get(stream);
    if (kept === undefined) return;
    let next = 0;
    try {
      for (const folded of kept.folds.values()) {
        for (const event of events) folded.add(event);
        next = folded.next;
      }
    } catch (error) {
      // Some of its folds are ahead of the log now.
      this.forget(stream);
      throw error;
    }
    if (next >= kept.weighed + WEIGHED_EVERY) this.#weigh(stream, kept, next);
  }

  /** Events that were not decided here follow, in any schema: the next read takes them from the log. */
  forget(stream: string): void {
    this.#kept.delete(stream);
  }

  forgetAll(): void {
    this.#kept.clear();
  }

  #weigh(stream: string, kept: KeptStream, events: number): void {
    kept.weighed = events;
    // What is kept already keeps the weight it had.
    this.#kept.delete(stream);
    this.#kept.set(stream, kept, { size: kept.folds.size * (events + WEIGHT_OF_A_STREAM) });
  }
}
