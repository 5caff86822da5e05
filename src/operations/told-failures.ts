import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { StoreUnavailable } from '../log/event-store.js';

/** Each failure of the event store is told once in so many milliseconds: all read models meet it, at each of their tries. */
const TELL_EVERY_MS = 60_000;

/** More kinds of failures at once are told more often. */
const MOST_REMEMBERED = 100;

/** Tells the failures of folding. An outage of the event store is one line a minute here, not one a read model and try. */
export function toldFailures(log: Logger): (problem: string, error: unknown) => void {
  const told = new LRUCache<string, true>({ max: MOST_REMEMBERED, ttl: TELL_EVERY_MS });
  return (problem, error) => {
    if (error instanceof StoreUnavailable) {
      if (told.has(error.message)) return;
      told.set(error.message, true);
    }
    log.error({ err: error }, problem);
  };
}
