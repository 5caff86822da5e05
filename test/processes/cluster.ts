import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { sow, seedOf, YEAR, blocOf } from '../../bench/seed.js';
import { PROJECTIONS } from '../../projections/all.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import type { ReadModelStore } from '../../read-models/read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { readConfig } from '../../src/config.js';
import { SigningKey, type TokenClaims } from '../../src/identity/signing-key.js';
import type { EventStore } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { meetServer, type ServerMet } from '../support/eventstoredb/server-met.js';
import { positionIn } from '../support/serving.js';
import { temporaryFolder } from '../support/store-folder.js';
import { allRows } from '../projections/all-rows.js';
import { ServiceProcess } from './service-process.js';

/** Milliseconds until a signal has reached each thread of a process that runs. */
const SIGNAL_MS = 100;

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
    readModels: string | undefined,
  ) {
    this.settings = {
      EVENT_STORE: eventStore,
      READ_MODELS: readModels ?? `sqlite:${this.#folder.path('read-models.db')}`,
      KEY_FILE: this.#folder.path('signing-key.json'),
    };
  }

  /** Its read models are in that store, or in a file of its own. */
  static async found(readModels?: string): Promise<Cluster> {
    const server = await meetServer();
    const ledger = server.newLedger();
    // On a busy machine the server may answer more slowly than the test seeds.
    return new Cluster(server, await EventStoreDbEventStore.open(ledger, { patience: 30_000 }), ledger, readModels);
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

  /**
   * Sends a signal to a process that is not within a write of the read models. One that stands still within a write to
   * their file keeps every other from writing there until it goes on or ends.
   */
  async betweenWrites(send: () => void): Promise<void> {
    const [, file] = /^sqlite:(.+)$/.exec(this.settings['READ_MODELS'] ?? '') ?? [];
    if (file === undefined) return send();
    const writes = new Database(file, { timeout: 60_000 });
    try {
      writes.exec('BEGIN IMMEDIATE');
      send();
      await pause(SIGNAL_MS);
    } finally {
      writes.close();
    }
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

  /** Whether the store is at the end of the log with all read models. */
  async isLevel(store: ReadModelStore): Promise<boolean> {
    const head = await this.events.head();
    const positions = await Promise.all(PROJECTIONS.map(({ name }) => positionIn(store, name)));
    return positions.every((position) => position >= head);
  }

  /** The rows of all read models, folded from the log into a fresh store. */
  async foldedAnew(): ReturnType<typeof allRows> {
    const fresh = new SqliteReadModelStore(this.path('fresh.db'));
    const signal = new AbortController().signal;
    const hears = { progress: () => undefined, report: () => undefined };
    await rebuild({ projections: PROJECTIONS, events: this.events, store: fresh, signal, ...hears });
    const rows = await allRows(fresh);
    await fresh.close();
    return rows;
  }

  async close(): Promise<void> {
    for (const service of this.#processes) await service.kill();
    await this.events.close();
    await this.server.stop();
    this.#folder.remove();
  }
}
