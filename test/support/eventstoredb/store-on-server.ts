import { EventStoreDbEventStore } from '../../../src/log/eventstoredb/eventstoredb-event-store.js';
import { TestServer, type TestServerOptions } from './test-server.js';

/** Short waits between tries, and such patience with an answer that no busy machine makes a store give up. */
export const PATIENT = { patience: 120_000, waits: { first: 10, longest: 100 } };

/** For tests of a server that says nothing. */
export const IMPATIENT = { ...PATIENT, patience: 1500 };

/** A store on a new test server, and more stores on the same server where a test needs them. */
export class StoreOnServer {
  readonly #stores: EventStoreDbEventStore[] = [];

  private constructor(
    readonly server: TestServer,
    readonly store: EventStoreDbEventStore,
  ) {}

  static async start(options: TestServerOptions = {}): Promise<StoreOnServer> {
    const server = await TestServer.start(options);
    return new StoreOnServer(server, await EventStoreDbEventStore.open(server.url, PATIENT));
  }

  /** One more store on the same server; `options` go into its URL. */
  another(options = ''): Promise<EventStoreDbEventStore> {
    return this.#open(options, PATIENT);
  }

  /** One more that soon gives up waiting. */
  impatient(): Promise<EventStoreDbEventStore> {
    return this.#open('', IMPATIENT);
  }

  async #open(options: string, waits: typeof PATIENT): Promise<EventStoreDbEventStore> {
    const store = await EventStoreDbEventStore.open(`${this.server.url}${options}`, waits);
    this.#stores.push(store);
    return store;
  }

  async stop(): Promise<void> {
    for (const store of [this.store, ...this.#stores]) await store.close();
    await this.server.stop();
  }
}
