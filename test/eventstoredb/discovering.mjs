// Follows a log, and asks for its head at each line that it reads; prints what became of it.
// Usage: node discovering.mjs <url>
import { createInterface } from 'node:readline';
import { openEventStore } from '../../dist/src/log/open-event-store.js';

const store = await openEventStore(process.argv[2]);
const stop = new AbortController();
const following = (async () => {
  for await (const batch of store.subscribe('', stop.signal)) process.stdout.write(`${batch.length} delivered\n`);
})();
process.stdout.write('open\n');
for await (const _ of createInterface({ input: process.stdin })) {
  const said = await store.head().then(
    () => 'answered',
    ({ name }) => name,
  );
  process.stdout.write(`${said}\n`);
}
stop.abort();
await following;
await store.close();
process.stdout.write('closed\n');
