import { afterAll, beforeAll } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventStoreContract } from './event-store.contract.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

/** A ledger of its own on the same server: empty. */
const newLedger = () => randomUUID().replaceAll('-', '');

eventStoreContract('on EventStoreDB (in-repo server)', () =>
  EventStoreDbEventStore.open(`${server.url}&ledger=${newLedger()}`),
);
