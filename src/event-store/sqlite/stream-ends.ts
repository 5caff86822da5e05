import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** Streams whose end is kept, least recently used first out. */
const MOST_KEPT = 50_000;

/**
 * The last revision of each stream, for whoever hears of every commit: most commands find that nothing has happened since
 * they last looked, and learn it here without asking the file.
 */
export class StreamEnds {
  readonly #kept = new LRUCache<string, { revision: number }>({ max: MOST_KEPT });
  readonly #last: Database.Statement<[string], number | null>;

  constructor(log: Database.Database) {
    this.#last = log.prepare<[string], number | null>('SELECT max(revision) FROM events WHERE stream = ?').pluck();
  }

  /** -1 for a stream that does not exist. */
  of(stream: string): number {
    const kept = this.#kept.get(stream);
    if (kept !== undefined) return kept.revision;
    const revision = this.#last.get(stream) ?? -1;
    this.#kept.set(stream, { revision });
    return revision;
  }

  /** After the commit that moved it. An end never moves back: a repeated append tells where it stood the first time. */
  moved(stream: string, revision: number): void {
    const kept = this.#kept.get(stream);
    if (kept !== undefined) kept.revision = Math.max(kept.revision, revision);
  }
}
