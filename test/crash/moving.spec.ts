import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedOf, sow } from '../../bench/seed.js';
import { move } from '../../src/cli/move.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { meetServer, NAME_OF_THE_SERVER, type ServerMet } from '../support/eventstoredb/server-met.js';
import { temporaryFolder } from '../support/store-folder.js';

const EVENTS = 40_000;
const STATISTICS = 60;

describe('a ledger of forty thousand events', () => {
  const folder = temporaryFolder();
  const home = `sqlite:${folder.path('ledger.db')}`;
  const back = `sqlite:${folder.path('back.db')}`;
  let server: ServerMet;
  let written = 0;

  beforeAll(async () => {
    server = await meetServer();
    const seed = await seedOf(STATISTICS);
    const events = await SqliteEventStore.open(folder.path('ledger.db'));
    const blocs = Math.ceil(EVENTS / seed.ofBloc.length);
    written = await sow(events, seed, { blocs, seeded: () => undefined });
    await events.close();
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    folder.remove();
  });

  /** The last line but one of the output of the command, and how long it took. */
  const moved = async (from: string, to: string): Promise<Readonly<{ said: string | undefined; seconds: number }>> => {
    const said: string[] = [];
    const started = performance.now();
    expect([await move(from, to, (line) => void said.push(line)), said.at(-2)]).toEqual([0, expect.any(String)]);
    return { said: said.at(-2), seconds: (performance.now() - started) / 1000 };
  };

  it('goes to EventStoreDB and back, and is the same byte by byte', async () => {
    const ledger = server.newLedger();
    const there = await moved(home, ledger);
    const homeward = await moved(ledger, back);
    expect(there.said).toMatch(new RegExp(`^Both hold the same ${written} events\\. SHA-256 .*: [0-9a-f]{64}$`));
    expect(homeward.said).toBe(there.said);
    process.stdout.write(
      `${written} events moved to ${NAME_OF_THE_SERVER} in ${there.seconds.toFixed(0)} s and back in ` +
        `${homeward.seconds.toFixed(0)} s, both verified; equal bytes\n`,
    );
  });
});
