import { EventStoreDbEventStore } from '../../../src/log/eventstoredb/eventstoredb-event-store.js';
import { TestServer, type TestServerOptions } from './test-server.js';

/** Short waits, which keep tests of outages short. */
export const IMPATIENT = { patience: 1500, waits: { first: 10, most: 100 } };

/** A store on a new test server, and more stores on the same server where a test needs them. */
export class StoreOnServer {
  readonly #stores: EventStoreDbEventStore[] = [];

  private constructor(
    readonly server: TestServer,
    readonly store: EventStoreDbEventStore,
  ) {}

  static async start(options: TestServerOptions = {}): Promise<StoreOnServer> {
    const server = await TestServer.start(options);
    return new StoreOnServer(server, await EventStoreDbEventStore.open(server.url, IMPATIENT));
  }

  /** One more store on the same server; `options` go into its URL. */
  another(options = ''): Promise<EventStoreDbEventStore> {
    return this.#open(options, IMPATIENT);
  }

  /** One more that waits so long for answers that no busy machine makes it give up. */
  patient(): Promise<EventStoreDbEventStore> {
    return this.#open('', { ...IMPATIENT, patience: 120_000 });
  }

  async #open(options: string, waits: typeof IMPATIENT): Promise<EventStoreDbEventStore> {
    const store = await EventStoreDbEventStore.open(`${this.server.url}${options}`, waits);
    this.#stores.push(store);
    return store;
  }

  async stop(): Promise<void> {
    for (const store of [this.store, ...this.#stores]) await store.close();
    await this.server.stop();
  }
}
