import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import { checkpointResponse, eventResponse, nameIn, REFUSALS, streamDeleted } from './protocol.js';
import type { LogRecord, TransactionLog } from './transaction-log.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Options = ReadReq.Options;

/** The default of the real server: events that a filtered subscription looks at in one go. */
const SEARCH_WINDOW = 32;

/** So many events a catching-up subscription reads at once. */
const READ_AT_ONCE = 1024;

/** What the vendor calls KDB-710. */
const NO_POSITION = 2n ** 64n - 1n;

const NO_OPTIONS = new streams.ReadReq.Options();

/** How often each event of a subscription is sent, whether a checkpoint is when it goes live, and whether it hears of nothing new. */
type ReadingManner = Readonly<{ copies: number; sendsFirstCheckpoint: boolean; isDeaf: () => boolean }>;

/** Answers the method Read: streams, the whole log, both ways, and filtered subscriptions to the log. */
export class Reading {
  readonly #logNow: () => TransactionLog;
  readonly #call: Call;
  readonly #options: Options;
  readonly #copies: number;
  readonly #sendsFirstCheckpoint: boolean;
  readonly #isDeaf: () => boolean;
  sent = 0;
  #looked = 0;

  constructor(log: () => TransactionLog, call: Call, { copies, sendsFirstCheckpoint, isDeaf }: ReadingManner) {
    this.#logNow = log;
    this.#call = call;
    this.#options = call.request.getOptions() ?? NO_OPTIONS;
    this.#copies = copies;
    this.#sendsFirstCheckpoint = sendsFirstCheckpoint;
    this.#isDeaf = isDeaf;
  }

  /** A node may get another one while it answers, when it joins a cluster again. */
  get #log(): TransactionLog {
    return this.#logNow();
  }

  /** The commit position after which a subscription begins; `undefined` for any other reading. */
  get followsAfter(): bigint | undefined {
    if (!this.#options.hasSubscription()) return undefined;
    return BigInt(this.#options.getAll()?.getPosition()?.getCommitPosition() ?? -1);
  }

  /** Ends the reading halfway in that error. */
  fail(error: ServiceError): void {
    this.#call.emit('error', error);
  }

  async answer(): Promise<void> {
    if (this.#isNoPlace) return void this.fail(REFUSALS.UNFORESEEN());
    if (this.#options.hasSubscription()) await this.#follow();
    else if (!this.#options.hasStream()) await this.#send(this.#all());
    else if (!(await this.#stream())) return;
    this.#call.end();
  }

  /** @returns whether the call is to be ended as answered. */
  async #stream(): Promise<boolean> {
    const stream = this.#options.getStream() ?? new streams.ReadReq.Options.StreamOptions();
    const name = nameIn(stream.getStreamIdentifier());
    const shown = this.#log.shown(name);
    if (shown === 'DELETED') {
      this.fail(streamDeleted(name));
      return false;
    }
    if (shown === 'ABSENT') {
      const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(stream.getStreamIdentifier());
      this.#call.write(new streams.ReadResp().setStreamNotFound(missing));
      return true;
    }
    const from = stream.hasRevision() ? Number(stream.getRevision()) : 0;
    const [first, last] = this.#backwards ? [0, stream.hasEnd() ? Infinity : from] : [from, Infinity];
    const asked = shown.filter(({ revision }) => revision >= first && revision <= last);
    await this.#send(this.#backwards ? asked.reverse() : asked);
    return true;
  }

  get #isNoPlace(): boolean {
    const position = this.#options.getAll()?.getPosition();
    return position !== undefined && this.#log.isNoPlace(BigInt(position.getCommitPosition()));
  }

  /** Forwards the event at the position is included, backwards it is not. */
  #all(): readonly LogRecord[] {
    const { records } = this.#log;
    const position = this.#options.getAll()?.getPosition();
    const index = position && this.#log.indexAfter(BigInt(position.getCommitPosition()) - 1n);
    return this.#backwards ? records.slice(0, index).toReversed() : records.slice(index);
  }

  get #backwards(): boolean {
    return this.#options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  }

  async #send(records: readonly LogRecord[]): Promise<void> {
    for (const record of records.slice(0, Number(this.#options.getCount()))) {
      if (this.#call.cancelled) return;
      await this.#write(eventResponse(record));
    }
  }

  /**
   * A subscription that resumes takes one event at the position or after it for the one that was given out before, and goes on
   * behind that: where the event at the position was scavenged, the next one is never sent.
   */
  get #begin(): number {
    const after = this.followsAfter;
    const all = this.#options.getAll();
    if (after === undefined || all?.hasEnd() === true) return this.#log.records.length;
    if (all?.hasPosition() !== true) return 0;
    const index = this.#log.indexAfter(after - 1n);
    return index < this.#log.records.length ? index + 1 : Infinity;
  }

  /** Sends the events after the position, with a checkpoint after each search window, and then every new event. */
  async #follow(): Promise<void> {
    await this.#write(new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation()));
    let next = this.#begin;
    next = await this.#passOn(next, 'CATCHING_UP');
    await this.#goLive(this.#log.records[next - 1]);
    while (!this.#call.cancelled) {
      await this.#grown(Math.min(next, this.#log.records.length));
      const { records } = this.#log;
      // Beyond the end there is silence about everything up to that place.
      const after = this.followsAfter ?? -1n;
      if (next > records.length && (records.at(-1)?.commit ?? -1n) > after) next = this.#log.indexAfter(after);
      next = await this.#passOn(next, 'LIVE');
    }
  }

  /** Sends what there is from that record on. @returns the first that is not there yet. */
  async #passOn(from: number, phase: 'CATCHING_UP' | 'LIVE'): Promise<number> {
    const { records } = this.#log;
    let next = from;
    for (let record = records[next]; record && !this.#call.cancelled; record = records[next]) {
      next += 1;
      this.#looked += 1;
      await this.#show(record);
      if (this.#looked % this.#interval !== 0) continue;
      const seen = phase === 'LIVE' ? record : records[next - 1 - SEARCH_WINDOW];
      if (seen) await this.#write(checkpointResponse(seen.commit));
    }
    return next;
  }

  /** From 24.2 on with a checkpoint, which is the highest number that there is where nothing was found in a short log. */
  async #goLive(last: LogRecord | undefined): Promise<void> {
    if (this.#sendsFirstCheckpoint && this.#options.hasFilter()) {
      const unfound = this.sent === 0 && this.#log.records.length < READ_AT_ONCE;
      const commit = unfound ? NO_POSITION : last?.commit;
      if (commit !== undefined) await this.#write(checkpointResponse(commit));
    }
    await this.#write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
  }

  async #show(record: LogRecord): Promise<void> {
    if (!this.#matches(record)) return;
    for (let copy = 0; copy < this.#copies; copy += 1) await this.#write(eventResponse(record));
  }

  get #interval(): number {
    const filter = this.#options.getFilter();
    const window = filter?.hasMax() === true ? filter.getMax() : SEARCH_WINDOW;
    return window * (filter?.getCheckpointintervalmultiplier() ?? 1);
  }

  #matches({ stream, type }: LogRecord): boolean {
    const filter = this.#options.getFilter();
    if (!filter) return true;
    const byStream = filter.getStreamIdentifier();
    return byStream ? passes(byStream, stream) : passes(filter.getEventType(), type);
  }

  /** Resolves when the log is longer than that or another one, or the call is over. */
  #grown(length: number): Promise<void> {
    const log = this.#log;
    return new Promise((resolve) => {
      const look = () => {
        const same = this.#log === log && log.records.length <= length;
        if ((same || this.#isDeaf()) && !this.#call.cancelled) return;
        unwatch();
        this.#call.off('cancelled', look);
        resolve();
      };
      const unwatch = log.watch(look);
      this.#call.once('cancelled', look);
      look();
    });
  }

  /** Waits until the client has room for more. */
  #write(response: ReadResp): Promise<void> {
    if (response.hasEvent()) this.sent += 1;
    if (this.#call.cancelled || this.#call.write(response)) return Promise.resolve();
    return new Promise((resolve) => {
      const on = () => {
        this.#call.off('drain', on);
        this.#call.off('cancelled', on);
        resolve();
      };
      this.#call.once('drain', on);
      this.#call.once('cancelled', on);
    });
  }
}

function passes(expression: ReadReq.Options.FilterOptions.Expression | undefined, subject: string): boolean {
  if (!expression) return false;
  const regex = expression.getRegex();
  if (regex !== '') return new RegExp(regex).test(subject);
  return expression.getPrefixList().some((prefix) => subject.startsWith(prefix));
}
