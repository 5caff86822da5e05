import { NO_STREAM, StreamDeletedError, WrongExpectedVersionError } from '@eventstore/db-client';
import type { AppendResult, EventStoreDBClient } from '@eventstore/db-client';
import type { Recorded } from '../../kernel/event.js';
import {
  type Grounds,
  GroundsMoved,
  OutcomeUnknown,
  Overloaded,
  RevisionConflict,
  StoreUnavailable,
  StreamCut,
  type Appended,
  type ExpectedRevision,
} from '../event-store.js';
import { rest } from '../back-off.js';
import { type Connection, Reconnected } from './connection.js';
import { Doubt, TooLate } from './doubt.js';
import { positionAt } from './log-position.js';
import type { Readings } from './readings.js';
import { type Encoded, ForeignEvent, proposalOf } from './recorded-event.js';
import { NotShared, SharedAppends } from './shared-appends.js';
import type { StreamNames } from './stream-names.js';

/** One append, encoded, with the revision its first event gets. */
export type Proposal = Readonly<{
  stream: string;
  expected: ExpectedRevision;
  place: number;
  events: readonly Encoded[];
  grounds?: Grounds | undefined;
}>;

type Named = Proposal & Readonly<{ nameOnServer: string }>;

/** What of a connection is used here. */
type Asked = Pick<Connection, 'ask' | 'share' | 'credentials' | 'patience'>;

/** Appends accepted at once; more of them could not be answered in time. */
const MOST_WAITING = 1000;

/** So many characters of JSON may go on a call that others share: what is larger goes in a call of its own, and holds up no other. */
const LARGEST_SHARED = 256 * 1024;

/** A call ends so many times the wait for its answer after it was put. */
const CALL_ENDS_AFTER = 1.1;

/** Before each further try to learn what became of an append, in milliseconds. */
const SETTLING = [100, 300, 600];

/** So often what it rests on is read over another connection before it is put. */
const MOVES = 3;

/**
 * Appends that are answered once and truly. An append whose answer was lost is put again: the ids and the expected
 * revision are the same, so the server stores it once, whichever of them arrived.
 */
export class Appending {
  readonly #connection: Asked;
  readonly #names: StreamNames;
  readonly #readings: Pick<Readings, 'ofStream'>;
  readonly #onRepeat: () => void;
  readonly #shared: SharedAppends;
  #waiting = 0;

  constructor(
    connection: Asked,
    names: StreamNames,
    { readings, onRepeat }: Readonly<{ readings: Pick<Readings, 'ofStream'>; onRepeat: () => void }>,
  ) {
    this.#connection = connection;
    this.#names = names;
    this.#readings = readings;
    this.#onRepeat = onRepeat;
    this.#shared = new SharedAppends(connection.credentials);
  }

  /** As `EventStore.append`. @throws RangeError for a stream of no known category. */
  async append(proposed: Proposal): Promise<Appended> {
    const proposal = { ...proposed, nameOnServer: this.#names.onServer(proposed.stream) };
    if (this.#waiting >= MOST_WAITING) throw new Overloaded(this.#waiting);
    this.#waiting += 1;
    try {
      return await this.#settled(proposal);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #settled(proposal: Named): Promise<Appended> {
    const doubt = new Doubt(this.#connection.patience);
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.#once(proposal, doubt);
      } catch (error) {
        const wait = doubt.isPutAgain && mayPass(error) && !doubt.isLate(error) ? SETTLING[tries] : undefined;
        if (wait === undefined) throw toldOf(error, doubt);
        await rest(wait);
        this.#onRepeat();
      }
    }
  }

  async #once(proposal: Named, doubt: Doubt): Promise<Appended> {
    try {
      return stored(proposal, await this.#grounded(proposal, doubt));
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return this.#repeated(proposal, error);
      if (error instanceof TooLate) throw doubt.mayBeStored ? new OutcomeUnknown(error) : new Overloaded(this.#waiting);
      if (error instanceof StreamDeletedError) throw new StreamCut(proposal.stream, 0, error);
      throw error;
    }
  }

  /** Put over no connection but one over which what it rests on was read, or read again and found the same. */
  async #grounded(proposal: Named, doubt: Doubt): Promise<AppendResult> {
    const { stream, grounds } = proposal;
    let over = grounds?.connection;
    for (let moves = 0; ; moves += 1) {
      try {
        return await this.#put(proposal, doubt, over);
      } catch (error) {
        if (!(error instanceof Reconnected)) throw error;
        over = moves < MOVES ? await againOver(grounds) : undefined;
        if (over === undefined) throw new GroundsMoved(stream);
      }
    }
  }

  /**
   * With others on one call where there are others; where that does not answer this one, in a call of its own, over the same
   * connection. @throws Reconnected
   */
  async #put(proposal: Named, doubt: Doubt, over: number | undefined): Promise<AppendResult> {
    if (this.#waiting > 1 && sizeOf(proposal) <= LARGEST_SHARED) {
      try {
        return await this.#connection.share(
          (client, connection) => doubt.during(() => this.#shared.append(client, { ...proposal, connection })),
          over,
        );
      } catch (error) {
        if (!(error instanceof NotShared)) throw error;
      }
    }
    return this.#connection.ask((client) => doubt.during(() => this.#alone(client, proposal)), over);
  }

  #alone(client: EventStoreDBClient, { nameOnServer, expected, events }: Named): Promise<AppendResult> {
    const { credentials, patience } = this.#connection;
    return client.appendToStream(nameOnServer, events.map(proposalOf), {
      expectedRevision: expected === 'absent' ? NO_STREAM : BigInt(expected),
      requiresLeader: true,
      // The wait for an answer ends before, so that a server that says nothing is left; this ends the call there.
      deadline: CALL_ENDS_AFTER * patience,
      credentials,
    });
  }

  /** The same events at the same place are the same append. */
  async #repeated({ stream, expected, place, events }: Proposal, error: WrongExpectedVersionError): Promise<Appended> {
    const stored = await this.#thereAt(stream, place, events.length);
    const last = stored.at(-1);
    if (last && stored.length === events.length && stored.every(({ id }, index) => id === events[index]?.id)) {
      return { revision: last.revision, position: last.position };
    }
    throw new RevisionConflict(stream, expected, actualRevision(error.actualVersion));
  }

  /** None where another application's stand there: those are not the same either. */
  async #thereAt(stream: string, from: number, count: number): Promise<readonly Recorded[]> {
    const stored: Recorded[] = [];
    try {
      for await (const event of this.#readings.ofStream(stream, from, count)) stored.push(event);
    } catch (error) {
      if (!(error instanceof ForeignEvent)) throw error;
    }
    return stored;
  }
}

/**
 * What its caller is told of an append that ended so. Others' events in its place say what became of it, however often it was put;
 * whatever else it ends in, a limit or a stream that was ended, says nothing of what was put before.
 */
function toldOf(error: unknown, { mayBeStored, wasLost }: Doubt): unknown {
  if (error instanceof RevisionConflict || error instanceof OutcomeUnknown) return error;
  const isUnknown = mayPass(error) ? mayBeStored : wasLost;
  return isUnknown ? new OutcomeUnknown(error) : error;
}

/** Whether it may be answered otherwise when it is put again. */
function mayPass(error: unknown): error is StoreUnavailable | GroundsMoved {
  return error instanceof StoreUnavailable || error instanceof GroundsMoved;
}

/** `undefined` where it has to be decided again: whatever else is wrong with it is found out then. */
async function againOver(grounds: Grounds | undefined): Promise<number | undefined> {
  try {
    return await grounds?.again();
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return undefined;
  }
}

function sizeOf({ events }: Proposal): number {
  return events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
}

/** The server says -1 or nothing for a stream that does not exist. */
function actualRevision(actual: WrongExpectedVersionError['actualVersion']): ExpectedRevision {
  return typeof actual === 'bigint' && actual >= 0n ? Number(actual) : 'absent';
}

/**
 * The answer says at which revision and position the last event is. One that says anything else is of a stream that was
 * deleted; whatever it is, the events may be stored, and nothing from here on may say that they are not.
 */
function stored({ stream, place, events }: Proposal, result: AppendResult): Appended {
  const { nextExpectedRevision, position } = result;
  const revision = place + events.length - 1;
  if (position && nextExpectedRevision === BigInt(revision)) return { revision, position: positionAt(position.commit) };
  throw new OutcomeUnknown(new StreamCut(stream, 0));
}
