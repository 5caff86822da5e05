import { type EventStoreDBClient, NotLeaderError } from '@eventstore/db-client';
import { StoreRefuses, StoreUnavailable } from '../event-store.js';
import { BackOff, type Waits } from '../back-off.js';
import { clientOf } from './client.js';
import type { EventStoreDbUrl } from './connection-url.js';
import { failureOf } from './failures.js';
import { Silence, type Chunk, type Inflow, type InflowOptions } from './inflow.js';

/** Given with every call, since a call with credentials is one of its own; without TLS the client sends none. */
type Credentials = Readonly<{ username: string; password: string }>;

export type ConnectionSettings = Readonly<{
  /** How long one answer may take, in milliseconds. */
  patience: number;
  /** How long no question is put to a server that has not answered. */
  waits: Waits;
  /** Hears of each outage. */
  report: (problem: string) => void;
}>;

/**
 * The client with bounded waits. After a server has not answered twice in a row, questions fail at once for a while that
 * grows and is bounded; then one more is put to it.
 *
 * Credentials go with every call: so each append is a call of its own. The client's shared append stream (BatchAppend)
 * settles the appends of all clients of a process when one connection breaks, leaves them unsettled when the server
 * ends it in peace, and can end the process when it breaks under load (`batchAppend.js`, `backpressuredWrite.js` of 6.2.1).
 */
export class Connection {
  readonly credentials: Credentials;
  readonly patience: number;
  readonly #client: EventStoreDBClient;
  readonly #where: string;
  readonly #backOff: BackOff;
  readonly #report: (problem: string) => void;
  #asksAgainAt = 0;
  #answered = true;
  /** When the outage began that has been told. */
  #awaySince: number | undefined;

  constructor(url: EventStoreDbUrl, { patience, waits, report }: ConnectionSettings) {
    this.credentials = url.credentials ?? { username: '', password: '' };
    this.patience = patience;
    this.#where = url.shown;
    this.#client = clientOf(url.client);
    this.#backOff = new BackOff(waits);
    this.#report = report;
  }

  /** @throws StoreUnavailable when there is no answer in time; the rest as the client throws it. */
  ask<T>(question: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    return this.#guarded(() => answered(question(this.#client), this.patience));
  }

  /** As {@link ask}, for an answer that comes bit by bit. Nothing is asked again once something came. */
  async *stream(
    open: (client: EventStoreDBClient) => Inflow,
    options: InflowOptions,
  ): AsyncGenerator<Chunk, void, undefined> {
    const first = await this.#guarded(async () => {
      const chunks = open(this.#client).chunks(options);
      return { chunks, result: await chunks.next() };
    });
    const { chunks } = first;
    try {
      for (let { result } = first; result.done !== true; result = await chunks.next()) yield result.value;
    } catch (error) {
      throw this.#failed(error);
    } finally {
      await chunks.return();
    }
  }

  /** What the messages of errors call the server. */
  get name(): string {
    return `EventStoreDB at ${this.#where}`;
  }

  /** What the server says of its version. @throws as {@link ask} does */
  async version(): Promise<string> {
    return this.ask(async (client) => (await client['capabilities']).serverVersion);
  }

  close(): Promise<void> {
    return this.#client.dispose();
  }

  /** A node that is not the leader names it, and the client turns to that one: the question is put to it once more. */
  async #guarded<T>(question: () => Promise<T>): Promise<T> {
    if (performance.now() < this.#asksAgainAt) throw new StoreUnavailable(this.name);
    try {
      const answer = await question().catch((error: unknown) => {
        if (error instanceof NotLeaderError) return question();
        throw error;
      });
      this.#there();
      return answer;
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #there(): void {
    this.#backOff.succeeded();
    this.#answered = true;
    if (this.#awaySince === undefined) return;
    const seconds = Math.round((performance.now() - this.#awaySince) / 1000);
    this.#awaySince = undefined;
    this.#report(`${this.name} answers again, after ${seconds} seconds`);
  }

  /** An outage is told once when it begins, and once when it is over. */
  #away(now: number, failure: StoreUnavailable): void {
    this.#asksAgainAt = now + this.#backOff.failed();
    if (this.#awaySince === undefined) {
      const reason = failure.cause instanceof Error ? `: ${failure.cause.message}` : '';
      this.#report(`${failure.message}${reason}`);
    }
    this.#awaySince ??= now;
  }

  /** Many calls fail with one connection, and the next makes a new one: only a server that fails again is away. */
  #failed(error: unknown): unknown {
    const failure = failureOf(error, this.name);
    const now = performance.now();
    if (!(failure instanceof StoreUnavailable) || failure instanceof StoreRefuses) return failure;
    if (now < this.#asksAgainAt) return failure;
    if (!this.#answered) this.#away(now, failure);
    this.#answered = false;
    return failure;
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
