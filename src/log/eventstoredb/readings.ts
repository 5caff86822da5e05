import { BACKWARDS, END, streamNameFilter } from '@eventstore/db-client';
import type { EventStoreDBClient, ReadPosition, ReadStreamOptions } from '@eventstore/db-client';
import type { Event, Position, Recorded } from '../../kernel/event.js';
import { StoreUnavailable, StreamCut } from '../event-store.js';
import type { Connection } from './connection.js';
import { isUnforeseen } from './failures.js';
import { filteredRead, type SearchFrom } from './filtered-read.js';
import { ForeignEvents } from './foreign-events.js';
import { Inflow, type InflowOptions } from './inflow.js';
import { positionAt } from './log-position.js';
import { isWrittenHere, recordedFrom } from './recorded-event.js';
import { entriesOf, isDeletion, isNotFound } from './stream-entries.js';
import type { StreamNames } from './stream-names.js';
import { type Entry, entryOf, type Told } from './told-event.js';
import { whole } from './whole-stream.js';

/** Events the server looks at between two checkpoints, which are signs of life here and nothing else: so many times 32. */
const CHECKPOINT_INTERVAL = 32;

/** Read ahead when looking for the last event of ours: mostly the very last is. */
const LAST_FEW = 16;

/** Any event of the server, ours or not. */
export type Seen = Readonly<{ id: string; stream: string; commit: bigint; ours: boolean; position: Position }>;

/** What a subscription says, with the bytes of all of it, and `undefined` where it says nothing. */
export type Heard = Readonly<{ events: readonly Recorded[]; size: number }> | undefined;

export type FollowingOptions = InflowOptions &
  Readonly<{
    /** Called when the server says that it has looked at more events, ours or not. */
    checkpoint?: () => void;
  }>;

/** What is read from the server, in the words of the port. */
export class Readings {
  readonly #connection: Connection;
  readonly #names: StreamNames;
  readonly #report: (problem: string) => void;
  /** What others did to streams of this log, as far as it was read here. */
  readonly foreign: ForeignEvents;

  constructor(connection: Connection, names: StreamNames, report: (problem: string) => void) {
    this.#connection = connection;
    this.#names = names;
    this.#report = report;
    this.foreign = new ForeignEvents(connection.name, report);
  }

  /** A stream from that revision on, at most so many events. One that does not exist is empty. @throws StreamCut */
  async *ofStream<E extends Event>(
    stream: string,
    from: number,
    most = Number.MAX_SAFE_INTEGER,
  ): AsyncGenerator<Recorded<E>, void, undefined> {
    const name = this.#names.onServer(stream);
    try {
      yield* whole(this.#recordedOf<E>(name, { fromRevision: BigInt(from), maxCount: most }), { stream, from, most });
    } catch (error) {
      if (await isDeletion(this.#connection, error, name)) throw new StreamCut(stream, from, error);
      if (!isNotFound(error)) throw error;
    }
  }

  /**
   * The event of this log at that commit position. The server itself would go on to the next one; where no record begins it
   * fails, with the sentence that it has for whatever else it did not foresee: so it has to answer at another place first.
   */
  async at(commit: bigint): Promise<Recorded | undefined> {
    try {
      return await this.#recordAt(commit);
    } catch (error) {
      if (!isUnforeseen(error)) throw error;
    }
    for await (const { commit: last } of this.lastFew(1)) await this.#recordAt(last);
    return this.#recordAt(commit).catch(noneWhereUnforeseen);
  }

  /** The last few events of the server, ours or not, backwards. */
  async *lastFew(most = LAST_FEW): AsyncGenerator<Seen, void, undefined> {
    const { credentials, patience } = this.#connection;
    const open = (client: EventStoreDBClient) => {
      const options = {
        direction: BACKWARDS,
        fromPosition: END,
        maxCount: most,
        requiresLeader: true,
        credentials,
      } as const;
      const reading = client.readAll(options, { highWaterMark: LAST_FEW });
      return new Inflow(reading, () => reading.cancel());
    };
    for await (const entries of this.#connection.stream(open, { most: LAST_FEW, patience })) {
      for (const { event } of entries) if (event?.position) yield this.#seen(event, event.position.commit);
    }
  }

  /**
   * The events of this log, searched by the server: backwards from its end, or from a place on, with what stands there. A server
   * that searches says nothing until it has found something: it is asked beside whether it still answers.
   */
  async *searched(from: SearchFrom): AsyncGenerator<Seen, void, undefined> {
    const { credentials, patience } = this.#connection;
    const { prefixes } = this.#names;
    const open = (client: EventStoreDBClient) => filteredRead(client, from, { filter: { prefixes }, credentials });
    let isNamed = false;
    const stillThere = async (): Promise<void> => {
      for await (const _ of this.lastFew(1)) break;
      if (!isNamed) this.#report(`${this.#connection.name} is searched for the last event of this ledger`);
      isNamed = true;
    };
    for await (const entries of this.#connection.stream(open, { most: LAST_FEW, patience, stillThere })) {
      for (const { event } of this.#ours(entries)) if (event?.position) yield this.#seen(event, event.position.commit);
    }
  }

  /**
   * The stream that another application or another ledger wrote to last, searched by the server backwards from its end until the
   * signal aborts; `undefined` where none was found until then.
   */
  async streamOfOthers(signal: AbortSignal): Promise<string | undefined> {
    const { credentials, patience } = this.#connection;
    const filter = { regex: this.#names.others };
    const open = (client: EventStoreDBClient) => filteredRead(client, 'END', { filter, credentials });
    const options = { most: 1, patience, stillThere: async () => undefined, signal };
    for await (const [entry] of this.#connection.stream(open, options)) return entry?.event?.streamId;
    return undefined;
  }

  /** The id of the event at that commit position, ours or not; none where no record begins there. */
  async idAt(commit: bigint): Promise<string | undefined> {
    try {
      return (await this.#entryAt(commit))?.event?.id;
    } catch (error) {
      return noneWhereUnforeseen(error);
    }
  }

  /**
   * The events of this log after a place, filtered by the server, as they come, for ever: none where only others wrote.
   * `undefined` when the subscription begins to stand, and, where it may be silent, whenever it is.
   */
  async *following(from: ReadPosition, options: FollowingOptions): AsyncGenerator<Heard, void, undefined> {
    const { credentials } = this.#connection;
    const open = (client: EventStoreDBClient) => {
      const filter = streamNameFilter({
        prefixes: [...this.#names.prefixes],
        checkpointInterval: CHECKPOINT_INTERVAL,
        checkpointReached: () => {
          inflow.alive();
          options.checkpoint?.();
        },
      });
      // A node that was started cut off from the others shows events that never had a quorum, at positions that vanish.
      const subscription = client.subscribeToAll(
        { fromPosition: from, filter, requiresLeader: true, credentials },
        { highWaterMark: options.most },
      );
      // It converts by what it holds under this name (`Subscription.js`); nothing has come yet.
      Object.assign(subscription, { convertGrpcEvent: entryOf });
      const inflow = new Inflow(subscription, () => subscription.unsubscribe());
      return inflow;
    };
    for await (const entries of this.#connection.stream(open, options)) {
      const size = entries.reduce((sum, entry) => sum + (entry.size ?? 0), 0);
      yield entries.length === 0 ? undefined : { events: this.#recorded(this.#ours(entries)), size };
    }
  }

  async #recordAt(commit: bigint): Promise<Recorded | undefined> {
    const entry = await this.#entryAt(commit);
    return entry && this.#recorded(this.#ours([entry]))[0];
  }

  async #entryAt(commit: bigint): Promise<Entry | undefined> {
    const { credentials, patience } = this.#connection;
    const open = (client: EventStoreDBClient) => {
      const fromPosition = { commit, prepare: commit };
      const reading = client.readAll({ fromPosition, maxCount: 1, requiresLeader: true, credentials });
      return new Inflow(reading, () => reading.cancel());
    };
    for await (const entries of this.#connection.stream(open, { most: 1, patience }))
      return entries.find(({ event }) => event?.position?.commit === commit);
    // So it is beyond the end of the log. Where that is not so, the answer broke off.
    for await (const last of this.lastFew(1))
      if (last.commit >= commit) throw new StoreUnavailable(this.#connection.name);
    return undefined;
  }

  async *#recordedOf<E extends Event>(
    name: string,
    part: ReadStreamOptions,
  ): AsyncGenerator<readonly Recorded<E>[], void, undefined> {
    for await (const entries of entriesOf(this.#connection, name, part)) yield this.#recorded<E>(entries);
  }

  #seen(event: Told, commit: bigint): Seen {
    const { id, streamId: stream } = event;
    return { id, stream, commit, ours: this.#isOurs(event), position: positionAt(commit) };
  }

  #isOurs(event: Told): boolean {
    return this.#names.isOurs(event.streamId) && isWrittenHere(event);
  }

  /** What others wrote to a stream of ours is passed by in the log, and named: who reads that stream is told there. */
  #ours(entries: readonly Entry[]): readonly Entry[] {
    return entries.filter(({ event }) => {
      if (event === undefined || this.#isOurs(event)) return true;
      if (this.#names.isOurs(event.streamId)) this.foreign.name(event);
      return false;
    });
  }

  #recorded<E extends Event>(entries: readonly Entry[]): readonly Recorded<E>[] {
    return entries.flatMap(({ event }) => (event ? [recordedFrom<E>(event, this.#names)] : []));
  }
}

function noneWhereUnforeseen(error: unknown): undefined {
  if (!isUnforeseen(error)) throw error;
}
