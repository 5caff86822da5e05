import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Config, readConfig } from '../../src/config.js';
import { SigningKey, type TokenClaims } from '../../src/identity/signing-key.js';
import { createService, type ServiceOptions } from '../../src/main.js';
import { serviceLog } from '../../src/operations/service-log.js';
import { DocumentedAnswers } from './documented-answers.js';
import { meetServer } from './eventstoredb/server-met.js';
import { TestDatabases } from './mongodb/test-databases.js';

export type Answer<Body = unknown> = Readonly<{ status: number; headers: Headers; body: Body }>;

export type Call = Readonly<{
  token?: string | undefined;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

/** Each such answer comes after two seconds of waiting. */
const MOST_ASKED = 60;

/**
 * A whole service on a free port with stores of its own, and a client for it. Each of its answers is compared with the
 * OpenAPI document; `stop` fails when one is not told there. `TEST_EVENT_STORE=esdb` puts its log on
 * EventStoreDB: the server at `EVENTSTOREDB_URL`, or a test server. `TEST_READ_MODELS=mongodb` puts its read models on
 * the server at `MONGODB_URL`.
 */
export class TestService {
  private constructor(
    readonly config: Config,
    readonly url: string,
    private readonly key: SigningKey,
    private readonly ends: () => Promise<void>,
  ) {}

  /** `waits`: between two tries to reach a store, where a test is not to wait for the usual ones. */
  static async start(
    environment: Readonly<Record<string, string>> = {},
    log?: Logger,
    { waits }: Pick<ServiceOptions, 'waits'> = {},
  ): Promise<TestService> {
    const directory = await mkdtemp(join(tmpdir(), 'thidua-'));
    const server = process.env['TEST_EVENT_STORE'] === 'esdb' ? await meetServer() : undefined;
    const databases = process.env['TEST_READ_MODELS'] === 'mongodb' ? new TestDatabases() : undefined;
    const stores = {
      ...(server && { EVENT_STORE: server.newLedger() }),
      ...(databases && { READ_MODELS: databases.url() }),
    };
    const config = readConfig({ ...settings(directory), ...stores, ...environment });
    const path = join(directory, 'signing-key.json');
    const service = await createService(config, { log: log ?? serviceLog(config.logLevel), waits });
    const answers = await DocumentedAnswers.of(service);
    return new TestService(config, service.url, await SigningKey.at(path), async () => {
      await service.close();
      await server?.stop();
      await databases?.drop();
      await rm(directory, { recursive: true });
      answers.assertNone();
    });
  }

  /** A token with these claims, valid for an hour by default. */
  token(claims: TokenClaims, ttlSeconds = 3600): Promise<string> {
    const { tokenIssuer: issuer, tokenAudience: audience } = this.config;
    return this.key.mint(claims, { issuer, audience, ttlSeconds });
  }

  /** Asks again while it is answered that what it is to show cannot be read yet, as on a busy machine. */
  async get<Body = unknown>(path: string, call: Call = {}): Promise<Answer<Body>> {
    for (let asked = 1; ; asked += 1) {
      const answer = await this.#call<Body>('GET', path, call);
      const { code } = answer.body as Readonly<{ code?: string }>;
      if (answer.status !== 503 || code !== 'NOT_READABLE_YET' || asked === MOST_ASKED) return answer;
    }
  }

  /** Sends a command; the idempotency key is new unless the call's headers name one. */
  post<Body = unknown>(path: string, call: Call = {}): Promise<Answer<Body>> {
    const key = { 'idempotency-key': crypto.randomUUID() };
    return this.#call('POST', path, { ...call, headers: { ...key, ...call.headers } });
  }

  /** `fetch` with a path of the service, for requests that no well-behaved client sends. */
  raw(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, init);
  }

  stop(): Promise<void> {
    return this.ends();
  }

  async #call<Body>(method: string, path: string, { token, body, headers }: Call): Promise<Answer<Body>> {
    const response = await this.raw(path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as Body };
  }
}

function settings(directory: string): Record<string, string> {
  return {
    EVENT_STORE: `sqlite:${join(directory, 'ledger.db')}`,
    READ_MODELS: `sqlite:${join(directory, 'read-models.db')}`,
    KEY_FILE: join(directory, 'signing-key.json'),
    PORT: '0',
    LOG_LEVEL: 'silent',
    REQUESTS_PER_MINUTE: '0',
  };
}
