import type Database from 'better-sqlite3';
import type { Instant } from '../../kernel/instant.js';
import { type PartOfStream, StreamCut } from '../event-store.js';
import type { StoredEvent } from '../stored-event.js';
import { identityIn, INSTANT_EVERY } from './tables.js';

const COLUMNS = 'position, stream, revision, id, type, data, metadata';
const COLUMNS_IN_PART = `position, stream, revision, id, type,
  CASE WHEN type IN (SELECT value FROM json_each(?)) THEN '{}' ELSE data END, metadata`;

/** Events of a stream that one read gives at most. A literal: SQLite plans a statement anew for each LIMIT it is given. */
const STREAM_PAGE = 500;

/** Characters after which a page of a stream ends: a page is held whole, and an event may have a megabyte. */
const LONG_PAGE = 256 * 1024;

/** A stream as it is at one moment has no more than that. */
const ALL = Number.MAX_SAFE_INTEGER;

const PAGE = `SELECT ${COLUMNS} FROM events WHERE position > ? AND position <= ? ORDER BY position`;
const OF_STREAM = 'stream_number = (SELECT number FROM streams WHERE name = ?) AND revision >= ?';
/** In a file of the first release that was only read since. */
const OF_STREAM_BY_NAME = 'stream = ? AND revision >= ?';
/** The type stands before the data, so that the pages of what is left out are not even read. */
const NOT_LEFT_OUT = 'type NOT IN (SELECT value FROM json_each(?))';
const IN_ORDER = `ORDER BY revision LIMIT ${STREAM_PAGE}`;
const MARK = 'SELECT position, latest FROM instants WHERE latest <= ? ORDER BY latest DESC, position DESC LIMIT 1';
const RECORDED = `SELECT position, json_extract(metadata, '$.recordedAt') FROM events
  WHERE position > ? AND position <= ? ORDER BY position`;
const UNSHOWN = 'SELECT min(position) FROM events LEFT JOIN streams ON number = stream_number WHERE name IS NOT stream';

/** A place of the log, and the latest `recordedAt` up to it, or that of its event. */
type Mark = [position: number, latest: string];

/** After every instant. */
const LAST_OF_ALL = '~';

/** Bounded reads, each one statement: no cursor stays open while the caller is busy, so the WAL can be checkpointed. */
export class LogReader {
  readonly #log: Database.Database;
  readonly #page: Database.Statement<[number, number], StoredEvent>;
  readonly #stream: Database.Statement<[string, number], StoredEvent>;
  readonly #partOfStream: Database.Statement<[string, number, string], StoredEvent>;
  readonly #streamInPart: Database.Statement<[string, string, number], StoredEvent>;
  readonly #extent: Database.Statement<[string, number], [count: number, last: number | null]>;
  readonly #numbered: boolean;
  readonly #end: Database.Statement<[], number | null>;
  readonly #mark: Database.Statement<[string], Mark> | undefined;
  readonly #recorded: Database.Statement<[number, number], Mark>;

  constructor(log: Database.Database) {
    this.#log = log;
    this.#page = log.prepare<[number, number], StoredEvent>(PAGE).raw();
    const has = (table: string): boolean =>
      log.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined;
    this.#numbered = has('streams');
    const ofStream = this.#numbered ? OF_STREAM : OF_STREAM_BY_NAME;
    const inOrder = <Asked extends unknown[]>(columns: string, where: string) =>
      log.prepare<Asked, StoredEvent>(`SELECT ${columns} FROM events WHERE ${where} ${IN_ORDER}`).raw();
    this.#stream = inOrder(COLUMNS, ofStream);
    this.#partOfStream = inOrder(COLUMNS, `${ofStream} AND ${NOT_LEFT_OUT}`);
    this.#streamInPart = inOrder(COLUMNS_IN_PART, ofStream);
    this.#extent = log
      .prepare<[string, number], [number, number | null]>(
        `SELECT count(*), max(revision) FROM events WHERE ${ofStream}`,
      )
      .raw();
    this.#end = log.prepare<[], number | null>('SELECT max(position) FROM events').pluck();
    // A file of an older release that was only read since has none.
    this.#mark = has('instants') ? log.prepare<[string], Mark>(MARK).raw() : undefined;
    this.#recorded = log.prepare<[number, number], Mark>(RECORDED).raw();
  }

  /** Events after one place of the log up to another, or up to the first with which they have so many characters. */
  page(after: number, upTo: number, longest = Infinity): readonly StoredEvent[] {
    const page: StoredEvent[] = [];
    let length = 0;
    for (const stored of this.#page.iterate(after, upTo)) {
      page.push(stored);
      length += lengthOf(stored);
      if (length >= longest) break;
    }
    return page;
  }

  /** The stream from that revision on, page by page. @throws StreamCut */
  ofStream(
    stream: string,
    from: number,
    { most = ALL, leaveOut }: PartOfStream = {},
  ): Generator<readonly StoredEvent[]> {
    const whole = (next: number): Iterable<StoredEvent> => this.#stream.iterate(stream, next);
    if (leaveOut === undefined) return unbroken(stream, from, this.#pages(whole, from, most));
    // Which revisions are missing is not seen in what is left of them.
    this.#assertWhole(stream, from);
    const types = JSON.stringify(leaveOut);
    return this.#pages((next) => this.#partOfStream.iterate(stream, next, types), from, most);
  }

  /** All events of the stream, page by page, those of the types with no data. @throws StreamCut */
  ofStreamWithoutData(stream: string, types: readonly string[]): Generator<readonly StoredEvent[]> {
    const listed = JSON.stringify(types);
    return unbroken(
      stream,
      0,
      this.#pages((next) => this.#streamInPart.iterate(listed, stream, next), 0, ALL),
    );
  }

  /** Counts in the index of the stream alone. */
  #assertWhole(stream: string, from: number): void {
    const [count, last] = this.#extent.get(stream, from) ?? [0, null];
    if (last === null || last - from + 1 === count) return;
    for (const page of this.ofStream(stream, from)) void page;
  }

  *#pages(
    rowsFrom: (next: number) => Iterable<StoredEvent>,
    from: number,
    most: number,
  ): Generator<readonly StoredEvent[]> {
    for (let [next, left] = [from, most]; left > 0;) {
      const { page, end } = pageOf(rowsFrom(next), left);
      yield page;
      if (end === undefined) return;
      next = end + 1;
      left -= page.length;
    }
  }

  /** The place that `EventStore.lastBy` says, 0 when there is none. */
  lastBy(instant: Instant): number {
    const [marked, latest] = this.#mark?.get(instant) ?? [0, ''];
    let [place, reached] = [marked, latest];
    for (;;) {
      const events = this.#recorded.all(place, place + INSTANT_EVERY);
      if (events.length === 0) return place;
      for (const [next, recordedAt] of events) {
        if (recordedAt > reached) reached = recordedAt;
        if (reached > instant) return place;
        place = next;
      }
    }
  }

  /** The latest `recordedAt` of the log; the empty text when there is no event. */
  latest(): Instant {
    const marked = this.#mark?.get(LAST_OF_ALL) ?? [0, ''];
    return this.#recorded
      .all(marked[0], this.end())
      .reduce((latest, [, recordedAt]) => (recordedAt > latest ? recordedAt : latest), marked[1]) as Instant;
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

/** The pages, as long as each event has the revision after the one before. @throws StreamCut */
function* unbroken(
  stream: string,
  from: number,
  pages: Iterable<readonly StoredEvent[]>,
): Generator<readonly StoredEvent[]> {
  let next = from;
  for (const page of pages) {
    for (const [, , revision] of page) {
      if (revision !== next) throw new StreamCut(stream, next);
      next += 1;
    }
    yield page;
  }
}

/** `end`: the revision of its last event, where more may follow. */
function pageOf(rows: Iterable<StoredEvent>, most: number): Readonly<{ page: readonly StoredEvent[]; end?: number }> {
  const page: StoredEvent[] = [];
  let length = 0;
  for (const stored of rows) {
    const [, , revision] = stored;
    page.push(stored);
    length += lengthOf(stored);
    if (page.length === most) return { page };
    if (length >= LONG_PAGE || page.length === STREAM_PAGE) return { page, end: revision };
  }
  return { page };
}

function lengthOf([, , , , , data, metadata]: StoredEvent): number {
  return data.length + metadata.length;
}
