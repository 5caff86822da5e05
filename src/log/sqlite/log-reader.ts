import type Database from 'better-sqlite3';
import type { StoredEvent } from '../stored-event.js';
import { identityIn } from './tables.js';

const COLUMNS = 'position, stream, revision, id, type, data, metadata';

/** Events of a stream that one read gives at most. A literal: SQLite plans a statement anew for each LIMIT it is given. */
export const STREAM_PAGE = 500;

const PAGE = `SELECT ${COLUMNS} FROM events WHERE position > ? AND position <= ? ORDER BY position`;
const STREAM = `SELECT ${COLUMNS} FROM events
  WHERE stream_number = (SELECT number FROM streams WHERE name = ?) AND revision >= ? ORDER BY revision LIMIT ${STREAM_PAGE}`;
/** A file of the first release that was only read since. */
const STREAM_BY_NAME = `SELECT ${COLUMNS} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ${STREAM_PAGE}`;
const UNSHOWN = 'SELECT min(position) FROM events LEFT JOIN streams ON number = stream_number WHERE name IS NOT stream';

/** Bounded reads, each one statement: no cursor stays open while the caller is busy, so the WAL can be checkpointed. */
export class LogReader {
  readonly #log: Database.Database;
  readonly #page: Database.Statement<[number, number], StoredEvent>;
  readonly #stream: Database.Statement<[string, number], StoredEvent>;
  readonly #numbered: boolean;
  readonly #end: Database.Statement<[], number | null>;

  constructor(log: Database.Database) {
    this.#log = log;
    this.#page = log.prepare<[number, number], StoredEvent>(PAGE).raw();
    this.#numbered = log.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'streams'").get() !== undefined;
    this.#stream = log.prepare<[string, number], StoredEvent>(this.#numbered ? STREAM : STREAM_BY_NAME).raw();
    this.#end = log.prepare<[], number | null>('SELECT max(position) FROM events').pluck();
  }

  /** Events after one place of the log up to another. */
  page(after: number, upTo: number): readonly StoredEvent[] {
    return this.#page.all(after, upTo);
  }

  /** The stream from that revision on, page by page. All but the last have {@link STREAM_PAGE} events. */
  *ofStream(stream: string, from: number): Generator<readonly StoredEvent[]> {
    for (let next = from; ;) {
      const page = this.#stream.all(stream, next);
      yield page;
      if (page.length < STREAM_PAGE) return;
      next += page.length;
    }
  }

  /** The place of the last event, 0 when there is none. */
  end(): number {
    return this.#end.get() ?? 0;
  }

  /** @throws Error as {@link identityIn} does. */
  identity(): string {
    return identityIn(this.#log);
  }

  /** The place of the first event that {@link ofStream} does not give for its stream. Reads the whole log. */
  unshown(): number | undefined {
    if (!this.#numbered) return undefined;
    return this.#log.prepare<[], number | null>(UNSHOWN).pluck().get() ?? undefined;
  }

  close(): void {
    this.#log.close();
  }
}
