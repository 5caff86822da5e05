import { TestServer } from '../test/support/eventstoredb/test-server.js';
import { answer, task } from './child.js';

/** The test server for EventStoreDB, with its log in memory. Asked for, it makes events of others in it. */
await task();
const server = await TestServer.start();
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
process.on('message', ({ others }: Readonly<{ others: number }>) => {
  server.log.fill(others);
  answer({ others });
});
answer({ url: server.url });
