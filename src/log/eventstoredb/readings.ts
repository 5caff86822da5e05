import {
  BACKWARDS,
  END,
  START,
  StreamDeletedError,
  streamNameFilter,
  StreamNotFoundError,
} from '@eventstore/db-client';
import type { EventStoreDBClient, ReadPosition, ReadStreamOptions, RecordedEvent } from '@eventstore/db-client';
import type { Event, Position, Recorded } from '../../kernel/event.js';
import { StreamCut } from '../event-store.js';
import type { Connection } from './connection.js';
import { isUnforeseen } from './failures.js';
import { Inflow, type Entry, type InflowOptions } from './inflow.js';
import { positionAt } from './log-position.js';
import { isWrittenHere, recordedFrom } from './recorded-event.js';
import { metadataStreamOf, type StreamNames } from './stream-names.js';
import { whole } from './whole-stream.js';

/** Events read ahead of a stream or of the log. */
const AHEAD = 500;

/** Events the server looks at between two checkpoints, which are signs of life here and nothing else: so many times 32. */
const CHECKPOINT_INTERVAL = 32;

/** Read ahead when looking for the last event of ours: mostly the very last is. */
const LAST_FEW = 16;

/** Of the event with which the server ends a stream. */
const TOMBSTONE = '$streamDeleted';

/** Streams that others wrote to are named up to so many: where there is one, there may be thousands. */
const MOST_NAMED = 20;

/** Any event of the server, ours or not. */
export type Seen = Readonly<{ commit: bigint; ours: boolean; position: Position }>;

/** What a subscription says, and `undefined` where it says nothing. */
export type Heard = readonly Recorded[] | undefined;

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
  /** Streams of ours in which others wrote, as far as they were named. */
  readonly #foreign = new Set<string>();

  constructor(connection: Connection, names: StreamNames, report: (problem: string) => void) {
    this.#connection = connection;
    this.#names = names;
    this.#report = report;
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
      if (await this.#isDeletion(error, name)) throw new StreamCut(stream, from, error);
      if (!isNotFound(error)) throw error;
    }
  }

  /** The first events of a stream that need not exist, as the server calls it, and that is none of the log. */
  firstOf(name: string, most: number): Promise<readonly (Entry['event'] | undefined)[]> {
    return this.#first(name, { fromRevision: START, maxCount: most });
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
    for await (const { commit: last } of this.backwards()) {
      await this.#recordAt(last);
      return this.#recordAt(commit).catch(noneWhereUnforeseen);
    }
    return undefined;
  }

  /** The whole log of the server backwards from its end. */
  async *backwards(): AsyncGenerator<Seen, void, undefined> {
    const { credentials, patience } = this.#connection;
    const open = (client: EventStoreDBClient) => {
      const options = { direction: BACKWARDS, fromPosition: END, requiresLeader: true, credentials } as const;
      const reading = client.readAll(options, { highWaterMark: LAST_FEW });
      return new Inflow(reading, () => reading.cancel());
    };
    for await (const entries of this.#connection.stream(open, { most: LAST_FEW, patience })) {
      for (const { event } of entries) {
        if (!event?.position) continue;
        const { commit } = event.position;
        yield { commit, ours: this.#isOurs(event), position: positionAt(commit) };
      }
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
      const inflow = new Inflow(subscription, () => subscription.unsubscribe());
      return inflow;
    };
    for await (const entries of this.#connection.stream(open, options)) {
      yield entries.length === 0 ? undefined : this.#recorded(this.#ours(entries));
    }
  }

  async #recordAt(commit: bigint): Promise<Recorded | undefined> {
    const { credentials, patience } = this.#connection;
    const open = (client: EventStoreDBClient) => {
      const fromPosition = { commit, prepare: commit };
      const reading = client.readAll({ fromPosition, maxCount: 1, requiresLeader: true, credentials });
      return new Inflow(reading, () => reading.cancel());
    };
    for await (const entries of this.#connection.stream(open, { most: 1, patience })) {
      return this.#recorded(this.#ours(entries.filter(({ event }) => event?.position?.commit === commit)))[0];
    }
    return undefined;
  }

  async *#recordedOf<E extends Event>(
    name: string,
    part: ReadStreamOptions,
  ): AsyncGenerator<readonly Recorded<E>[], void, undefined> {
    for await (const entries of this.#entriesOf(name, part)) yield this.#recorded<E>(entries);
  }

  /** Whether a stream was deleted for good, or is not found since its metadata hides every revision that there may be. */
  async #isDeletion(error: unknown, name: string): Promise<boolean> {
    if (!isNotFound(error)) return error instanceof StreamDeletedError;
    const newest = { fromRevision: END, direction: BACKWARDS, maxCount: 1 } as const;
    const [metadata] = await this.#first(metadataStreamOf(name), newest);
    const { $tb } = (metadata?.data ?? {}) as Readonly<{ $tb?: unknown }>;
    return typeof $tb === 'number' && $tb > Number.MAX_SAFE_INTEGER;
  }

  /** What there is of a stream that may well not exist. */
  async #first(name: string, part: ReadStreamOptions): Promise<readonly (Entry['event'] | undefined)[]> {
    const found: (Entry['event'] | undefined)[] = [];
    try {
      for await (const entries of this.#entriesOf(name, part)) found.push(...entries.map(({ event }) => event));
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    return found;
  }

  async *#entriesOf(name: string, part: ReadStreamOptions): AsyncGenerator<readonly Entry[], void, undefined> {
    const { credentials, patience } = this.#connection;
    const open = (client: EventStoreDBClient) => {
      const options = { ...part, requiresLeader: true, credentials };
      const reading = client.readStream(name, options, { highWaterMark: AHEAD });
      return new Inflow(reading, () => reading.cancel());
    };
    for await (const entries of this.#connection.stream(open, { most: AHEAD, patience })) yield entries;
  }

  #isOurs(event: RecordedEvent): boolean {
    return this.#names.isOurs(event.streamId) && isWrittenHere(event);
  }

  /** What others wrote to a stream of ours is passed by in the log, and named: who reads that stream is told there. */
  #ours(entries: readonly Entry[]): readonly Entry[] {
    return entries.filter(({ event }) => {
      if (event === undefined || this.#isOurs(event)) return true;
      if (this.#names.isOurs(event.streamId)) this.#name(event);
      return false;
    });
  }

  #name({ streamId, revision, type }: RecordedEvent): void {
    if (this.#foreign.has(streamId) || this.#foreign.size >= MOST_NAMED) return;
    this.#foreign.add(streamId);
    const what = type === TOMBSTONE ? 'was ended for good' : `holds event ${revision} (${type}) of another application`;
    this.#report(
      `The stream ${streamId} of ${this.#connection.name} ${what}; it is passed by. Take from others the right to write there, or give this ledger a name of its own (ledger=)`,
    );
  }

  #recorded<E extends Event>(entries: readonly Entry[]): readonly Recorded<E>[] {
    return entries.flatMap(({ event }) => (event ? [recordedFrom<E>(event, this.#names)] : []));
  }
}

function noneWhereUnforeseen(error: unknown): undefined {
  if (!isUnforeseen(error)) throw error;
}

function isNotFound(error: unknown): boolean {
  return error instanceof StreamNotFoundError;
}
