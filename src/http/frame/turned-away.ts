import { LRUCache } from 'lru-cache';
import { Fault } from '../problems/fault.js';

const WINDOW_MS = 60_000;

/** Who is counted at most, least recently turned away first out. */
const MOST_COUNTED = 10_000;

/**
 * Bounds how often one is turned away in a minute: a stranger by address, a known caller by subject. Only failing is
 * counted: whoever has a good token behind the same address goes in as before.
 */
export class TurnedAway {
  readonly #times = new LRUCache<string, { count: number }>({ max: MOST_COUNTED, ttl: WINDOW_MS });

  /** `most` of 0 is without limit. */
  constructor(private readonly most: number) {}

  /** Counts one more. @returns what to answer once there were too many. */
  count(who: string): Fault | undefined {
    if (this.most === 0) return undefined;
    const times = this.#times.get(who) ?? { count: 0 };
    if (times.count === 0) this.#times.set(who, times);
    times.count += 1;
    if (times.count <= this.most) return undefined;
    const wait = Math.ceil(this.#times.getRemainingTTL(who) / 1000);
    return new Fault('TOO_MANY_REQUESTS', {}, { 'retry-after': String(Math.max(1, wait)) });
  }
}
