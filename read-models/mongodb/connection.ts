import { setTimeout } from 'node:timers/promises';
import { type Db, MongoClient, type MongoClientOptions, MongoNetworkTimeoutError, MongoServerError } from 'mongodb';
import { ReadModelsUnavailable } from '../read-model-store.js';
import { isPassing } from './passing.js';
import { assertPromises } from './promises.js';

/** Milliseconds that the server may take for one query or write before it gives up by itself. */
export const QUERY_MS = 5_000;

/** Milliseconds after which an answer is no longer waited for, whatever has become of it. */
const ANSWER_MS = 10_000;

/**
 * Milliseconds without a single answer after which the client is given up for a new one: far longer than it takes to find a
 * server that is back. Its monitor of the server (7.9) can wait for ever for an answer on a connection that broke, and then
 * nothing is asked through this client any more.
 */
const GIVEN_UP_MS = 15_000;

/** The same for the hundred small requests by which a client is let in: it is asked in vain no longer than that. */
const ENTRY_MS = 30_000;

/** The same for what grows with the number of rows: far longer than indexes over some million rows take to make. */
const LONG_ANSWER_MS = 30 * 60_000;

/**
 * A write is acknowledged by a majority of a replica set, and by the journal of a server alone: the projector goes on from
 * what it believes is kept. Reads see the primary, hence what was acknowledged. The driver repeats no write by itself,
 * which not every server supports: ours are guarded, and the projector repeats them.
 */
export const OPTIONS: MongoClientOptions = {
  appName: 'thidua-ledger',
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: QUERY_MS },
  readPreference: 'primary',
  retryWrites: false,
  maxPoolSize: 20,
  waitQueueTimeoutMS: 3_000,
  connectTimeoutMS: 3_000,
  serverSelectionTimeoutMS: 3_000,
  heartbeatFrequencyMS: 2_000,
  socketTimeoutMS: ANSWER_MS,
};

/** After how long without an answer the client is exchanged, and who hears that the server is away, which it then may be. */
export type ConnectionOptions = Readonly<{ givenUpMs?: number; away?: (reason: Error) => void }>;

/** A database on a server of MongoDB's protocol, with every wait bounded. */
export class MongodbConnection {
  /** Of no use before the server has let one in: a client whose first connection fails (7.9) stays closed for ever. */
  private client: MongoClient;
  /** Whether the server has let us in, and keeps what is needed of it. */
  private entered = false;
  private entering: Promise<void> | undefined;
  /** By the clock of the process: since when nothing was answered. */
  private silentSince: number | undefined;
  private exchanging = false;
  private closed = false;
  /** What is being asked, each for {@link ANSWER_MS} at most. */
  private readonly asked = new Set<Promise<unknown>>();
  /** Clients beside: a new one until it is answered, and what was left while something was asked through it. */
  private readonly beside = new Set<MongoClient>();

  private constructor(
    private readonly url: string,
    private readonly givenUpMs: number,
  ) {
    this.client = new MongoClient(url, OPTIONS);
  }

  /** To be asked for at each use: the client behind it may have been exchanged. */
  get database(): Db {
    return this.client.db();
  }

  /**
   * Where `away` hears that the server is, each question tries again whether it lets us in.
   * @throws Error when the URL names no database, or the server is absent or refuses: what to check, without the password.
   */
  static async open(
    url: string,
    { givenUpMs = GIVEN_UP_MS, away }: ConnectionOptions = {},
  ): Promise<MongodbConnection> {
    const place = withoutSecrets(url);
    if (!/^mongodb(\+srv)?:\/\/[^/]+\/[^/]+$/.test(place)) {
      throw new Error(`READ_MODELS names no database: write mongodb://<host>/<database> instead of ${place}`);
    }
    try {
      const connection = new MongodbConnection(url, givenUpMs);
      await connection.enter().catch((error: unknown) => connection.notLetIn(error, away));
      return connection;
    } catch (error) {
      throw shutOut(place, error);
    }
  }

  /** @throws the error itself where the server may not be away, or refuses. */
  private async notLetIn(error: unknown, away: ConnectionOptions['away']): Promise<void> {
    if (away && error instanceof ReadModelsUnavailable) return away(shutOut(withoutSecrets(this.url), error));
    await this.close();
    throw error;
  }

  private async enter(): Promise<void> {
    await this.renew(assertUsable, ENTRY_MS);
    this.entered = true;
  }

  /** One try for all who ask meanwhile. @throws ReadModelsUnavailable also of a server that refuses: the start is over. */
  private async whenEntered(): Promise<void> {
    if (this.entered) return;
    this.entering ??= this.enter().finally(() => (this.entering = undefined));
    try {
      await inTime(this.entering, ANSWER_MS);
    } catch (error) {
      throw new ReadModelsUnavailable(shutOut(withoutSecrets(this.url), error));
    }
  }

  /** @throws ReadModelsUnavailable instead of what the driver says when the server cannot be asked, or not in time. */
  async reach<T>(action: () => Promise<T>): Promise<T> {
    await this.whenEntered();
    const asked = inTime(action(), ANSWER_MS);
    this.asked.add(asked);
    try {
      const answer = await asked;
      this.silentSince = undefined;
      return answer;
    } catch (error) {
      if (error instanceof ReadModelsUnavailable) this.exchangeWhenSilent();
      throw error;
    } finally {
      this.asked.delete(asked);
    }
  }

  private exchangeWhenSilent(): void {
    const now = performance.now();
    this.silentSince ??= now;
    if (this.exchanging || now - this.silentSince < this.givenUpMs) return;
    this.exchanging = true;
    const ping = (database: Db): Promise<unknown> => database.command({ ping: 1 });
    // Where the server is away, the next failure tries again.
    void this.renew(ping, ANSWER_MS)
      .catch(() => undefined)
      .finally(() => (this.exchanging = false));
  }

  /** Leaves the client for a new one as soon as that is answered. @throws what the driver says of the new one, in time. */
  private async renew(ask: (database: Db) => Promise<unknown>, milliseconds: number): Promise<void> {
    if (this.closed) throw new ReadModelsUnavailable(new Error('The read models are closed'));
    const fresh = new MongoClient(this.url, OPTIONS);
    this.beside.add(fresh);
    try {
      await inTime(ask(fresh.db()), milliseconds);
    } catch (error) {
      void this.letGo(fresh);
      throw error;
    }
    if (this.closed) return this.letGo(fresh);
    const left = this.client;
    this.client = fresh;
    this.silentSince = undefined;
    this.beside.delete(fresh);
    this.beside.add(left);
    void this.letGo(left);
  }

  /** What is still asked through it may end by itself first. */
  private async letGo(left: MongoClient): Promise<void> {
    await Promise.allSettled(this.asked);
    await closeQuietly(left);
    this.beside.delete(left);
  }

  /**
   * As {@link reach}, for what grows with the number of rows: on a connection of its own that waits far longer while the
   * server gives signs of life. A server that falls silent or away is noticed within seconds, as the driver looks for it.
   */
  async patiently<T>(action: (database: Db) => Promise<T>): Promise<T> {
    await this.whenEntered();
    const client = new MongoClient(this.url, { ...OPTIONS, maxPoolSize: 1, socketTimeoutMS: LONG_ANSWER_MS });
    try {
      return await inTime(action(client.db()), LONG_ANSWER_MS);
    } finally {
      await client.close();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.client.close(), ...[...this.beside].map(closeQuietly)]);
  }
}

async function closeQuietly(client: MongoClient): Promise<void> {
  await client.close().catch(() => undefined);
}

/** Asks for something that needs the rights on this very database, which a ping does not, and tries what the server promises. */
async function assertUsable(database: Db): Promise<void> {
  await database.listCollections({}, { nameOnly: true }).toArray();
  await assertPromises(database);
}

/** @throws ReadModelsUnavailable when the answer says that the server is away or busy, or does not come in time. */
async function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  const over = new AbortController();
  try {
    return await Promise.race([answer, lateness(milliseconds, over.signal)]);
  } catch (error) {
    throw isPassing(error) ? new ReadModelsUnavailable(error) : error;
  } finally {
    over.abort();
  }
}

/**
 * The driver (7.9) waits for ever for the answer to a request when the connection closes in the moment after it was sent:
 * so there is an end to the waiting here.
 */
async function lateness(milliseconds: number, signal: AbortSignal): Promise<never> {
  await setTimeout(milliseconds, undefined, { signal, ref: false });
  throw new MongoNetworkTimeoutError(`No answer within ${milliseconds} ms`);
}

function shutOut(place: string, error: unknown): Error {
  return new Error(`READ_MODELS: ${place} does not let us in. ${advice(error)}`, { cause: error });
}

/** What to check, by what the driver said itself. */
function advice(error: unknown): string {
  if (error instanceof ReadModelsUnavailable) return advice(error.cause);
  const said = withoutSecrets(error instanceof Error ? error.message : String(error));
  if (error instanceof MongoServerError) {
    return `It answers "${said}": check the user, the password, authSource and the user's rights on this database`;
  }
  return `"${said}": check that the server runs there, its port, the network between, replicaSet and tls in the URL`;
}

/** Messages end up in logs; a password may hold any sign, and so may the options behind the question mark. */
export function withoutSecrets(text: string): string {
  return text.replace(/\/\/\S*@/g, '//').replace(/(:\/\/[^\s?]*)\?\S*/g, '$1');
}
