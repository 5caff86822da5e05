import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Event, NewEvent, Position, Recorded } from '../../kernel/event.js';
import { EventStore, type Appended, type ExpectedRevision, type OutcomeUnknown } from '../event-store.js';
import { CommitSignal, follow } from '../following.js';
import { decode, encode, placeIn, positionAt } from '../stored-event.js';
import { GroupCommit } from './group-commit.js';
import { LogReader, STREAM_PAGE } from './log-reader.js';
import { openForReading, openForWriting } from './open-log.js';
import { WriterLock } from './writer-lock.js';

const BATCH_SIZE = 500;

/** How often a store that only reads looks for what another process has written, in milliseconds. */
const POLL_EVERY = 250;

export type SqliteOptions = Readonly<{
  /** Only read a log that another process may be writing: every append is refused. */
  readOnly?: boolean;
  /** Called once, when an error of the disk hides whether events were stored. The process should stop loudly. */
  onFatal?: (reason: OutcomeUnknown) => void;
}>;

/** The embedded default: one file, one writer, WAL with a full sync before every acknowledgement. */
export class SqliteEventStore extends EventStore {
  readonly shared = false;
  readonly #commits = new CommitSignal();
  /** A second connection, so that long reads of the log never touch the one that commits. */
  readonly #log: LogReader;
  /** Streams are read where they are written: every commit drops the page cache of all other connections. */
  readonly #streams: LogReader;
  readonly #writer: GroupCommit | undefined;
  readonly #lock: WriterLock | undefined;

  /** @throws Error when another process writes to the log, or a newer release wrote it, or it could not be durable. */
  constructor(path: string, { readOnly = false, onFatal = () => undefined }: SqliteOptions = {}) {
    super();
    if (readOnly) {
      this.#log = this.#streams = new LogReader(openForReading(path));
      return;
    }
    this.#lock = new WriterLock(path);
    const written = openUnder(this.#lock, path);
    this.#writer = new GroupCommit(written, { commit: () => this.#commits.committed(), fatal: onFatal });
    this.#streams = new LogReader(written);
    this.#log = new LogReader(openForReading(path));
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (!this.#writer) throw new Error('The event store was opened for reading only');
    if (events.length === 0) throw new RangeError(`Nothing to append to ${stream}`);
    return this.#writer.append({ stream, expected, events: events.map(encode) });
  }

  async *read<E extends Event = Event>(stream: string, from = 0): AsyncGenerator<Recorded<E>, void, undefined> {
    // Only the writer knows: who reads beside another process is never told.
    if (this.#writer && from > this.#writer.ends.of(stream)) return;
    for (let next = from; ;) {
      const page = this.#streams.ofStream(stream, next);
      for (const stored of page) yield decode<E>(stored);
      if (page.length < STREAM_PAGE) return;
      next += page.length;
      await nextTurn();
    }
  }

  async *readAll(after: Position, batchSize = BATCH_SIZE): AsyncGenerator<readonly Recorded[], void, undefined> {
    yield* this.#batches(after, batchSize);
    if (this.#commits.ended) throw new Error('The event store was closed before the end of the log was reached');
  }

  subscribe(after: Position, signal: AbortSignal, batchSize = BATCH_SIZE): AsyncIterable<readonly Recorded[]> {
    const log = {
      commits: this.#commits,
      headNow: () => positionAt(this.#log.end()),
      readAll: (from: Position) => this.#batches(from, batchSize),
    };
    return follow(this.#writer ? log : { ...log, pollEvery: POLL_EVERY }, after, signal);
  }

  async head(): Promise<Position> {
    return positionAt(this.#log.end());
  }

  async close(): Promise<void> {
    if (this.#commits.ended) return;
    this.#commits.end();
    // The writer goes last: only it can bring the WAL into the file and leave one file behind.
    this.#log.close();
    this.#writer?.close();
    this.#lock?.release();
  }

  /** Ends early, and quietly, when the store closes. */
  async *#batches(after: Position, batchSize: number): AsyncGenerator<readonly Recorded[], void, undefined> {
    if (this.#commits.ended) return;
    const end = this.#log.end();
    for (let reached = placeIn(after); reached < end && !this.#commits.ended; reached += batchSize) {
      // Positions have no gaps, so the place alone bounds a batch.
      yield this.#log.page(reached, Math.min(reached + batchSize, end)).map((stored) => decode(stored));
      // Other requests get their turn between two batches.
      await nextTurn();
    }
  }
}

function openUnder(lock: WriterLock, path: string) {
  try {
    return openForWriting(path);
  } catch (error) {
    lock.release();
    throw error;
  }
}
