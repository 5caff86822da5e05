import { LRUCache } from 'lru-cache';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { DecideRequest } from '../deciding/request.js';
import {
  type EventStore,
  OutcomeUnknown,
  Overloaded,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type Decide,
  type ExpectedRevision,
} from '../log/event-store.js';
import type { DecideReply } from '../deciding/receipt.js';
import { WatchedEventStore } from '../log/watched-event-store.js';
import type { NewEvent } from '../kernel/event.js';

/** Seconds; a lone append on a good disk takes a fifth of a millisecond. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];
/** Lost races to remember until they are decided again. The limit is needed: a refused one is never decided again. */
const MOST_LOST = 1000;
const TOGETHER = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** Failures of a store that decides. Every other error it throws belongs to the decision, such as a refusal. */
const OF_THE_STORE = [Overloaded, StoreUnavailable, OutcomeUnknown];

/** Measures an event store: how long appends take, how they end, and how many are answered together. */
export class MeasuredEventStore extends WatchedEventStore {
  readonly #stored: Histogram.Internal<'outcome'>;
  readonly #failed: Counter<'outcome'>;
  readonly #decidedAgain: Counter;
  readonly #together: Histogram;
  /** Ids of the first events of appends that lost a race: the repeated decision begins with the same id. */
  readonly #lost = new LRUCache<string, true>({ max: MOST_LOST });
  #answered = 0;

  constructor(store: EventStore, registry: Registry) {
    super(store);
    const registers = [registry];
    const stored = new Histogram({
      name: 'event_store_append_seconds',
      help: 'Time from an append to its durable answer; on SQLite the decision is within it',
      labelNames: ['outcome'],
      buckets: SECONDS,
      registers,
    });
    this.#stored = stored.labels('stored');
    this.#failed = new Counter({
      name: 'event_store_appends_failed_total',
      help: 'Appends that stored nothing (conflict, overloaded, unavailable) or may have (unknown)',
      labelNames: ['outcome'],
      registers,
    });
    for (const outcome of ['conflict', 'overloaded', 'unavailable', 'unknown']) this.#failed.inc({ outcome }, 0);
    this.#decidedAgain = new Counter({
      name: 'event_store_decided_again_total',
      help: 'Appends of commands that were decided again after a conflict',
      registers,
    });
    this.#together = new Histogram({
      name: 'event_store_group_size',
      help: 'Appends answered in one turn of the event loop: on SQLite those that shared one sync of the disk',
      buckets: TOGETHER,
      registers,
    });
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const first = events[0]?.id ?? '';
    if (this.#lost.delete(first)) this.#decidedAgain.inc();
    const started = performance.now();
    try {
      const appended = await this.store.append(stream, expected, events);
      this.#stored.observe((performance.now() - started) / 1000);
      this.#count();
      return appended;
    } catch (error) {
      this.#failed.inc({ outcome: outcomeOf(error) });
      if (error instanceof RevisionConflict) this.#lost.set(first, true);
      throw error;
    }
  }

  protected async watched(asked: DecideRequest, decide: Decide): Promise<DecideReply> {
    const started = performance.now();
    try {
      const answered = await decide(asked);
      if (!answered.again) {
        this.#stored.observe((performance.now() - started) / 1000);
        this.#count();
      }
      return answered;
    } catch (error) {
      if (OF_THE_STORE.some((kind) => error instanceof kind)) this.#failed.inc({ outcome: outcomeOf(error) });
      throw error;
    }
  }

  #count(): void {
    this.#answered += 1;
    if (this.#answered > 1) return;
    setImmediate(() => {
      this.#together.observe(this.#answered);
      this.#answered = 0;
    });
  }
}

/** Counters for an engine behind a network: subscriptions taken up again and appends sent again. */
export function countRetries(registry: Registry): Readonly<Record<'onReconnect' | 'onRepeat', () => void>> {
  const registers = [registry];
  const reconnects = new Counter({
    name: 'event_store_reconnects_total',
    help: 'Tries to take up a subscription of the log that broke',
    registers,
  });
  const repeats = new Counter({
    name: 'event_store_appends_repeated_total',
    help: 'Appends put again to the server because their answer was lost',
    registers,
  });
  return { onReconnect: () => reconnects.inc(), onRepeat: () => repeats.inc() };
}

function outcomeOf(error: unknown): string {
  if (error instanceof RevisionConflict) return 'conflict';
  if (error instanceof Overloaded) return 'overloaded';
  return error instanceof StoreUnavailable ? 'unavailable' : 'unknown';
}
