import type Database from 'better-sqlite3';
import type { NewEvent } from '../../kernel/event.js';
import { encode, type EncodedEvent } from '../stored-event.js';
import { StreamEnds } from './stream-ends.js';

/** Pages in the WAL before it is copied into the file: hot index pages are then copied once for many commits. */
const COPY_AFTER = 8000;

/** Groups between two looks at the size of the WAL: asking costs as much as storing several events. */
const LOOK_EVERY = 16;

/** Events that belong at one place of a stream: the first of them gets that revision. */
export type Append = Readonly<{ stream: string; place: number; events: readonly NewEvent[] }>;

/**
 * What became of one append: the place in the log of its last event; the last revision the stream really has (-1: none);
 * or why it cannot be written as JSON.
 */
export type Outcome = Readonly<{ end: number }> | Readonly<{ head: number }> | Readonly<{ unwritable: string }>;

/**
 * Appends that wait together are stored by one transaction with one sync; each is judged on the stream as the appends
 * before it left it, and one that loses its race takes nobody with it.
 *
 * The first error of the disk ends it: whether that group was stored cannot be known from here, and a second sync may
 * claim success for pages the kernel has dropped ("fsyncgate"). So nothing is tried again.
 */
export class GroupCommit {
  readonly #log: Database.Database;
  readonly #ends: StreamEnds;
  readonly #placed: Database.Statement<[string, number, number], [place: number, id: string]>;
  readonly #insert: Database.Statement<[number, string, number, string, string, string, string]>;
  readonly #walState: Database.Statement<[], [busy: number, pages: number, copied: number]>;
  #end: number;
  #groups = 0;

  constructor(log: Database.Database) {
    this.#log = log;
    this.#ends = new StreamEnds(log);
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

  /** Durable when it returns. The ends of the log and of its streams move only once COMMIT has returned. */
  commit(group: readonly Append[]): readonly Outcome[] {
    let end = this.#end;
    const moved = new Map<string, number>();
    this.#log.exec('BEGIN IMMEDIATE');
    const outcomes = group.map((append) => {
      const head = moved.get(append.stream) ?? this.#ends.of(append.stream);
      if (head + 1 !== append.place) return this.#repeated(append) ?? { head };
      const events = encodedOr(append);
      if ('unwritable' in events) return events;
      end = this.#store(append, events, end);
      moved.set(append.stream, head + events.length);
      return { end };
    });
    this.#log.exec('COMMIT');
    this.#end = end;
    for (const [stream, revision] of moved) this.#ends.moved(stream, revision);
    return outcomes;
  }

  /** Whether it is time to copy the WAL into the file. Looks only now and then. */
  walIsLong(): boolean {
    this.#groups += 1;
    if (this.#groups % LOOK_EVERY !== 0) return false;
    const [, pages = 0] = this.#walState.get() ?? [];
    return pages >= COPY_AFTER;
  }

  /** Copies what was appended while another connection copied the rest: only a WAL copied whole is begun anew. */
  copyRest(): void {
    this.#log.pragma('wal_checkpoint(PASSIVE)');
  }

  #store({ stream, place }: Append, events: readonly EncodedEvent[], end: number): number {
    events.forEach(({ id, type, data, metadata }, index) =>
      this.#insert.run(end + index + 1, stream, place + index, id, type, data, metadata),
    );
    return end + events.length;
  }

  /** The answer the same events got the first time, if it is they that stand at that place. */
  #repeated({ stream, place, events }: Append): Outcome | undefined {
    const there = this.#placed.all(stream, place, place + events.length - 1);
    const last = there.at(-1);
    const same = there.length === events.length && there.every(([, id], index) => id === events[index]?.id);
    return last && same ? { end: last[0] } : undefined;
  }
}

/** An event that JSON cannot carry fails its own append only. */
function encodedOr({ events }: Append): readonly EncodedEvent[] | Extract<Outcome, { unwritable: string }> {
  try {
    return events.map(encode);
  } catch (error) {
    return { unwritable: String(error) };
  }
}
