import { setTimeout } from 'node:timers/promises';
import {
  type Db,
  MongoAPIError,
  MongoBulkWriteError,
  MongoClient,
  type MongoClientOptions,
  MongoError,
  MongoNetworkTimeoutError,
  MongoServerClosedError,
  MongoServerError,
} from 'mongodb';
import { ReadModelsUnavailable } from '../read-model-store.js';
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

/** Says that the server is busy, away or giving way to another, not that the request is wrong. */
const PASSING = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernFailed
  89, // NetworkTimeout
  91, // ShutdownInProgress
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

/** What Node says of a connection that broke or cannot be made. The driver lets some of it through as it came. */
const CONNECTION_LOST = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENOTCONN',
  'ENOTFOUND',
  'EPIPE',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_WRITE_AFTER_END',
  'ETIMEDOUT',
]);

/** A database on a server of MongoDB's protocol, with every wait bounded. */
export class MongodbConnection {
  /** By the clock of the process: since when nothing was answered. */
  private silentSince: number | undefined;
  private exchanging = false;
  private closed = false;
  /** What is being asked, each for {@link ANSWER_MS} at most, and the clients that were left while it was. */
  private readonly asked = new Set<Promise<unknown>>();
  private readonly left = new Set<MongoClient>();

  private constructor(
    private client: MongoClient,
    private readonly url: string,
    private readonly givenUpMs: number,
  ) {}

  /** To be asked for at each use: the client behind it may have been exchanged. */
  get database(): Db {
    return this.client.db();
  }

  /** @throws Error when the URL names no database, or the server is absent or refuses: what to check, without the password. */
  static async open(url: string, givenUpMs = GIVEN_UP_MS): Promise<MongodbConnection> {
    const place = withoutSecrets(url);
    if (!/^mongodb(\+srv)?:\/\/[^/]+\/[^/]+$/.test(place)) {
      throw new Error(`READ_MODELS names no database: write mongodb://<host>/<database> instead of ${place}`);
    }
    try {
      return await connected(new MongoClient(url, OPTIONS), (client) => new MongodbConnection(client, url, givenUpMs));
    } catch (error) {
      throw new Error(`READ_MODELS: ${place} does not let us in. ${advice(error)}`, { cause: error });
    }
  }

  /** @throws ReadModelsUnavailable instead of what the driver says when the server cannot be asked, or not in time. */
  async reach<T>(action: () => Promise<T>): Promise<T> {
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
    void this.exchange().finally(() => (this.exchanging = false));
  }

  /** Leaves the client for one that was answered: a client whose first connection fails (7.9) stays closed for ever. */
  private async exchange(): Promise<void> {
    const fresh = new MongoClient(this.url, OPTIONS);
    try {
      await inTime(fresh.db().command({ ping: 1 }), ANSWER_MS);
    } catch {
      // The server is away: the next failure tries again.
      return closeQuietly(fresh);
    }
    if (this.closed) return closeQuietly(fresh);
    const given = this.client;
    this.client = fresh;
    this.silentSince = undefined;
    this.left.add(given);
    void this.letGo(given);
  }

  /** What is still asked through it may end by itself first. */
  private async letGo(given: MongoClient): Promise<void> {
    await Promise.allSettled(this.asked);
    await closeQuietly(given);
    this.left.delete(given);
  }

  /**
   * As {@link reach}, for what grows with the number of rows: on a connection of its own that waits far longer while the
   * server gives signs of life. A server that falls silent or away is noticed within seconds, as the driver looks for it.
   */
  async patiently<T>(action: (database: Db) => Promise<T>): Promise<T> {
    const client = new MongoClient(this.url, { ...OPTIONS, maxPoolSize: 1, socketTimeoutMS: LONG_ANSWER_MS });
    try {
      return await inTime(action(client.db()), LONG_ANSWER_MS);
    } finally {
      await client.close();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.client.close(), ...[...this.left].map(closeQuietly)]);
  }
}

async function closeQuietly(client: MongoClient): Promise<void> {
  await client.close().catch(() => undefined);
}

/** Asks for something that needs the rights on this very database, which a ping does not, and tries what the server promises. */
async function connected(
  client: MongoClient,
  make: (client: MongoClient) => MongodbConnection,
): Promise<MongodbConnection> {
  try {
    await client.db().listCollections({}, { nameOnly: true }).toArray();
    await assertPromises(client.db());
    return make(client);
  } catch (error) {
    await client.close();
    throw error;
  }
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

/** Known by code and cause, since not every failure comes in a class of the driver. */
export function isPassing(error: unknown): boolean {
  // A bulk write wraps what kept it from being sent or answered.
  if (error instanceof MongoBulkWriteError && error.errorResponse instanceof Error)
    return isPassing(error.errorResponse);
  if (error instanceof MongoServerError) return PASSING.has(Number(error.code));
  // A closed client or a wrong argument is a mistake of ours and stays one.
  if (error instanceof MongoAPIError) return error instanceof MongoServerClosedError;
  if (error instanceof MongoError) return true;
  return error instanceof Error && (isConnectionLost(error) || isPassing(error.cause));
}

function isConnectionLost({ code }: NodeJS.ErrnoException): boolean {
  return code !== undefined && CONNECTION_LOST.has(code);
}

function advice(error: unknown): string {
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
