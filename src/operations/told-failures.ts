import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { StoreUnavailable } from '../log/event-store.js';

/** The same failure is told once in so many milliseconds: all read models meet that of the event store, at each of their tries. */
const TELL_EVERY_MS = 60_000;

/** More kinds of failures at once are told more often. */
const MOST_REMEMBERED = 100;

/** Tells the failures of folding, each once a minute. An outage of the event store is one line here, not one a read model. */
export function toldFailures(log: Logger): (problem: string, error: unknown) => void {
  const told = new LRUCache<string, true>({ max: MOST_REMEMBERED, ttl: TELL_EVERY_MS });
  return (problem, error) => {
    const reason = error instanceof Error ? error.message : String(error);
    const failure = error instanceof StoreUnavailable ? reason : `${problem}: ${reason}`;
    if (told.has(failure)) return;
    told.set(failure, true);
    log.error({ err: error }, problem);
  };
}
