import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Receipt } from '../../src/deciding/receipt.js';
import type { Recorded } from '../../src/kernel/event.js';
import { StoreOnServer } from '../support/eventstoredb/store-on-server.js';
import { streamOf } from '../support/store-events.js';

const COMMANDS = 150;
const STREAMS = 3;
/** A busy machine may let one process go all its way before the other begins: then they race again. */
const MOST_ROUNDS = 20;

type Outcome = Readonly<{ acknowledged: readonly Readonly<{ key: string; receipt: Receipt }>[]; lost: number }>;

let met: StoreOnServer;
beforeEach(async () => {
  met = await StoreOnServer.start();
});
afterEach(() => met.stop());

/** Another process with its own store and cache. Calling the result lets it start and resolves with its outcome. */
async function racer(prefix: string): Promise<() => Promise<Outcome>> {
  const script = fileURLToPath(new URL('racer.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, met.server.url, prefix, `${COMMANDS}`, `${STREAMS}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'readable');
  return async () => {
    child.stdin.write('go\n');
    const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return JSON.parse(said.replace('ready\n', '')) as Outcome;
  };
}

describe('two processes that decide on the same years at once', () => {
  it('each decide on what the streams really hold, and one alone wins each revision', async () => {
    let receipts: readonly Receipt[] = [];
    // Many changes of turn show that the two really ran at the same time.
    for (let round = 0; turnsIn(await histories()) <= 2 * STREAMS; round += 1) {
      if (round === MOST_ROUNDS) throw new Error(`The two never ran at the same time, ${round} times`);
      receipts = [...receipts, ...(await raced(round))];
      const events = (await histories()).flat();
      expect(events).toHaveLength(2 * receipts.length);
      for (const history of await histories()) {
        // Each decision counted all events before it: a stale cache would count less.
        expect(history.map(({ data }) => ('nth' in data ? data.nth : undefined))).toEqual(history.map((_, nth) => nth));
        expect(history.map(({ revision }) => revision)).toEqual(history.map((_, nth) => nth));
        expect([...new Set(history.map(writerOf))].sort()).toEqual(['here', 'there']);
      }
      const idsTold = receipts.flatMap((receipt) => receipt.events.map(({ id }) => id));
      expect([...idsTold].sort()).toEqual(events.map(({ id }) => id).sort());
    }
  });
});

async function raced(round: number): Promise<readonly Receipt[]> {
  const racers = await Promise.all([racer(`here-${round}`), racer(`there-${round}`)]);
  const outcomes = await Promise.all(racers.map((go) => go()));
  const receipts = outcomes.flatMap(({ acknowledged }) => acknowledged.map(({ receipt }) => receipt));
  expect(receipts).toHaveLength(2 * COMMANDS);
  return receipts;
}

function histories(): Promise<readonly (readonly Recorded[])[]> {
  const streams = Array.from({ length: STREAMS }, (_, index) => `emulationYear-s2-${2020 + index}`);
  return Promise.all(streams.map((stream) => streamOf(met.store, stream)));
}

function writerOf({ metadata }: Recorded): string | undefined {
  return metadata.decision.key.split('-')[0];
}

/** How often another process has its turn than at the event before. */
function turnsIn(all: readonly (readonly Recorded[])[]): number {
  const writers = all.flat().map(writerOf);
  return writers.filter((writer, index) => index > 0 && writer !== writers[index - 1]).length;
}
