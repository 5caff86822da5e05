import { expect } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { DecisionTestimony } from '../../src/deciding/testimony.js';
import { SigningKey, type TokenClaims } from '../../src/identity/signing-key.js';
import { BEGINNING, type Recorded, ROLES, type Role } from '../../src/kernel/event.js';
import { dayInHanoi, instantOf } from '../../src/kernel/instant.js';
import { onDay, type PartialDate } from '../../src/kernel/partial-date.js';
import { EventStore } from '../../src/log/event-store.js';
import { createService, type Service } from '../../src/main.js';
import { serviceLog } from '../../src/operations/service-log.js';
import type { Criterion, Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { decidedAgain } from '../support/decided-again.js';
import { DocumentedAnswers } from '../support/documented-answers.js';
import { rulebook } from '../support/mothers/seven-provinces.js';
import { exampleOf, type OpenApi, type Operation, operationsOf } from './document.js';
import { KNOWN, MAKES, type Step, storyOf } from './story.js';

/** A request as its bytes are sent; `body` is JSON text, or something invalid in its place. */
export type Outgoing = Readonly<{
  method: 'GET' | 'POST';
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array<ArrayBuffer>;
}>;

export type Answered = Readonly<{
  status: number;
  type: string;
  location: string | null;
  body: Readonly<Record<string, unknown>>;
}>;

/** The answer to one command of the story. */
export type StoryAnswer = Readonly<{ id: string; eventId: string; location: string }>;

type Around = (service: SeededService, outgoing: Outgoing) => Promise<(answered: Answered) => Promise<void>>;

/** On which engine the story is told, and who looks on. */
type Telling = Readonly<{
  store: 'memory:' | 'sqlite:';
  around: Around;
  /** Another story than the usual one. */
  steps: readonly Step[];
}> &
  Usual;

/** Where a step says none: the ids that it uses, and when it happened. */
type Usual = Readonly<{ known: typeof KNOWN; occurredOn: PartialDate }>;

const MOST_AGAIN = 1000;
const PASSING: ReadonlySet<string> = new Set(['OVERLOADED', 'NOT_READABLE_YET']);
const TERMS = { issuer: 'thidua-ledger', audience: 'thidua-ledger', ttlSeconds: 3600 };
const TODAY = onDay(dayInHanoi(instantOf(Date.now())));
const SOURCE = { source: { title: 'Hội nghị tổng kết năm 2024' } };

/**
 * The service on a ledger that has accepted every command once, with valid requests to it. Each of its answers is compared
 * with the OpenAPI document; `stop` fails when one is not told there.
 */
export class SeededService {
  private repetitions = 0;
  /** The commands that the ledger has accepted, in order. */
  readonly story: StoryAnswer[] = [];
  private position = '';
  private usual: Usual = { known: KNOWN, occurredOn: TODAY };

  private constructor(
    private readonly service: Service,
    private readonly document: OpenApi,
    private readonly bearers: Readonly<{ key: SigningKey; tokens: Readonly<Record<Role, string>> }>,
    private readonly ends: () => Promise<void>,
  ) {}

  /** `around` is called before each command of the story is sent, and what it returns when that was answered. */
  static async start(telling: Partial<Telling> = {}): Promise<SeededService> {
    const { store = 'memory:', around, steps, known = {}, occurredOn = TODAY } = telling;
    const directory = await mkdtemp(join(tmpdir(), 'thidua-fuzz-'));
    const keyFile = join(directory, 'signing-key.json');
    const eventStore = store === 'sqlite:' ? `sqlite:${join(directory, 'ledger.db')}` : store;
    const settings = { EVENT_STORE: eventStore, KEY_FILE: keyFile, PORT: '0', REQUESTS_PER_MINUTE: '0' };
    const config = readConfig({ ...settings, READ_MODELS: `sqlite:${join(directory, 'read-models.db')}` });
    const service = await createService(config, { log: serviceLog('silent') });
    const document = await documentOf(service.url);
    const answers = new DocumentedAnswers(document);
    answers.watch(service.app.getHttpServer());
    const key = await SigningKey.at(keyFile);
    const bearers = { key, tokens: await tokensOf(key) };
    const seeded = new SeededService(service, document, bearers, async () => {
      await service.close();
      await rm(directory, { recursive: true });
      answers.assertNone();
    });
    seeded.usual = { occurredOn, known: { ...KNOWN, ...known } };
    try {
      await seeded.tellStory(steps ?? storyOf(withStory(rulebook)), around);
      return seeded;
    } catch (error) {
      await seeded.stop();
      throw error;
    }
  }

  get operations(): readonly Operation[] {
    return operationsOf(this.document);
  }

  token(role: Role): string {
    return this.bearers.tokens[role];
  }

  /** A token with these claims, odd ones too. */
  tokenWith(claims: Readonly<Record<string, unknown>>): Promise<string> {
    return this.bearers.key.mint({ subject: 'odd', name: 'Odd', ...claims } as TokenClaims, TERMS);
  }

  head(): Promise<string> {
    return this.service.progress.head(BEGINNING);
  }

  /** Everything that the ledger holds, in order. */
  async recorded(): Promise<readonly Recorded[]> {
    const events: Recorded[] = [];
    for await (const batch of this.service.app.get(EventStore).readAll(BEGINNING)) events.push(...batch);
    return events;
  }

  /**
   * A valid request from the examples of the operation and the ids of the ledger; a command is a claim of the council.
   */
  inOrder({ id, method, path, body, parameters }: Operation, step: Partial<Step> = {}): Outgoing {
    const authorization = `Bearer ${this.token(method === 'GET' ? 'inspector' : 'council')}`;
    const ids: Record<string, string | number> = {
      code: 'ALREADY_SIGNED',
      ...this.usual.known,
      ...this.lastEvent(),
      ...step.path,
    };
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => String(ids[name]));
    const shows = parameters.some(({ name }) => name === 'atLeast');
    const query = shows ? `?atLeast=${this.position}` : '';
    if (method === 'GET') return { method, path: `${address}${query}`, headers: { authorization } };
    this.repetitions += 1;
    const made = MAKES[id];
    const fresh = made === undefined || step.body !== undefined ? {} : { [made]: `moi-${this.repetitions}` };
    const said =
      body === undefined ? {} : (exampleOf(body, this.document, { ...this.usual.known, content: rulebook }) as object);
    const headers = {
      authorization,
      'content-type': 'application/json',
      'idempotency-key': `fuzz-${this.repetitions}`,
    };
    return {
      method,
      path: address,
      headers,
      body: JSON.stringify({ claim: SOURCE, occurredOn: this.usual.occurredOn, ...said, ...fresh, ...step.body }),
    };
  }

  /** The request as the document gives it, with the examples of its path, headers and body, under a token of that role. */
  example({ method, path, parameters, example }: Operation, role: Role): Outgoing {
    const given = (place: string): readonly (readonly [string, string])[] =>
      parameters
        .filter((parameter) => parameter.in === place && (place === 'path' || parameter.name === 'Idempotency-Key'))
        .map(({ name, example: own, schema }) => [name, String(own ?? schema.example)] as const);
    const ids = Object.fromEntries(given('path'));
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
    const headers = { authorization: `Bearer ${this.token(role)}`, ...Object.fromEntries(given('header')) };
    if (method === 'GET') return { method, path: address, headers };
    const json = { ...headers, 'content-type': 'application/json' };
    return { method, path: address, headers: json, body: JSON.stringify(example) };
  }

  /** The same request as a claim from a source about the year of the record, under a key of its own. */
  claimed({ headers, body = '{}', ...request }: Outgoing): Outgoing {
    this.repetitions += 1;
    const said = { ...(JSON.parse(String(body)) as object), claim: SOURCE, occurredOn: { date: '2025-03-20' } };
    const key = { 'Idempotency-Key': `claimed-${this.repetitions}` };
    return { ...request, headers: { ...headers, ...key }, body: JSON.stringify(said) };
  }

  /** Sends the request, again while the service is under pressure, or behind with its read models (503). */
  async send(outgoing: Outgoing): Promise<Answered> {
    for (let again = 0; ; again += 1) {
      const answered = await this.sendOnce(outgoing);
      const passing = answered.status === 503 && PASSING.has(String(answered.body['code']));
      if (!passing || again === MOST_AGAIN) return answered;
    }
  }

  private async sendOnce({ method, path, headers, body }: Outgoing): Promise<Answered> {
    const response = await fetch(`${this.service.url}${path}`, {
      method,
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const location = response.headers.get('location');
    const answer = type.includes('json') ? (JSON.parse(text) as Answered['body']) : {};
    return { status: response.status, type, location, body: answer };
  }

  /** The id and the place of an event that the ledger holds. */
  private lastEvent(): Readonly<Record<string, string>> {
    const { eventId = '', location = '' } = this.story.at(-1) ?? {};
    const [, stream = '', revision = ''] = /streams\/(.+)\/events\/(\d+)$/.exec(location) ?? [];
    return { eventId, stream, revision };
  }

  /** Ends it, unless the ledger says of itself what is not so, or a decision comes out otherwise when it is made again. */
  async stop(): Promise<void> {
    const testimony = new DecisionTestimony();
    const problems = (await this.recorded()).flatMap((event) => testimony.problemWith(event) ?? []);
    const otherwise = await decidedAgain(this.service.app.get(EventStore));
    await this.ends();
    expect([problems, otherwise]).toEqual([[], []]);
  }

  private async tell(outgoing: Outgoing, around: Around | undefined): Promise<Answered> {
    const after = await around?.(this, outgoing);
    const answered = await this.send(outgoing);
    await after?.(answered);
    return answered;
  }

  private async tellStory(steps: readonly Step[], around?: Around): Promise<void> {
    const operations = new Map(this.operations.map((operation) => [operation.id, operation]));
    const unheard: object[] = [];
    for (const step of steps) {
      const operation = operations.get(step.id);
      if (operation === undefined) throw new Error(`The document has no operation ${step.id}`);
      const { status, location, body } = await this.tell(this.inOrder(operation, { body: {}, ...step }), around);
      if (status !== 201) {
        unheard.push({ step: step.id, status, code: body['code'], detail: body['detail'], errors: body['errors'] });
        continue;
      }
      const [event] = body['events'] as readonly Readonly<{ id: string }>[];
      this.story.push({ id: step.id, eventId: event?.id ?? '', location: location ?? '' });
      this.position = String(body['position']);
    }
    expect(unheard).toEqual([]);
  }
}

/**
 * The story records a deduction and a bonus, and names the members of a group, which the rulebook of the seven provinces has no lines and no
 * group for.
 */
function withStory(of: Rulebook): Rulebook {
  const mark = (id: string, max: string, kind: 'DEDUCTION' | 'BONUS'): Criterion => ({
    ...{ id, max, kind, title: { vi: id }, notApplicable: 'FORBIDDEN' },
  });
  const criteria = [...of.scoring.criteria, mark('diem-tru', '20', 'DEDUCTION'), mark('diem-thuong', '20', 'BONUS')];
  return { ...of, scoring: { ...of.scoring, criteria, groups: [{ id: 'nhom-1' }] } };
}

async function tokensOf(key: SigningKey): Promise<Readonly<Record<Role, string>>> {
  const minted = ROLES.map(async (role) => {
    const own = {
      ...(role === 'representative' || role === 'appraiser' ? { unit: 'dien-bien' } : {}),
      ...(role === 'secretary' || role === 'appraiser' ? { bloc: 'cum-7-tinh' } : {}),
    };
    return [role, await key.mint({ subject: role, name: role, role, ...own }, TERMS)] as const;
  });
  return Object.fromEntries(await Promise.all(minted)) as Record<Role, string>;
}

/** Repeats the request while the service is still busy with its start. */
async function documentOf(url: string): Promise<OpenApi> {
  for (let again = 0; ; again += 1) {
    const response = await fetch(`${url}/docs/json`);
    if (response.ok || again === MOST_AGAIN) return (await response.json()) as OpenApi;
    await response.arrayBuffer();
  }
}
