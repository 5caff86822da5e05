import { sow, seedOf, YEAR, blocOf } from '../../bench/seed.js';
import { readConfig } from '../../src/config.js';
import { SigningKey, type TokenClaims } from '../../src/identity/signing-key.js';
import type { EventStore } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { meetServer, type ServerMet } from '../support/eventstoredb/server-met.js';
import { temporaryFolder } from '../support/store-folder.js';
import { ServiceProcess } from './service-process.js';

/** Statistics in each seeded year, to give it some history. */
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
    // On a busy machine the server may answer more slowly than the test seeds.
    return new Cluster(server, await EventStoreDbEventStore.open(ledger, { patience: 30_000 }), ledger);
  }

  /** Opens one year in each of that many blocs. @returns the paths of the years. */
  async sow(blocs: number): Promise<readonly string[]> {
    await sow(this.events, await seedOf(STATISTICS), { blocs, seeded: () => undefined });
    return Array.from({ length: blocs }, (_, number) => `/blocs/${blocOf(number)}/years/${YEAR}`);
  }

  async start(role: 'api' | 'projector' | 'all'): Promise<ServiceProcess> {
    const service = await ServiceProcess.start({ ...this.settings, ROLE: role });
    this.#processes.push(service);
    return service;
  }

  /** The path for another store of the test. */
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
