import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Metadata } from '../../kernel/event.js';
import { type Instant, later } from '../../kernel/instant.js';
import { decode, type EncodedEvent, type StoredEvent } from '../stored-event.js';
import type { EndOfLog } from './acknowledged-end.js';
import { copyWal } from './copy-wal.js';
import { LogReader } from './log-reader.js';
import { leave } from './open-log.js';
import { INSTANT_EVERY } from './tables.js';
import { endTurn, nextOf, setTurn, turnOf } from './turns.js';

/** Pages in the WAL before it is copied into the file: hot index pages are then copied once for many commits. */
const COPY_AFTER = 8000;

/** Groups between two looks at the size of the WAL: asking costs as much as storing several events. */
const LOOK_EVERY = 16;

/** Streams whose number is kept, least recently used first out. */
const MOST_NUMBERS_KEPT = 50_000;

/** Events, back from the end, among which one is sought that a clock dated. */
const MOST_LOOKED_AT = 1000;

/** `recordedAt` is absent where the log has no event. */
export type LastEvent = EndOfLog & Readonly<{ recordedAt: Instant | undefined }>;

/** The log as its writer sees it: what is stored shows here at once, and to other connections only after `commit`. */
export class LogWriter {
  readonly #log: Database.Database;
  readonly #reader: LogReader;
  readonly #begin: Database.Statement<[]>;
  readonly #commit: Database.Statement<[]>;
  readonly #last: Database.Statement<[number], number | null>;
  readonly #number: Database.Statement<[string], number>;
  readonly #reachedBy: Database.Statement<[string, number], string>;
  readonly #name: Database.Statement<[string]>;
  readonly #insert: Database.Statement<[number, string, number, number, string, string, string, string]>;
  readonly #walState: Database.Statement<[], [busy: number, pages: number, copied: number]>;
  readonly #numbers = new LRUCache<string, number>({ max: MOST_NUMBERS_KEPT });
  readonly #mark: Database.Statement<[number, string]>;
  #turn: number;
  #end: number;
  #lastEvent: LastEvent;
  /** The latest `recordedAt` up to the end. */
  #latest: Instant;
  #groups = 0;

  constructor(log: Database.Database) {
    this.#log = log;
    this.#reader = new LogReader(log);
    this.#begin = log.prepare<[]>('BEGIN IMMEDIATE');
    this.#commit = log.prepare<[]>('COMMIT');
    this.#turn = turnOf(log);
    this.#last = log
      .prepare<[number], number | null>('SELECT max(revision) FROM events WHERE stream_number = ?')
      .pluck();
    this.#number = log.prepare<[string], number>('SELECT number FROM streams WHERE name = ?').pluck();
    this.#reachedBy = log
      .prepare<[string, number], string>(
        `SELECT json_extract(metadata, '$.recordedAt') FROM events
         WHERE stream_number = (SELECT number FROM streams WHERE name = ?) AND position <= ? ORDER BY revision DESC LIMIT 1`,
      )
      .pluck();
    this.#name = log.prepare<[string]>('INSERT INTO streams (name) VALUES (?)');
    this.#insert = log.prepare(
      'INSERT INTO events (position, stream, stream_number, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#walState = log.prepare<[], [number, number, number]>('PRAGMA wal_checkpoint(NOOP)').raw();
    this.#mark = log.prepare('INSERT INTO instants (position, latest) VALUES (?, ?)');
    this.#end = this.#reader.end();
    this.#lastEvent = this.#eventAt(this.#end);
    this.#latest = this.#reader.latest();
  }

  get path(): string {
    return this.#log.name;
  }

  /** The number of what was committed last. */
  get turn(): number {
    return this.#turn;
  }

  begin(): void {
    this.#begin.run();
  }

  /** What was stored since `begin` is durable when it returns. */
  commit(): void {
    // Another number for each group: so the WAL says where it begins, whenever SQLite begins it anew.
    const turn = nextOf(this.#turn);
    setTurn(this.#log, turn).run();
    this.#commit.run();
    this.#turn = turn;
  }

  /** Ends a group that stored nothing: not a byte is written, and nothing is synced. */
  leaveAsItWas(): void {
    this.#commit.run();
  }

  /** Leaves the log as it was before `begin`. */
  rollBack(): void {
    // For some errors SQLite has done it already.
    if (this.#log.inTransaction) this.#log.exec('ROLLBACK');
    this.#numbers.clear();
    this.#end = this.#reader.end();
    this.#lastEvent = this.#eventAt(this.#end);
    this.#latest = this.#reader.latest();
  }

  /** The place of the last event, stored in this transaction or before. */
  get end(): number {
    return this.#end;
  }

  /** The last event, stored in this transaction or before. */
  get last(): LastEvent {
    return this.#lastEvent;
  }

  /**
   * When the last event after that place was recorded by a clock: one that bears the very instant that its stream had come to by that place
   * was dated by the stream. `undefined` where none of those that are looked at was.
   */
  lastDated(after: number): Instant | undefined {
    if (after === 0) return this.#lastEvent.recordedAt;
    const reached = new Map<string, string | undefined>();
    for (const [, stream, , , , , metadata] of this.#reader
      .page(Math.max(after, this.#end - MOST_LOOKED_AT), this.#end)
      .toReversed()) {
      if (!reached.has(stream)) reached.set(stream, this.#reachedBy.get(stream, after));
      const { recordedAt } = JSON.parse(metadata) as Metadata;
      if (recordedAt !== reached.get(stream)) return recordedAt;
    }
    return undefined;
  }

  #eventAt(place: number): LastEvent {
    const [stored] = this.#reader.page(place - 1, place);
    if (stored === undefined) return { place: 0, id: '', recordedAt: undefined };
    const { id, metadata } = decode(stored);
    return { place, id, recordedAt: metadata.recordedAt };
  }

  /** The last revision of the stream; -1 when it does not exist. */
  lastOf(stream: string): number {
    const number = this.#numberOf(stream);
    return number === undefined ? -1 : (this.#last.get(number) ?? -1);
  }

  /** The stream from that revision on. */
  *read(stream: string, from = 0): Generator<StoredEvent> {
    for (const page of this.#reader.ofStream(stream, from)) yield* page;
  }

  /** The whole stream, where nothing is read of the data of these types. */
  *readWithoutData(stream: string, types: readonly string[]): Generator<StoredEvent> {
    for (const page of this.#reader.ofStreamWithoutData(stream, types)) yield* page;
  }

  /** Puts the events at the end of the log, the first of them at that place of the stream. Answers the place of the last. */
  store(stream: string, place: number, events: readonly EncodedEvent[]): number {
    const number = this.#numberOf(stream) ?? this.#newNumberOf(stream);
    events.forEach(({ id, type, data, metadata, recordedAt }, index) => {
      this.#end += 1;
      this.#insert.run(this.#end, stream, number, place + index, id, type, data, metadata);
      this.#lastEvent = { place: this.#end, id, recordedAt };
      this.#latest = later(this.#latest, recordedAt);
      if (this.#end % INSTANT_EVERY === 0) this.#mark.run(this.#end, this.#latest);
    });
    return this.#end;
  }

  #numberOf(stream: string): number | undefined {
    const kept = this.#numbers.get(stream);
    if (kept !== undefined) return kept;
    const number = this.#number.get(stream);
    if (number !== undefined) this.#numbers.set(stream, number);
    return number;
  }

  #newNumberOf(stream: string): number {
    const number = Number(this.#name.run(stream).lastInsertRowid);
    this.#numbers.set(stream, number);
    return number;
  }

  /** Whether so much was appended that it is time to copy the WAL into the file. Looks only now and then. */
  walIsLong(): boolean {
    this.#groups += 1;
    if (this.#groups % LOOK_EVERY !== 0) return false;
    const [, pages = 0] = this.#walState.get() ?? [];
    return pages >= COPY_AFTER;
  }

  /**
   * Copies what was appended while another connection copied the rest: only a WAL copied whole is begun anew.
   * @returns whether it is.
   */
  copyRest(): boolean {
    return copyWal(this.#log);
  }

  close(): void {
    endTurn(this.#log);
    // Where another process reads the log, SQLite leaves the WAL there, and the file must do without it.
    copyWal(this.#log);
    this.#log.close();
  }

  /** Closes the file as `kill -9` would: all of it stays in the WAL, and the next start takes it from there. */
  leave(): void {
    leave(this.#log);
  }
}
