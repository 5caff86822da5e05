import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import { checkpointResponse, eventResponse, nameIn, REFUSALS } from './protocol.js';
import type { LogRecord, TransactionLog } from './transaction-log.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Options = ReadReq.Options;

/** The default of the real server: events that a filtered subscription looks at in one go. */
const SEARCH_WINDOW = 32;

const NO_OPTIONS = new streams.ReadReq.Options();

/** Answers the method Read: streams, the whole log, both ways, and filtered subscriptions to the log. */
export class Reading {
  readonly #log: TransactionLog;
  readonly #call: Call;
  readonly #options: Options;
  /** How often each event of a subscription is sent. */
  readonly #copies: number;
  sent = 0;

  constructor(log: TransactionLog, call: Call, copies: number) {
    this.#log = log;
    this.#call = call;
    this.#options = call.request.getOptions() ?? NO_OPTIONS;
    this.#copies = copies;
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
    if (this.#options.hasSubscription()) await this.#follow();
    else if (this.#options.hasStream()) await this.#stream();
    else if (this.#isNoPlace) return void this.fail(REFUSALS.UNFORESEEN());
    else await this.#send(this.#all());
    this.#call.end();
  }

  async #stream(): Promise<void> {
    const stream = this.#options.getStream() ?? new streams.ReadReq.Options.StreamOptions();
    const history = this.#log.ofStream(nameIn(stream.getStreamIdentifier()));
    if (history.length === 0) {
      const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(stream.getStreamIdentifier());
      this.#call.write(new streams.ReadResp().setStreamNotFound(missing));
      return;
    }
    const from = stream.hasRevision() ? Number(stream.getRevision()) : 0;
    if (this.#backwards) await this.#send(history.slice(0, stream.hasEnd() ? undefined : from + 1).reverse());
    else await this.#send(history.slice(from));
  }

  /** A position at which no record begins; beyond the end there is nothing to be read. */
  get #isNoPlace(): boolean {
    const position = this.#options.getAll()?.getPosition();
    if (position === undefined) return false;
    const commit = BigInt(position.getCommitPosition());
    const { records } = this.#log;
    return commit < (records.at(-1)?.commit ?? 0n) && records.every((record) => record.commit !== commit);
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

  /** Sends the events after the position, with a checkpoint after each search window, and then every new event. */
  async #follow(): Promise<void> {
    await this.#write(new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation()));
    let next = this.#log.indexAfter(this.followsAfter ?? -1n);
    let looked = 0;
    for (let caughtUp = false; !this.#call.cancelled; caughtUp = true) {
      for (let record = this.#log.records[next]; record && !this.#call.cancelled; record = this.#log.records[next]) {
        next += 1;
        looked += 1;
        await this.#show(record);
        if (looked % this.#interval === 0) await this.#write(checkpointResponse(record));
      }
      if (!caughtUp) await this.#write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
      await this.#grown(next);
    }
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

  /** Resolves when the log is longer than that or the call is over. */
  #grown(length: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.#log.records.length <= length && !this.#call.cancelled) return;
        unwatch();
        this.#call.off('cancelled', look);
        resolve();
      };
      const unwatch = this.#log.watch(look);
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
