import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Event, NewEvent, Position, Recorded } from '../../kernel/event.js';
import { EventStore, type Appended, type ExpectedRevision, type OutcomeUnknown } from '../event-store.js';
import { CommitSignal, follow } from '../following.js';
import { decode, encode, placeIn, positionAt } from '../stored-event.js';
import { GroupCommit } from './group-commit.js';
import { LogReader } from './log-reader.js';
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
  readonly #commits = new CommitSignal();
  readonly #reader: LogReader;
  readonly #writer: GroupCommit | undefined;
  readonly #lock: WriterLock | undefined;

  /** @throws Error when another process writes to the log, or a newer release wrote it, or it could not be durable. */
  constructor(path: string, { readOnly = false, onFatal = () => undefined }: SqliteOptions = {}) {
    super();
    if (!readOnly) {
      this.#lock = new WriterLock(path);
      this.#writer = new GroupCommit(openUnder(this.#lock, path), {
        commit: () => this.#commits.committed(),
        fatal: onFatal,
      });
    }
    this.#reader = new LogReader(openForReading(path));
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (!this.#writer) throw new Error('The event store was opened for reading only');
    if (events.length === 0) throw new RangeError(`Nothing to append to ${stream}`);
    return this.#writer.append({ stream, expected, events: events.map(encode) });
  }

  async *read<E extends Event = Event>(stream: string, from = 0): AsyncGenerator<Recorded<E>, void, undefined> {
    for (let next = from; ;) {
      const page = this.#reader.ofStream(stream, next, BATCH_SIZE);
      for (const stored of page) yield decode<E>(stored);
      if (page.length < BATCH_SIZE) return;
      next += page.length;
      await nextTurn();
    }
  }

  async *readAll(after: Position, batchSize = BATCH_SIZE): AsyncGenerator<readonly Recorded[], void, undefined> {
    const end = this.#reader.end();
    for (let reached = placeIn(after); reached < end;) {
      const page = this.#reader.page(reached, end, batchSize);
      if (page.length === 0) return;
      reached = page.at(-1)?.[0] ?? end;
      yield page.map((stored) => decode(stored));
      // Other requests get their turn between two batches.
      await nextTurn();
    }
  }

  subscribe(after: Position, signal: AbortSignal, batchSize = BATCH_SIZE): AsyncIterable<readonly Recorded[]> {
    const log = {
      commits: this.#commits,
      headNow: () => positionAt(this.#reader.end()),
      readAll: (from: Position) => this.readAll(from, batchSize),
    };
    return follow(this.#writer ? log : { ...log, pollEvery: POLL_EVERY }, after, signal);
  }

  async head(): Promise<Position> {
    return positionAt(this.#reader.end());
  }

  async close(): Promise<void> {
    if (this.#commits.ended) return;
    this.#writer?.close();
    this.#commits.end();
    this.#reader.close();
    this.#lock?.release();
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
