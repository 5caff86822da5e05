import type { EventStore } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { StoreOnServer } from './eventstoredb/store-on-server.js';
import { temporaryFolder } from './store-folder.js';

/** A new log, and how it goes away. */
export type Opened = Readonly<{ store: EventStore; remove: () => Promise<void> }>;

/** Every engine of the log, each on a store of its own. */
export const ENGINES: readonly (readonly [name: string, open: () => Promise<Opened>])[] = [
  [
    'in memory',
    async () => {
      const store = new InMemoryEventStore();
      return { store, remove: () => store.close() };
    },
  ],
  [
    'on SQLite',
    async () => {
      const folder = temporaryFolder();
      const store = await SqliteEventStore.open(folder.path('ledger.db'));
      return { store, remove: () => store.close().then(() => folder.remove()) };
    },
  ],
  [
    'on EventStoreDB',
    async () => {
      const on = await StoreOnServer.start();
      return { store: on.store, remove: () => on.stop() };
    },
  ],
];
