import 'reflect-metadata';
import type { DynamicModule } from '@nestjs/common';
import { pino } from 'pino';
import { PROJECTIONS } from '../../projections/all.js';
import { Projector } from '../../projections/projector/projector.js';
import { ReadModelStore } from '../../read-models/read-model-store.js';
import { ReadModelsModule } from '../../read-models/read-models.module.js';
import { ReplayPort } from '../../read-models/replay-port.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { readConfig } from '../../src/config.js';
import { httpApp } from '../../src/http/frame/http-app.js';
import { SigningKey, type TokenClaims } from '../../src/identity/signing-key.js';
import { ownKeys, TokenVerifier } from '../../src/identity/token-verifier.js';
import type { Event, Position, Role } from '../../src/kernel/event.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { ACTORS } from '../../src/slices.js';
import { recorded, type Told } from './history.js';
import { pastOf } from './replayed.js';
import { temporaryFolder } from './store-folder.js';

const TERMS = { issuer: 'thidua-ledger', audience: 'thidua-ledger' };

/** The representative is of a member of S2, the appraiser of some other bloc. */
const AT_HOME: Partial<Record<Role, Readonly<{ unit?: string; bloc?: string }>>> = {
  representative: { unit: 'lao-cai' },
  secretary: { bloc: 'cum-7-tinh' },
  appraiser: { bloc: 'khoi-khac', unit: 'lao-cai' },
};

export type Shown<Body = unknown> = Readonly<{ status: number; headers: Headers; body: Body }>;

/** A history behind the real HTTP frame, folded by every projection and shown by every page. */
export class ShownHistory {
  private readonly tokens = new Map<string, string>();

  private constructor(
    private readonly url: string,
    private readonly key: SigningKey,
    private readonly told: Telling,
    readonly stop: () => Promise<void>,
  ) {}

  static async of(...facts: readonly Told<Event>[]): Promise<ShownHistory> {
    const folder = temporaryFolder();
    const key = await SigningKey.at(folder.path('key.json'));
    const events = new InMemoryEventStore();
    const store = new SqliteReadModelStore(folder.path('read-models.db'));
    const failures: string[] = [];
    const report = (problem: string): void => void failures.push(problem);
    const projector = new Projector({ projections: PROJECTIONS, events, store, report });
    projector.start();
    const telling = new Telling(events, async (head) => {
      if (await projector.caughtUpTo(head, { timeoutMs: 60_000 })) return;
      throw new Error(`The history cannot be folded: ${failures.join('; ')}`);
    });
    await telling.of(facts);
    const app = await httpApp(moduleOn(store, pastOf(events)), {
      config: readConfig({ REQUESTS_PER_MINUTE: '0' }),
      log: pino({ level: 'silent' }),
      actors: ACTORS,
      verifier: new TokenVerifier(ownKeys(key.publicKey), TERMS),
      progress: {
        head: () => events.head(),
        caughtUp: (position, timeoutMs) => projector.caughtUpTo(position, { timeoutMs }),
      },
    });
    await app.listen(0, '127.0.0.1');
    return new ShownHistory(await app.getUrl(), key, telling, async () => {
      await app.close();
      await projector.stop();
      await store.close();
      folder.remove();
    });
  }

  /** Tells what happened after that, and answers the position of the last of it. */
  tell(...facts: readonly Told<Event>[]): Promise<Position> {
    return this.told.of(facts);
  }

  async get<Body = unknown>(role: Role, path: string, headers: Record<string, string> = {}): Promise<Shown<Body>> {
    const { text, ...answer } = await this.read({ sub: role, role, ...AT_HOME[role] }, path, headers);
    return { ...answer, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  }

  /** The answer to a token with these claims, odd ones too, or to none. */
  async read(
    claims: Readonly<Record<string, unknown>> | undefined,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Readonly<{ status: number; headers: Headers; text: string }>> {
    const response = await this.fetch(claims, path, headers);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** As {@link read}, for answers that are no text. */
  async fetch(
    claims: Readonly<Record<string, unknown>> | undefined,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const bearer = claims === undefined ? {} : { authorization: `Bearer ${await this.tokenFor(claims)}` };
    return fetch(`${this.url}${path}`, { headers: { ...bearer, ...headers } });
  }

  private async tokenFor(claims: Readonly<Record<string, unknown>>): Promise<string> {
    const name = JSON.stringify(claims);
    const { sub, ...rest } = claims;
    const bearer = { subject: sub, name: sub, ...rest } as TokenClaims;
    const token = this.tokens.get(name) ?? (await this.key.mint(bearer, { ...TERMS, ttlSeconds: 600 }));
    this.tokens.set(name, token);
    return token;
  }
}

/** Appends what is told to one log and waits until it can be read. */
class Telling {
  private all: readonly Told<Event>[] = [];

  constructor(
    private readonly events: InMemoryEventStore,
    private readonly readable: (head: Position) => Promise<void>,
  ) {}

  async of(facts: readonly Told<Event>[]): Promise<Position> {
    const before = this.all.length;
    this.all = [...this.all, ...facts];
    for (const { stream, revision, ...event } of recorded(this.all).slice(before)) {
      await this.events.append(stream, revision === 0 ? 'absent' : revision - 1, [event]);
    }
    const head = await this.events.head();
    await this.readable(head);
    return head;
  }
}

function moduleOn(store: ReadModelStore, replay: ReplayPort): DynamicModule {
  class ShownModule {}
  return {
    module: ShownModule,
    global: true,
    imports: [ReadModelsModule],
    providers: [
      { provide: ReadModelStore, useValue: store },
      { provide: ReplayPort, useValue: replay },
    ],
    exports: [ReadModelStore, ReplayPort],
  };
}
