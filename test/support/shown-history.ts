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
import { SigningKey } from '../../src/identity/signing-key.js';
import { ownKeys, TokenVerifier } from '../../src/identity/token-verifier.js';
import type { Event, Role } from '../../src/kernel/event.js';
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
  private constructor(
    private readonly url: string,
    private readonly key: SigningKey,
    readonly stop: () => Promise<void>,
  ) {}

  static async of(...facts: readonly Told<Event>[]): Promise<ShownHistory> {
    const folder = temporaryFolder();
    const key = await SigningKey.at(folder.path('key.json'));
    const events = new InMemoryEventStore();
    for (const { stream, revision, ...event } of recorded(facts)) {
      await events.append(stream, revision === 0 ? 'absent' : revision - 1, [event]);
    }
    const store = new SqliteReadModelStore(folder.path('read-models.db'));
    const failures: string[] = [];
    const report = (problem: string): void => void failures.push(problem);
    const projector = new Projector({ projections: PROJECTIONS, events, store, report });
    projector.start();
    if (!(await projector.caughtUpTo(await events.head(), { timeoutMs: 20_000 }))) {
      throw new Error(`The history cannot be folded: ${failures.join('; ')}`);
    }
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
    return new ShownHistory(await app.getUrl(), key, async () => {
      await app.close();
      await projector.stop();
      await store.close();
      folder.remove();
    });
  }

  async get<Body = unknown>(role: Role, path: string, headers: Record<string, string> = {}): Promise<Shown<Body>> {
    const token = await this.key.mint(
      { subject: role, name: role, role, ...AT_HOME[role] },
      { ...TERMS, ttlSeconds: 600 },
    );
    const response = await fetch(`${this.url}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
    };
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
