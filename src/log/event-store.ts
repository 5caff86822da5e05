import type { Event, NewEvent, Position, Recorded } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';
import type { Outage } from './outages.js';

/** A stream of the log to which another application wrote, or which somebody ended for good, and what was met there first. */
export type ForeignStream = Readonly<{ stream: string; what: string }>;

/** What the writer believes of the stream: the revision of its last event, or that it does not exist. There is no default. */
export type ExpectedRevision = number | 'absent';

/** Where an append ended: the revision of the last event appended and its position. */
export type Appended = Readonly<{ revision: number; position: Position }>;

/** `most`: how many events at most. `leaveOut`: types that the reader does not take; an engine may give them all the same. */
export type PartOfStream = Readonly<{ most?: number; leaveOut?: readonly string[] }>;

/**
 * What an append rests on beside the revision that it expects, and over which connection that was read. `again` reads it over
 * the present one: the number of that connection, if the append may go over it; `undefined` where it has to be decided again.
 */
export type Grounds = Readonly<{ connection: number; again: () => Promise<number | undefined> }>;

/**
 * The log of all facts. One contract suite (`test/contracts/event-store.contract.ts`) runs against every engine.
 * Positions are opaque, ordered as text, and belong to the engine.
 */
export abstract class EventStore {
  /** Whether other processes write to it too. Then what an append meant as a repeat may be another's, and is read back. */
  abstract readonly shared: boolean;

  /**
   * Appends all events or none, durably, before it answers.
   * The same events again (same ids at the same place) are accepted and answer the same: a retry is safe.
   * With `grounds` it goes over the connection over which they were read, or over another one once they were read there again: a
   * node that stores proves that it leads, and so that what it answered over the same connection was not stale.
   * @throws GroundsMoved when they are not the same there; nothing was stored.
   * @throws RangeError when there is nothing to append.
   * @throws Overloaded when too many appends wait already; nothing was stored.
   * @throws AppendTooLarge when the store takes no append of that size; nothing was stored.
   * @throws RevisionConflict when the stream is not where the writer believes; the stream stays appendable.
   * @throws OutcomeUnknown when an error hides whether the events were stored; the process must stop or ask again.
   * @throws StoreUnavailable when the store cannot be reached, as every other method may; nothing was stored.
   */
  abstract append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    grounds?: Grounds,
  ): Promise<Appended>;

  /**
   * The stream from that revision on (default: all of it), in order. A stream that does not exist is empty. What is read
   * ahead is bounded, however large the events are.
   * @throws StreamCut when the store does not show all of it any more.
   */
  abstract read<E extends Event = Event>(
    stream: string,
    from?: number,
    part?: PartOfStream,
  ): AsyncIterable<Recorded<E>>;

  /**
   * All events after that position in the order of the log, in non-empty batches, up to the end of the log as it is now.
   * @throws LogCut before what follows an event that is there no more, where the store can tell.
   */
  abstract readAll(after: Position, batchSize?: number): AsyncIterable<readonly Recorded[]>;

  /** As {@link readAll}, but goes on with what is appended later, until the signal aborts. No event is lost or doubled. */
  abstract subscribe(after: Position, signal: AbortSignal, batchSize?: number): AsyncIterable<readonly Recorded[]>;

  /** The position of the last event of the log; `BEGINNING` when there is none. */
  abstract head(): Promise<Position>;

  /** The event at exactly that position, in one bounded read; `undefined` when this log has none there. */
  abstract at(position: Position): Promise<Recorded | undefined>;

  /**
   * Which log this is: made once with it, and the same in every backup and wherever it was moved. What is derived from a
   * log names it, and is never taken for another's. A log of a release without identities has the id of its first event.
   */
  abstract identity(): Promise<string>;

  /**
   * The position of the last event before the first that was recorded later than that instant; `BEGINNING` when there is none. All up to
   * it were recorded by then. So may some behind it have been, where a clock was ahead: an event counts by its own `recordedAt`.
   */
  abstract lastBy(instant: Instant): Promise<Position>;

  /**
   * Counts the connections to the log: what was read over an earlier one may be gone, where an older copy was put back meanwhile.
   * An engine with a file of its own has one for ever.
   */
  get connection(): number {
    return 0;
  }

  /**
   * Whether what was read over that connection until now was all that was acknowledged by then: where several nodes keep the
   * log, one that was replaced may not know it yet. Where it was not, whoever asks again is answered by the node that leads.
   * @throws StoreUnavailable where it cannot be known who leads.
   */
  async certain(connection: number): Promise<boolean> {
    return connection === this.connection;
  }

  /** What this store does not do at present and is asked for again and again, once that has lasted a while. */
  get outages(): readonly Outage[] {
    return [];
  }

  /** What others did to streams of this log, as far as this process has met it: the first few. It is passed by. */
  get foreign(): readonly ForeignStream[] {
    return [];
  }

  abstract close(): Promise<void>;
}

/** The stream has moved since it was read: reload and decide again (R43). */
export class RevisionConflict extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`${stream} is at ${actual}, not at ${expected}: reload it and decide again`);
    this.name = 'RevisionConflict';
  }
}

/** What the append rests on is not so over the connection that there is now: nothing was stored, decide again. */
export class GroundsMoved extends Error {
  constructor(stream: string) {
    super(`What is to be appended to ${stream} rests on what was read over another connection: decide again`);
    this.name = 'GroundsMoved';
  }
}

/** It is not known whether the events were stored. Retry with the same idempotency key to learn it. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('The store failed in the middle of an append; the same idempotency key settles whether it was stored', {
      cause,
    });
    this.name = 'OutcomeUnknown';
  }
}

/** Too many appends wait for the disk: nothing was stored, try again later. */
export class Overloaded extends Error {
  constructor(readonly waiting: number) {
    super(`${waiting} appends are waiting to be written: try again later`);
    this.name = 'Overloaded';
  }
}

/**
 * Events of the stream were stored and are shown no more: it was deleted or truncated where it is kept. What is left is
 * never taken for its history, nor for that of a stream which does not exist.
 */
export class StreamCut extends Error {
  /** `revision`: of the first event that is missing. */
  constructor(
    readonly stream: string,
    readonly revision: number,
    cause?: unknown,
  ) {
    super(
      `${stream} lacks its events from revision ${revision} on: it was deleted or truncated where it is kept; put them back from a backup`,
      cause === undefined ? {} : { cause },
    );
    this.name = 'StreamCut';
  }
}

/** An event of the log is there no more, and later ones are: what follows the log must not go on as if it had never been. */
export class LogCut extends Error {
  /** `position`: of the first event that is missing. */
  constructor(readonly position: Position) {
    super(
      `The log lacks its event at position ${position}, which was deleted where it is kept; nothing is read beyond it: ` +
        'stop the service, see what verify-store says, and put a backup in its place with restore',
    );
    this.name = 'LogCut';
  }
}

/** The store cannot be reached or does not answer in time: nothing was stored, try again later. */
export class StoreUnavailable extends Error {
  /** `store` says which one and where; never with a password in it. */
  constructor(store: string, cause?: unknown) {
    super(`${store} does not answer`, cause === undefined ? {} : { cause });
    this.name = 'StoreUnavailable';
  }
}

/** The store answers, and refuses or fails: the same question would get the same answer, until what `message` names is mended. */
export class StoreRefuses extends StoreUnavailable {
  constructor(message: string, cause: unknown) {
    super('', cause);
    this.message = message;
    this.name = 'StoreRefuses';
  }
}

/** The disk of the store has no room: nothing was stored, and reads go on. */
export class StoreFull extends StoreUnavailable {
  constructor() {
    super('');
    this.message = 'The disk of the ledger is full: make room on it';
    this.name = 'StoreFull';
  }
}

/** The revision the first appended event gets when the writer is right. */
export function placeOf(expected: ExpectedRevision): number {
  if (expected === 'absent') return 0;
  if (Number.isSafeInteger(expected) && expected >= 0) return expected + 1;
  throw new RangeError(`Not a revision: ${expected}`);
}
