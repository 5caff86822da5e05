import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { defined } from '../../kernel/defined.js';
import type { Event, NewEvent, Position, Recorded } from '../../kernel/event.js';
import type { Instant } from '../../kernel/instant.js';
import { EventStore, type PartOfStream, type Appended, type ExpectedRevision, LogCut } from '../event-store.js';
import { CommitSignal, follow } from '../following.js';
import { decode, placeIn, positionAt, type StoredEvent } from '../stored-event.js';
import { LONG_BATCH } from '../long-batch.js';
import { LogReader } from './log-reader.js';
import { openForReading, type Reading } from './open-log.js';
import { FollowedFile } from './own-file.js';
import { type On, Writer, type WriterPort } from './writer.js';

const BATCH_SIZE = 500;

/** How often a store that only reads looks for what another process has written, in milliseconds. */
const POLL_EVERY = 250;

export type SqliteOptions = Readonly<{
  /** Only read a log that another process may be writing: every append is refused. */
  readOnly?: boolean;
  /** Of the log that the one made here is to be a copy of. A log that is there already keeps its own. */
  identity?: string;
  /** The clock is right, even where the last event of the log was recorded later than it says. */
  trustClock?: boolean | undefined;
  /**
   * Called once, with `OutcomeUnknown` when an error of the disk hides whether events were stored, and where it only reads
   * when the file is another by now. The process should stop loudly.
   */
  onFatal?: (reason: Error) => void;
  /** Of a reader: its own look at the log wakes at this signal of the writer, too. */
  commits?: CommitSignal;
  /** Of a writer: called when events have become durable, before their appends are answered. */
  onCommit?: () => void;
  /** Called when the disk has become full, after which appends are refused, and when it has room again. */
  onFull?: (full: boolean) => void;
}> &
  Reading;

type Parts = Readonly<{
  commits: CommitSignal;
  writer: Writer | undefined;
  followed: FollowedFile | undefined;
  fatal: (reason: Error) => void;
}>;

/** The embedded default: one file, one writer, WAL with a full sync before every acknowledgement. */
export class SqliteEventStore extends EventStore {
  readonly shared = false;
  readonly #commits: CommitSignal;
  readonly #writer: Writer | undefined;
  readonly #log: LogReader;
  readonly #followed: FollowedFile | undefined;
  readonly #fatal: (reason: Error) => void;
  #lost: Error | undefined;
  #closed: Promise<void> | undefined;

  /** @throws Error when another process writes to the log, or a newer release wrote it, or it could not be durable. */
  static async open(path: string, options: SqliteOptions = {}): Promise<SqliteEventStore> {
    const { readOnly = false, commits = new CommitSignal(), identity, trustClock, onFatal = () => undefined } = options;
    const start = defined({ identity, trustClock });
    const writer = readOnly ? undefined : await Writer.open(path, heardBy(commits, options), start);
    try {
      // Before it is opened: replaced in between, it is noticed.
      const followed = followedAt(path, writer);
      return new SqliteEventStore(openForReading(path, options), { commits, writer, followed, fatal: onFatal });
    } catch (error) {
      // Its thread would keep the lock of the log, and the process alive.
      await writer?.close();
      throw error;
    }
  }

  private constructor(log: Database.Database, { commits, writer, followed, fatal }: Parts) {
    super();
    this.#commits = commits;
    this.#writer = writer;
    this.#followed = followed;
    this.#fatal = fatal;
    this.#log = new LogReader(log);
  }

  /** The way to the thread that writes the log, for the work that it does beside appending; absent where it only reads. */
  get writer(): WriterPort | undefined {
    return this.#writer;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (!this.#writer) throw new Error('The event store was opened for reading only');
    if (events.length === 0) throw new RangeError(`Nothing to append to ${stream}`);
    return this.#writer.append(stream, expected, events);
  }

  read<E extends Event = Event>(stream: string, from = 0, part: PartOfStream = {}): AsyncIterable<Recorded<E>> {
    return this.#pages(stream, from, part);
  }

  async *readAll(after: Position, batchSize = BATCH_SIZE): AsyncGenerator<readonly Recorded[], void, undefined> {
    yield* this.#batches(after, batchSize);
    if (this.#commits.ended) throw new Error('The event store was closed before the end of the log was reached');
  }

  subscribe(after: Position, signal: AbortSignal, batchSize = BATCH_SIZE): AsyncIterable<readonly Recorded[]> {
    const log = {
      commits: this.#commits,
      headNow: () => positionAt(this.#reader().end()),
      readAll: (from: Position) => this.#batches(from, batchSize),
    };
    return follow(this.#writer ? log : { ...log, pollEvery: POLL_EVERY }, after, signal);
  }

  async head(): Promise<Position> {
    return positionAt(this.#reader().end());
  }

  async at(position: Position): Promise<Recorded | undefined> {
    const place = placeIn(position);
    const [stored] = this.#reader().page(place - 1, place);
    return stored && decode(stored);
  }

  async identity(): Promise<string> {
    return this.#reader().identity();
  }

  async lastBy(instant: Instant): Promise<Position> {
    return positionAt(this.#reader().lastBy(instant));
  }

  /** @throws Error when the file is another by now: what is read would be of a log that is not there any more. */
  #reader(): LogReader {
    if (this.#lost !== undefined) throw this.#lost;
    try {
      this.#followed?.assertInPlace();
    } catch (error) {
      this.#lost = error as Error;
      this.#fatal(this.#lost);
      throw error;
    }
    return this.#log;
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    this.#commits.end();
    // The writer goes last: only it can bring the WAL into the file and leave one file behind.
    this.#log.close();
    await this.#writer?.close();
  }

  async *#pages<E extends Event>(
    stream: string,
    from: number,
    part: PartOfStream,
  ): AsyncGenerator<Recorded<E>, void, undefined> {
    let first = true;
    for (const page of this.#reader().ofStream(stream, from, part)) {
      // Other requests get their turn before the next page.
      if (!first) await nextTurn();
      first = false;
      for (const stored of page) yield decode<E>(stored);
    }
  }

  /** Ends early, and quietly, when the store closes. */
  async *#batches(after: Position, batchSize: number): AsyncGenerator<readonly Recorded[], void, undefined> {
    if (this.#commits.ended) return;
    const end = this.#reader().end();
    for (let reached = placeIn(after); reached < end && !this.#commits.ended;) {
      // Positions have no gaps, so the place alone bounds the number of events.
      const page = unbroken(this.#log.page(reached, Math.min(reached + batchSize, end), LONG_BATCH), reached);
      reached += page.length;
      if (page.length === 0) throw new LogCut(positionAt(reached + 1));
      yield page.map((stored) => decode(stored));
      // Other requests get their turn between two batches.
      await nextTurn();
    }
  }
}

/** Events after that place up to the first that is missing. */
function unbroken(page: readonly StoredEvent[], after: number): readonly StoredEvent[] {
  const [last] = page.at(-1) ?? [after];
  if (last === after + page.length) return page;
  return page.slice(
    0,
    page.findIndex(([place], index) => place !== after + index + 1),
  );
}

/** A file that another process writes; the writer looks at its own. */
function followedAt(path: string, writer: Writer | undefined): FollowedFile | undefined {
  return writer === undefined ? new FollowedFile(path) : undefined;
}

/** Who hears of what becomes of the writer. */
function heardBy(commits: CommitSignal, options: SqliteOptions): On {
  const { onFatal = () => undefined, onFull = () => undefined, onCommit = () => undefined } = options;
  const commit = (): void => {
    commits.committed();
    onCommit();
  };
  return { commit, fatal: onFatal, full: onFull };
}
