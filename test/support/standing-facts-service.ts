import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { pino } from 'pino';
import { BlocController } from '../../src/blocs/bloc.controller.js';
import { BlocLeadershipController } from '../../src/blocs/bloc-leadership.controller.js';
import { readConfig } from '../../src/config.js';
import { DecideHandler } from '../../src/deciding/decide.handler.js';
import { Ledger } from '../../src/deciding/ledger.js';
import { CommandSender } from '../../src/http/frame/command-sender.js';
import { httpApp } from '../../src/http/frame/http-app.js';
import { SigningKey } from '../../src/identity/signing-key.js';
import { ownKeys, TokenVerifier } from '../../src/identity/token-verifier.js';
import type { Position, Recorded, Role } from '../../src/kernel/event.js';
import { ledgerOn } from '../../src/ledger-on.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { RulebookController } from '../../src/rulebooks/rulebook.controller.js';
import { ACTORS } from '../../src/slices.js';
import { UnitController } from '../../src/units/unit.controller.js';
import { streamOf } from './store-events.js';

const TERMS = { issuer: 'thidua-ledger', audience: 'thidua-ledger' };

export type Answer = Readonly<{ status: number; body: Record<string, unknown> }>;

/** Units, blocs and rulebooks behind the real HTTP frame, on a log in memory. */
export class StandingFactsService {
  private constructor(
    readonly store: InMemoryEventStore,
    readonly url: string,
    private readonly key: SigningKey,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<StandingFactsService> {
    const directory = await mkdtemp(join(tmpdir(), 'thidua-standing-'));
    const key = await SigningKey.at(join(directory, 'key.json'));
    await rm(directory, { recursive: true });
    const store = new InMemoryEventStore();
    const app = await httpApp(moduleOn(ledgerOn(store)), {
      config: readConfig({ REQUESTS_PER_MINUTE: '0' }),
      log: pino({ level: 'silent' }),
      actors: ACTORS,
      verifier: new TokenVerifier(ownKeys(key.publicKey), TERMS),
      progress: { head: async () => '' as Position, caughtUp: async () => true },
    });
    await app.listen(0, '127.0.0.1');
    return new StandingFactsService(store, await app.getUrl(), key, () => app.close());
  }

  async post(role: Role, path: string, body: object): Promise<Answer> {
    const bloc = role === 'secretary' ? { bloc: 'cum-7-tinh' } : {};
    const token = await this.key.mint({ subject: role, name: role, role, ...bloc }, { ...TERMS, ttlSeconds: 600 });
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        'accept-language': 'en',
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  events(stream: string): Promise<readonly Recorded[]> {
    return streamOf(this.store, stream);
  }
}

function moduleOn(ledger: Ledger): DynamicModule {
  class StandingFactsModule {}
  return {
    module: StandingFactsModule,
    global: true,
    imports: [CqrsModule.forRoot()],
    controllers: [UnitController, BlocController, BlocLeadershipController, RulebookController],
    providers: [{ provide: Ledger, useValue: ledger }, CommandSender, DecideHandler],
    exports: [Ledger],
  };
}
