import { sow, seedOf, YEAR, blocOf } from '../../bench/seed.js';
import { readConfig } from '../../src/config.js';
import type { EventStore } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { SigningKey, type TokenClaims } from '../../src/identity/signing-key.js';
import { meetServer, type ServerMet } from '../support/eventstoredb/server-met.js';
import { temporaryFolder } from '../support/store-folder.js';
import { ServiceProcess } from './service-process.js';

/** Statistics in each seeded year, so that it has some history. */
const STATISTICS = 5;

/** A ledger on EventStoreDB with open years in it, and the processes that serve it. */
export class Cluster {
  readonly #processes: ServiceProcess[] = [];
  readonly #folder = temporaryFolder();
  readonly settings: Readonly<Record<string, string>>;

  private constructor(
    private readonly server: ServerMet,
    readonly events: EventStore,
    eventStore: string,
  ) {
    this.settings = {
      EVENT_STORE: eventStore,
      READ_MODELS: `sqlite:${this.#folder.path('read-models.db')}`,
      KEY_FILE: this.#folder.path('signing-key.json'),
    };
  }

  static async found(): Promise<Cluster> {
    const server = await meetServer();
    const ledger = server.newLedger();
    // The test seeds faster than a server in its own process answers when the machine is busy.
    return new Cluster(server, await EventStoreDbEventStore.open(ledger, { patience: 30_000 }), ledger);
  }

  /** Opens so many years, of as many blocs. @returns where they are answered for. */
  async sow(blocs: number): Promise<readonly string[]> {
    await sow(this.events, await seedOf(STATISTICS), { blocs, seeded: () => undefined });
    return Array.from({ length: blocs }, (_, number) => `/blocs/${blocOf(number)}/years/${YEAR}`);
  }

  async start(role: 'api' | 'projector' | 'all'): Promise<ServiceProcess> {
    const service = await ServiceProcess.start({ ...this.settings, ROLE: role });
    this.#processes.push(service);
    return service;
  }

  /** Where a store of the test's own may be. */
  path(name: string): string {
    return this.#folder.path(name);
  }

  async token(claims: TokenClaims): Promise<string> {
    const { tokenIssuer: issuer, tokenAudience: audience } = readConfig(this.settings);
    const key = await SigningKey.at(this.path('signing-key.json'));
    return key.mint(claims, { issuer, audience, ttlSeconds: 3600 });
  }

  async close(): Promise<void> {
    for (const service of this.#processes) await service.kill();
    await this.events.close();
    await this.server.stop();
    this.#folder.remove();
  }
}
