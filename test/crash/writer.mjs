// A process that sends commands until it is killed and acknowledges each on its standard output. It writes
// synchronously, so a line is out before the next command is sent. The writer's thread and the optimistic handler
// decide by turns; the handler appends two events each time.
// Usage: node writer.mjs <store> <prefix of the keys> [number of commands] [together]
// `together`: as many commands at once as there are callers, and all their answers before the next, so that no group is
// written while another is acknowledged.
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ledgerOn } from '../../dist/src/ledger-on.js';
import { openEventStore } from '../../dist/src/log/open-event-store.js';
import { countingOn, registration, request } from './counting.mjs';

const STREAMS = 20;
const CALLERS = 16;
const EXIT_ON_DISK_ERROR = 3;

/** Before a command that a full disk refused is sent again with the same key, in milliseconds. */
const AGAIN_AFTER = 50;

const [path, prefix, most = 'Infinity', manner] = process.argv.slice(2);
const store = await openEventStore(`sqlite:${path}`, {
  onFatal: (reason) => {
    process.stderr.write(`${reason.message}: ${String(reason.cause)}\n`);
    process.exit(EXIT_ON_DISK_ERROR);
  },
  onFull: (full) => process.stderr.write(full ? 'the disk is full\n' : 'the disk has room again\n'),
});
const ledger = ledgerOn(store);
const handle = countingOn(store);

/** Writes the whole text, even when the reader of the pipe is slower. */
function say(text) {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

let next = 0;
async function command() {
  const key = `${prefix}-${next}`;
  const nth = next;
  next += 1;
  const { receipt } = await untilThereIsRoom(() =>
    nth % 2 === 0 ? ledger.decide(registration(key)) : handle(request(`unit-${Math.floor(nth / 2) % STREAMS}`, key)),
  );
  say(`ack ${JSON.stringify({ key, receipt })}\n`);
}

/** What a full disk refuses, and what it leaves unknown, is settled by the same key. */
async function untilThereIsRoom(send) {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (![error, error.cause].some((one) => one?.name === 'StoreFull')) throw error;
      await pause(AGAIN_AFTER);
    }
  }
}

async function caller() {
  while (next < Number(most)) await command();
}

const all = (work) => Promise.all(Array.from({ length: CALLERS }, work));

say('ready\n');
if (manner === 'together') while (next < Number(most)) await all(command);
else await all(caller);
await store.close();
