import { type EventStoreDBClient, NotLeaderError } from '@eventstore/db-client';
import { StoreUnavailable } from '../event-store.js';
import { BackOff, type Waits } from '../back-off.js';
import type { Outages, Trying } from '../outages.js';
import { versionSaidBy } from './asking-version.js';
import { clientOf } from './client.js';
import { Line } from './line.js';
import { Places } from './places.js';
import { SharedRuns } from '../shared-runs.js';
import { type EventStoreDbUrl, urlOfNode } from './connection-url.js';
import { failureOf, isAbsence } from './failures.js';
import { Silence, type Chunk, type Inflow, type InflowOptions } from './inflow.js';
import { LeaderInDoubt, Leadership } from './leadership.js';

/** Given with every call, since a call with credentials is one of its own; without TLS the client sends none. */
type Credentials = Readonly<{ username: string; password: string }>;

export type ConnectionSettings = Readonly<{
  /** How long one answer may take, in milliseconds, from when the question is put to the server. */
  patience: number;
  /** How long no question is put to a server that has not answered. */
  waits: Waits;
  /** Hears of each outage. */
  outages: Outages;
}>;

/** `connection`: the number of the one that there is when it is put. */
type Question<T> = (client: EventStoreDBClient, connection: number) => Promise<T>;

/** Questions put to the server at once. It answers 100 at once on a connection, of which some are left to readings that go on. */
const AT_ONCE = 64;

/** Appends on the one call that they share at once. What waits here is not late at the server. */
const SHARERS = 256;

/** Each node of a cluster may take so large a part of the time that all of them together have. */
const PARTS_OF_PATIENCE = 3;

/**
 * The client with bounded waits. Questions wait here for their turn, not at the server, where that would use up the time for
 * their answer. After a server has not answered twice in a row, questions fail at once for a while that grows and is
 * bounded; then one more is put to it.
 *
 * When a connection is given up, and nothing else says it:
 *
 * | what is seen | then |
 * | --- | --- |
 * | it breaks, or the node names another leader | the client itself turns to another node at the next call |
 * | no answer in time | this client is given up for a new one, which discovers the nodes anew; what waits on it may go on |
 * | a subscription does not stand in time | likewise |
 * | a subscription hears nothing while the log grows, or its head cannot be asked | it is taken up again (`catch-up.ts`) |
 *
 * Credentials go with every call, so that the client puts each append in a call of its own. Its shared append stream (BatchAppend)
 * settles the appends of all clients of a process when one connection breaks, leaves them unsettled when the server ends it in peace,
 * and can end the process when it breaks under load (`batchAppend.js`, `backpressuredWrite.js` of 6.2.1): ours is `shared-appends.ts`.
 */
export class Connection {
  readonly credentials: Credentials;
  readonly patience: number;
  readonly #url: EventStoreDbUrl;
  readonly #backOff: BackOff;
  readonly #outages: Outages;
  readonly #outage: Trying;
  readonly #places = new Places(AT_ONCE);
  readonly #sharers = new Places(SHARERS);
  readonly #leadership: Leadership;
  readonly #confirming = new SharedRuns<void>();
  #line: Line;
  #count = 0;
  #asksAgainAt = 0;
  #answered = true;

  constructor(url: EventStoreDbUrl, { patience, waits, outages }: ConnectionSettings) {
    this.credentials = url.credentials ?? { username: '', password: '' };
    this.patience = patience;
    this.#url = url;
    this.#line = this.#newLine();
    this.#backOff = new BackOff(waits);
    this.#outages = outages;
    const asking = { deadline: patience / PARTS_OF_PATIENCE, credentials: this.credentials };
    this.#leadership = new Leadership((node) => urlOfNode(url, node), this.name, asking);
    this.#outage = { fails: `${this.name} does not answer`, over: `${this.name} answers again` };
  }

  /**
   * `over`: the connection that it has to go over, where it may go over none but that.
   * @throws StoreUnavailable when there is no answer in time. @throws Reconnected; the rest as the client throws it.
   */
  ask<T>(question: Question<T>, over?: number): Promise<T> {
    return this.#guarded((line) => this.#put(line, question, over));
  }

  /** As {@link ask}, for what is put on a call that others share. It may be on none but one that was opened over that connection. */
  share<T>(question: Question<T>, over?: number): Promise<T> {
    return this.#guarded((line) => this.#put(line, question, over), this.#sharers);
  }

  /** As {@link ask}, for an answer that comes bit by bit. Nothing is asked again once something came. */
  async *stream(
    open: (client: EventStoreDBClient) => Inflow,
    options: InflowOptions,
  ): AsyncGenerator<Chunk, void, undefined> {
    const { line, chunks, result: first } = await this.#guarded((on) => begun(on, open(on.client).chunks(options)));
    try {
      for (let result = first; result.done !== true; result = await chunks.next()) yield result.value;
    } catch (error) {
      throw this.#failed(error, line);
    } finally {
      await chunks.return();
      line.ended();
    }
  }

  /** How many connections were made so far: behind another one there may be another node, or an older copy. */
  get count(): number {
    return this.#count;
  }

  /**
   * Whether that connection is still the one, and the node behind it is the one that a majority names as its leader: then what
   * it answered before this was asked is not stale.
   * @throws StoreUnavailable where no majority names one, or there is no answer in time.
   */
  async leads(connection: number): Promise<boolean> {
    if (connection !== this.#count) return false;
    await this.#confirming.ask('', () => this.ask((client) => this.#leadership.confirm(client)));
    return connection === this.#count;
  }

  /**
   * Whether a majority of the nodes, each asked itself under the name that the cluster has for it, names one that leads.
   * @throws StoreUnavailable when there is no answer in time.
   */
  async namesLeader(): Promise<boolean> {
    try {
      // Where it is another node than the one asked, the client turns to that one.
      return (await this.leads(this.#count)) || (await this.leads(this.#count));
    } catch (error) {
      if (error instanceof LeaderInDoubt) return false;
      throw error;
    }
  }

  /** What the messages of errors call the server. */
  get name(): string {
    return `EventStoreDB at ${this.#url.shown}`;
  }

  /** What the server says of its version. @throws as {@link ask} does */
  async version(): Promise<string> {
    const { credentials, patience: deadline } = this;
    return this.ask((client) => versionSaidBy(client, { credentials, deadline }));
  }

  async close(): Promise<void> {
    await Promise.all([this.#line.close(), this.#leadership.close()]);
  }

  /**
   * A node that is not the leader names it, and the client turns to that one: the question is put to it once more, or to a new
   * client where that one was given up meanwhile and may be closed.
   */
  #guarded<T>(question: (line: Line) => Promise<T>, places = this.#places): Promise<T> {
    return places.take(async () => {
      if (performance.now() < this.#asksAgainAt) throw new StoreUnavailable(this.name);
      let line = this.#line;
      try {
        const answer = await question(line).catch((error: unknown) => {
          if (!(error instanceof NotLeaderError)) throw error;
          line = this.#line;
          return question(line);
        });
        this.#there();
        return answer;
      } catch (error) {
        throw this.#failed(error, line);
      }
    });
  }

  #put<T>(line: Line, question: Question<T>, over: number | undefined): Promise<T> {
    // What is asked from here on without a pause goes over the channel that the client has now.
    if (over !== undefined && !(over === this.#count && line.isConnected)) throw new Reconnected();
    return line.during(() => answered(question(line.client, this.#count), this.patience));
  }

  #there(): void {
    this.#backOff.succeeded();
    this.#answered = true;
    this.#outages.succeeded(this.#outage);
  }

  /** Many calls fail with one connection, and the next makes a new one: only a server that fails again is away. */
  #failed(error: unknown, line: Line): unknown {
    if (error instanceof Silence) this.#giveUp(line);
    const failure = failureOf(error, this.name);
    const now = performance.now();
    if (!isAbsence(error) || now < this.#asksAgainAt) return failure;
    if (!this.#answered) {
      this.#asksAgainAt = now + this.#backOff.failed();
      this.#outages.failed(this.#outage, failure);
    }
    this.#answered = false;
    return failure;
  }

  /** What others wait for on it may still come. */
  #giveUp(line: Line): void {
    if (line !== this.#line) return;
    this.#line = this.#newLine();
    line.giveUp();
  }

  #newLine(): Line {
    return new Line(clientOf(this.#url.client, () => (this.#count += 1)));
  }
}

/** There is another connection by now, or none: the question was not put. */
export class Reconnected extends Error {
  constructor() {
    super('There is another connection to the event store by now');
    this.name = 'Reconnected';
  }
}

type Begun = Readonly<{ line: Line; chunks: ReturnType<Inflow['chunks']>; result: IteratorResult<Chunk, void> }>;

/** The line is held until the answer has ended. */
async function begun(line: Line, chunks: ReturnType<Inflow['chunks']>): Promise<Begun> {
  line.begun();
  try {
    return { line, chunks, result: await chunks.next() };
  } catch (error) {
    line.ended();
    throw error;
  }
}

async function answered<T>(answer: Promise<T>, patience: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silence(patience)), patience);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
