import { afterAll, beforeAll } from '@jest/globals';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { meetServer, NAME_OF_THE_SERVER, type ServerMet } from '../support/eventstoredb/server-met.js';
import { eventStoreContract } from './event-store.contract.js';

let server: ServerMet;
beforeAll(async () => {
  server = await meetServer();
});
afterAll(() => server.stop());

eventStoreContract(`on EventStoreDB (${NAME_OF_THE_SERVER})`, () =>
  // The suite checks results, not speed, and on a busy machine the test server may be slow.
  EventStoreDbEventStore.open(server.newLedger(), { patience: 60_000 }),
);
