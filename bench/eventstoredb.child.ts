import { TestServer } from '../test/support/eventstoredb/test-server.js';
import { answer, task } from './child.js';

/** The test server for EventStoreDB, with its log in memory. */
await task();
const server = await TestServer.start();
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
answer({ url: server.url });
