import { Counter, Histogram, type Registry } from 'prom-client';
import { AppendTooLarge } from '../log/append-limit.js';
import { Overloaded, RevisionConflict, StoreUnavailable } from '../log/event-store.js';

/** Seconds; a lone append on a good disk takes a fifth of a millisecond. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];
const TOGETHER = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** The figures of appends, the same for every engine: how long they take, how they end, how many are answered together. */
export class AppendMetrics {
  readonly #stored: Histogram.Internal<'outcome'>;
  readonly #failed: Counter<'outcome'>;
  readonly #decidedAgain: Counter;
  readonly #together: Histogram;
  #answered = 0;

  constructor(registry: Registry) {
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
      help: 'Appends that stored nothing (conflict, overloaded, too_large, unavailable) or may have (unknown)',
      labelNames: ['outcome'],
      registers,
    });
    for (const outcome of ['conflict', 'overloaded', 'too_large', 'unavailable', 'unknown'])
      this.#failed.inc({ outcome }, 0);
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

  /** `started` is of `performance.now()`. */
  stored(started: number): void {
    this.#stored.observe((performance.now() - started) / 1000);
    this.#answered += 1;
    if (this.#answered > 1) return;
    setImmediate(() => {
      this.#together.observe(this.#answered);
      this.#answered = 0;
    });
  }

  failed(error: unknown): void {
    this.#failed.inc({ outcome: outcomeOf(error) });
  }

  decidedAgain(): void {
    this.#decidedAgain.inc();
  }
}

function outcomeOf(error: unknown): string {
  if (error instanceof RevisionConflict) return 'conflict';
  if (error instanceof Overloaded) return 'overloaded';
  if (error instanceof AppendTooLarge) return 'too_large';
  return error instanceof StoreUnavailable ? 'unavailable' : 'unknown';
}
