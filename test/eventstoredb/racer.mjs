// A process that decides on the same streams as another one, each with its own cache. It starts when it reads a line
// and prints which commands were acknowledged.
// Usage: node racer.mjs <url> <prefix of the keys> <number of commands> <number of streams>
import { once } from 'node:events';
import { Refused } from '../../dist/src/deciding/decision.js';
import { openEventStore } from '../../dist/src/log/open-event-store.js';
import { countingOn, request } from '../crash/counting.mjs';

const CALLERS = 8;

const [url, prefix, most, streams] = process.argv.slice(2);
const store = await openEventStore(url);
const handle = countingOn(store);

const acknowledged = [];
let lost = 0;
let next = 0;

/** Repeats a command under the same key when the other process was faster too often. */
async function decided(stream, key) {
  for (;;) {
    try {
      return (await handle(request(stream, key))).receipt;
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'CONCURRENCY_CONFLICT') throw error;
      lost += 1;
    }
  }
}

async function caller() {
  while (next < Number(most)) {
    const [stream, key] = [`emulationYear-s2-${2020 + (next % Number(streams))}`, `${prefix}-${next}`];
    next += 1;
    acknowledged.push({ key, receipt: await decided(stream, key) });
  }
}

process.stdout.write('ready\n');
await once(process.stdin, 'data');
await Promise.all(Array.from({ length: CALLERS }, caller));
process.stdout.write(`${JSON.stringify({ acknowledged, lost })}\n`);
await store.close();
process.stdin.destroy();
