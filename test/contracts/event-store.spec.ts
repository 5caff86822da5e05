import { randomUUID } from 'node:crypto';
import { afterAll } from '@jest/globals';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { temporaryFolder } from '../support/store-folder.js';
import { eventStoreContract } from './event-store.contract.js';

const folder = temporaryFolder();
afterAll(folder.remove);

eventStoreContract('in memory', () => new InMemoryEventStore());
eventStoreContract('on SQLite', () => SqliteEventStore.open(folder.path(`${randomUUID()}.db`)));
