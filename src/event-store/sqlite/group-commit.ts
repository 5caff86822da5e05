import type Database from 'better-sqlite3';
import {
  OutcomeUnknown,
  Overloaded,
  placeOf,
  RevisionConflict,
  type Appended,
  type ExpectedRevision,
} from '../event-store.js';
import { positionAt, type EncodedEvent } from '../stored-event.js';
import { StreamEnds } from './stream-ends.js';

/** Appends that share one transaction and one sync. More would make the first of them wait too long. */
const GROUP_SIZE = 256;

/** Appends that may wait for the disk: at 20,000 a second the last of them waits a fifth of a second. */
const MOST_WAITING = 4096;

/** Pages in the WAL before it is copied into the file: hot index pages are then copied once for many commits. */
const CHECKPOINT_AFTER = 4000;

/** Groups between two looks at the size of the WAL: asking costs as much as storing several events. */
const LOOK_EVERY = 16;

type Append = Readonly<{ stream: string; expected: ExpectedRevision; events: readonly EncodedEvent[] }>;

type Waiting = Append &
  Readonly<{ place: number; resolve: (appended: Appended) => void; reject: (reason: Error) => void }>;

/** What became of one append of a group, and the end of the log after it. */
type Outcome = Appended | RevisionConflict;

/**
 * The writer. Appends that wait together are stored by one transaction and acknowledged after its one sync; each is
 * judged on the stream as the appends before it left it, and one that loses its race takes nobody with it.
 *
 * The first error of the disk ends it: whether that group was stored cannot be known from here, and a second sync may
 * claim success for pages the kernel has dropped ("fsyncgate"). So nothing is tried again; every waiting and later
 * append is told, and `onFatal` lets the process stop.
 */
export class GroupCommit {
  /** Of what is committed. */
  readonly ends: StreamEnds;
  readonly #log: Database.Database;
  readonly #onCommit: () => void;
  readonly #onFatal: (reason: OutcomeUnknown) => void;
  readonly #placed: Database.Statement<[string, number, number], [place: number, id: string]>;
  readonly #insert: Database.Statement<[number, string, number, string, string, string, string]>;
  readonly #walState: Database.Statement<[], [busy: number, pages: number, copied: number]>;
  #waiting: Waiting[] = [];
  #end: number;
  #groups = 0;
  #failure: Error | undefined;

  constructor(log: Database.Database, on: Readonly<{ commit: () => void; fatal: (reason: OutcomeUnknown) => void }>) {
    this.#log = log;
    this.ends = new StreamEnds(log);
    this.#onCommit = on.commit;
    this.#onFatal = on.fatal;
    this.#placed = log
      .prepare<[string, number, number], [number, string]>(
        'SELECT position, id FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision',
      )
      .raw();
    this.#insert = log.prepare(
      'INSERT INTO events (position, stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#walState = log.prepare<[], [number, number, number]>('PRAGMA wal_checkpoint(NOOP)').raw();
    this.#end = log.prepare<[], number | null>('SELECT max(position) FROM events').pluck().get() ?? 0;
  }

  append(append: Append): Promise<Appended> {
    const place = placeOf(append.expected);
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      if (this.#waiting.length >= MOST_WAITING) return reject(new Overloaded(this.#waiting.length));
      this.#waiting.push({ ...append, place, resolve, reject });
      // No timer: whatever arrives in this turn of the event loop shares the sync, a lone append does not wait.
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  /** Writes what waits and closes the connection. Later appends are refused. */
  close(): void {
    while (this.#waiting.length > 0) this.#flush();
    this.#failure ??= new Error('The event store is closed');
    this.#log.close();
  }

  #flush(): void {
    const group = this.#waiting.splice(0, GROUP_SIZE);
    if (group.length === 0) return;
    try {
      const outcomes = this.#commit(group);
      group.forEach((append, index) => settle(append, outcomes[index]));
    } catch (error) {
      this.#fail(group, error);
      return;
    }
    this.#onCommit();
    this.#groups += 1;
    if (this.#groups % LOOK_EVERY === 0) setImmediate(() => this.#checkpoint());
    if (this.#waiting.length > 0) setImmediate(() => this.#flush());
  }

  /** The ends of the log and of its streams move only once COMMIT has returned. */
  #commit(group: readonly Waiting[]): readonly Outcome[] {
    let end = this.#end;
    const moved = new Map<string, number>();
    this.#log.exec('BEGIN IMMEDIATE');
    const outcomes = group.map((append) => {
      const head = moved.get(append.stream) ?? this.ends.of(append.stream);
      if (head + 1 !== append.place) return this.#repeated(append) ?? conflict(append, head);
      end = this.#store(append, end);
      const revision = head + append.events.length;
      moved.set(append.stream, revision);
      return { revision, position: positionAt(end) };
    });
    this.#log.exec('COMMIT');
    this.#end = end;
    for (const [stream, revision] of moved) this.ends.moved(stream, revision);
    return outcomes;
  }

  #store({ stream, place, events }: Waiting, end: number): number {
    events.forEach(({ id, type, data, metadata }, index) =>
      this.#insert.run(end + index + 1, stream, place + index, id, type, data, metadata),
    );
    return end + events.length;
  }

  /** The answer the same events got the first time, if it is they that stand at that place. */
  #repeated({ stream, place, events }: Waiting): Appended | undefined {
    const there = this.#placed.all(stream, place, place + events.length - 1);
    const last = there.at(-1);
    const same = there.length === events.length && there.every(([, id], index) => id === events[index]?.id);
    return last && same ? { revision: place + events.length - 1, position: positionAt(last[0]) } : undefined;
  }

  /** After the group has its answers. An error of the disk here costs nobody an event, but the next one might. */
  #checkpoint(): void {
    if (this.#failure) return;
    try {
      if (this.#pagesInWal() >= CHECKPOINT_AFTER) this.#log.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      this.#fail([], error);
    }
  }

  #pagesInWal(): number {
    const [, pages] = this.#walState.get() ?? [];
    return pages ?? 0;
  }

  #fail(group: readonly Waiting[], error: unknown): void {
    const reason = new OutcomeUnknown(error);
    this.#failure = reason;
    this.#rollBack();
    for (const { reject } of [...group, ...this.#waiting.splice(0)]) reject(reason);
    this.#onFatal(reason);
  }

  /** Nobody may read from this connection what was not acknowledged. */
  #rollBack(): void {
    if (!this.#log.inTransaction) return;
    try {
      this.#log.exec('ROLLBACK');
    } catch {
      // The disk is gone; SQLite has left the transaction all the same.
    }
  }
}

function settle({ resolve, reject }: Waiting, outcome: Outcome | undefined): void {
  if (outcome instanceof RevisionConflict) reject(outcome);
  else if (outcome) resolve(outcome);
}

function conflict({ stream, expected }: Waiting, head: number): RevisionConflict {
  return new RevisionConflict(stream, expected, head < 0 ? 'absent' : head);
}
