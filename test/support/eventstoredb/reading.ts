import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import { checkpointResponse, eventResponse, nameIn, type Place, REFUSALS, streamDeleted } from './protocol.js';
import type { LogRecord, TransactionLog } from './transaction-log.js';
import type { FirstCheckpoint } from './versions.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Options = ReadReq.Options;

/** The default of the real server: events that a filtered subscription looks at in one go. */
const SEARCH_WINDOW = 32;

/** So many of its events a live subscription keeps for a client that reads slowly; then it is dropped. */
const KEPT_WHILE_LIVE = 64;

/** A log as short as this, with nothing in it that was asked for, has the first checkpoint at no place. */
const SHORT = 1024;

const NO_PLACE = placeOf(2n ** 64n - 1n);

const NO_OPTIONS = new streams.ReadReq.Options();

/** How often each event of a subscription is sent, and which checkpoint when it goes live. */
type ReadingManner = Readonly<{ copies: number; firstCheckpoint: FirstCheckpoint }>;

/** Answers the method Read: streams, the whole log, both ways, and filtered subscriptions to the log. */
export class Reading {
  readonly #logNow: () => TransactionLog;
  readonly #call: Call;
  readonly #options: Options;
  readonly #passes: (record: LogRecord) => boolean;
  readonly #copies: number;
  readonly #firstCheckpoint: FirstCheckpoint;
  sent = 0;
  /** Messages of whatever kind. */
  messages = 0;
  /** So many events the server looked at. */
  looked = 0;
  /** Records looked at since the last checkpoint. */
  #looked = 0;
  /** Waits until the client has read what was sent. */
  #isBlocked = false;
  #isDropped = false;

  constructor(log: () => TransactionLog, call: Call, { copies, firstCheckpoint }: ReadingManner) {
    this.#logNow = log;
    this.#call = call;
    this.#options = call.request.getOptions() ?? NO_OPTIONS;
    this.#passes = filterIn(this.#options);
    this.#copies = copies;
    this.#firstCheckpoint = firstCheckpoint;
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

  /** Whether it goes through a filter, and ends. */
  get isSearch(): boolean {
    return this.#options.hasFilter() && !this.#options.hasSubscription();
  }

  /** Forwards the event at the position is included, backwards it is not. What does not pass the filter is looked at and not sent. */
  *#all(): Generator<LogRecord, void, undefined> {
    const { records } = this.#log;
    const step = this.#backwards ? -1 : 1;
    for (let at = this.#first; at >= 0 && at < records.length; at += step) {
      this.looked += 1;
      const record = records[at];
      if (record && this.#passes(record)) yield record;
    }
  }

  get #first(): number {
    const position = this.#options.getAll()?.getPosition();
    const index = position && this.#log.indexAfter(BigInt(position.getCommitPosition()) - 1n);
    return this.#backwards ? (index ?? this.#log.records.length) - 1 : (index ?? 0);
  }

  get #backwards(): boolean {
    return this.#options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  }

  async #send(records: Iterable<LogRecord>): Promise<void> {
    const most = Number(this.#options.getCount());
    if (most === 0) return;
    for (const record of records) {
      if (this.#call.cancelled) return;
      await this.#write(eventResponse(record));
      if (this.sent === most) return;
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

  /** Sends the events after the position, with a checkpoint each so many looked at, and then every new event. */
  async #follow(): Promise<void> {
    await this.#write(new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation()));
    let next = await this.#catchUp(this.#begin);
    await this.#goLive(this.#log.records[next - 1]);
    while (!this.#isOver) {
      await this.#grown(Math.min(next, this.#log.records.length));
      const { records } = this.#log;
      // Beyond the end there is silence about everything up to that place.
      const after = this.followsAfter ?? -1n;
      if (next > records.length && (records.at(-1)?.commit ?? -1n) > after) next = this.#log.indexAfter(after);
      next = await this.#passOn(next);
    }
  }

  /**
   * Page after page of a search window. The checkpoint is the last event of the page that was asked for, and the start of the page
   * where there is none: that is the end of the page before, one window behind. @returns the first record that is not there yet.
   */
  async #catchUp(from: number): Promise<number> {
    let [next, start] = [from, this.#startAt(from)];
    for (;;) {
      const page = this.#log.records.slice(next, next + this.#window);
      let seen = start;
      for (const record of page) {
        if (this.#isOver) return next;
        next += 1;
        await this.#show(record);
        if (this.#passes(record)) seen = placeOf(record.commit);
      }
      this.#looked += page.length;
      if (page.length < this.#window) return next;
      if (this.#looked >= this.#interval) await this.#write(checkpointResponse(seen));
      this.#looked %= this.#interval;
      start = this.#startAt(next);
    }
  }

  /** Where a page begins with that record: from the start of the log 0, and otherwise behind the one before, with prepare 0. */
  #startAt(index: number): Place {
    const { records, end } = this.#log;
    return index === 0 ? placeOf(0n) : { commit: records[index]?.commit ?? end, prepare: 0n };
  }

  /** What comes while it is live; a checkpoint is the very event then. @returns the first that is not there yet. */
  async #passOn(from: number): Promise<number> {
    const { records } = this.#log;
    let [next, kept] = [from, from];
    let waiting = 0;
    const unwatch = this.#log.watch(() => {
      for (kept = Math.max(kept, next); this.#isBlocked && kept < records.length; kept += 1) {
        if (this.#passes(records[kept]!)) waiting += 1;
      }
      if (waiting > KEPT_WHILE_LIVE) this.#drop();
    });
    for (let record = records[next]; record && !this.#isOver; record = records[next]) {
      next += 1;
      if (kept >= next && this.#passes(record)) waiting -= 1;
      this.#looked += 1;
      await this.#show(record);
      if (this.#looked < this.#interval) continue;
      this.#looked = 0;
      await this.#write(checkpointResponse(placeOf(record.commit)));
    }
    unwatch();
    return next;
  }

  /** Whether its client read too slowly. */
  get wasDropped(): boolean {
    return this.#isDropped;
  }

  #drop(): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.fail(REFUSALS.TOO_SLOW());
    this.#call.emit('drain');
  }

  get #isOver(): boolean {
    return this.#call.cancelled || this.#isDropped;
  }

  async #goLive(last: LogRecord | undefined): Promise<void> {
    const first = this.#options.hasFilter() ? this.#firstCheckpointAt(last) : undefined;
    if (first !== undefined) await this.#write(checkpointResponse(first));
    await this.#write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
  }

  #firstCheckpointAt(last: LogRecord | undefined): Place | undefined {
    if (this.#firstCheckpoint === 'NONE') return undefined;
    if (this.#firstCheckpoint === 'BEHIND_THE_END') return { commit: this.#log.end, prepare: 0n };
    const unfound = this.sent === 0 && this.#log.records.length < SHORT;
    if (this.#firstCheckpoint === 'LAST_OR_NO_PLACE' && unfound) return NO_PLACE;
    return last && placeOf(last.commit);
  }

  async #show(record: LogRecord): Promise<void> {
    this.looked += 1;
    if (!this.#passes(record)) return;
    for (let copy = 0; copy < this.#copies; copy += 1) await this.#write(eventResponse(record));
  }

  get #window(): number {
    const filter = this.#options.getFilter();
    return filter?.hasMax() === true ? filter.getMax() : SEARCH_WINDOW;
  }

  get #interval(): number {
    return this.#window * (this.#options.getFilter()?.getCheckpointintervalmultiplier() ?? 1);
  }

  /** Resolves when the log is longer than that or another one, or the call is over. */
  #grown(length: number): Promise<void> {
    const log = this.#log;
    return new Promise((resolve) => {
      const look = () => {
        const same = this.#log === log && log.records.length <= length;
        if (same && !this.#isOver) return;
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
    this.messages += 1;
    if (response.hasEvent()) this.sent += 1;
    if (this.#isOver || this.#call.write(response)) return Promise.resolve();
    this.#isBlocked = true;
    return new Promise((resolve) => {
      const on = () => {
        this.#isBlocked = false;
        this.#call.off('drain', on);
        this.#call.off('cancelled', on);
        resolve();
      };
      this.#call.once('drain', on);
      this.#call.once('cancelled', on);
    });
  }
}

/** The place of an event. */
function placeOf(commit: bigint): Place {
  return { commit, prepare: commit };
}

function filterIn(options: Options): (record: LogRecord) => boolean {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const byStream = filter.getStreamIdentifier();
  if (byStream) {
    const passes = passing(byStream);
    return ({ stream }) => passes(stream);
  }
  const passes = passing(filter.getEventType());
  return ({ type }) => passes(type);
}

function passing(expression: ReadReq.Options.FilterOptions.Expression | undefined): (subject: string) => boolean {
  if (!expression) return () => false;
  const regex = expression.getRegex();
  if (regex !== '') {
    const wanted = new RegExp(regex);
    return (subject) => wanted.test(subject);
  }
  const prefixes = expression.getPrefixList();
  return (subject) => prefixes.some((prefix) => subject.startsWith(prefix));
}
