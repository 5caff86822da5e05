import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** Streams whose end is kept, least recently used first out. */
const MOST_KEPT = 50_000;

/**
 * The last revision of each stream, as the one writer of a log knows it: most commands find that nothing has happened
 * since they last looked, and learn it here without asking the file.
 */
export class StreamEnds {
  readonly #kept = new LRUCache<string, number>({ max: MOST_KEPT });
  readonly #last: Database.Statement<[string], number | null>;

  constructor(log: Database.Database) {
    this.#last = log.prepare<[string], number | null>('SELECT max(revision) FROM events WHERE stream = ?').pluck();
  }

  /** -1 for a stream that does not exist. */
  of(stream: string): number {
    const kept = this.#kept.get(stream);
    if (kept !== undefined) return kept;
    const last = this.#last.get(stream) ?? -1;
    this.#kept.set(stream, last);
    return last;
  }

  /** After the commit that moved it. */
  moved(stream: string, revision: number): void {
    this.#kept.set(stream, revision);
  }
}
