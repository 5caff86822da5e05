import { LRUCache } from 'lru-cache';
import { Counter, type Registry } from 'prom-client';
import { type EventStore, RevisionConflict, type Appended } from '../log/event-store.js';
import { WatchedEventStore } from '../log/watched-event-store.js';
import type { AppendMetrics } from './append-metrics.js';

/** Lost races to remember until they are decided again. The limit is needed: a refused one is never decided again. */
const MOST_LOST = 1000;

/** Measures an event store: how long its appends take and how they end. */
export class MeasuredEventStore extends WatchedEventStore {
  /** Ids of the first events of appends that lost a race: the repeated decision begins with the same id. */
  readonly #lost = new LRUCache<string, true>({ max: MOST_LOST });

  constructor(
    store: EventStore,
    private readonly metrics: AppendMetrics,
  ) {
    super(store);
  }

  async append(...given: Parameters<EventStore['append']>): Promise<Appended> {
    const [, , events] = given;
    const first = events[0]?.id ?? '';
    if (this.#lost.delete(first)) this.metrics.decidedAgain();
    const started = performance.now();
    try {
      const appended = await this.store.append(...given);
      this.metrics.stored(started);
      return appended;
    } catch (error) {
      this.metrics.failed(error);
      if (error instanceof RevisionConflict) this.#lost.set(first, true);
      throw error;
    }
  }
}

/** Counters for an engine behind a network: subscriptions taken up again and appends sent again. */
export function countRetries(
  registry: Registry,
): Readonly<Record<'onReconnect' | 'onRepeat' | 'onFailure', () => void>> {
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
  const failures = new Counter({
    name: 'event_store_failures_total',
    help: 'Questions and subscriptions that failed and are tried again',
    registers,
  });
  return { onFailure: () => failures.inc(), onReconnect: () => reconnects.inc(), onRepeat: () => repeats.inc() };
}
