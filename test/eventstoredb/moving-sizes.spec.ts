import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { move } from '../../src/cli/move.js';
import { BEGINNING, type NewEvent, type Recorded } from '../../src/kernel/event.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { REFUSALS } from '../support/eventstoredb/protocol.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { logOf, noted } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const KIB = 1024;
const MIB = 1024 * KIB;

/** An event whose data has exactly so many bytes. */
const sized = (bytes: number): NewEvent => noted('x'.repeat(bytes - '{"text":""}'.length));

let folder: ReturnType<typeof temporaryFolder>;
let server: TestServer;
let said: string[];
beforeEach(() => {
  folder = temporaryFolder();
  said = [];
});
afterEach(async () => {
  await server.stop();
  folder.remove();
});

const home = (): string => `sqlite:${folder.path('ledger.db')}`;
const moved = (from: string, to: string): Promise<number> => move(from, to, (line) => void said.push(line));

/** Each list of sizes is one stream, appended event by event. */
async function ledgerOf(streams: readonly (readonly number[])[]): Promise<readonly Recorded[]> {
  const store = await SqliteEventStore.open(folder.path('ledger.db'));
  for (const [n, sizes] of streams.entries()) {
    for (const [revision, bytes] of sizes.entries()) {
      await store.append(`unit-${n}`, revision === 0 ? 'absent' : revision - 1, [sized(bytes)]);
    }
  }
  const log = await logOf(store, BEGINNING);
  await store.close();
  return log;
}

const appendsSeen = (): number => server.calls.filter((call) => call === 'append').length;
const factsOf = (log: readonly Recorded[]): readonly string[] =>
  log.map(({ id, stream, revision }) => `${stream} ${revision} ${id}`);

describe('a ledger that is moved to EventStoreDB and back', () => {
  it.each([
    ['six neighbours that are too much together', '23.10.6', 4 * MIB, [Array.from({ length: 6 }, () => 900 * KIB)]],
    ['five hundred small ones', '23.10.6', MIB, [Array.from({ length: 500 }, () => 200)]],
    [
      'neighbours that would fill a small server to the byte',
      '23.10.6',
      64 * KIB,
      [[32 * KIB, 32 * KIB, 1 * KIB, 64 * KIB]],
    ],
    ['one that just fits, where the data counts', '24.10.3', MIB, [[MIB], [200]]],
    ['metadata that count as well', '24.10.4', 64 * KIB, [Array.from({ length: 40 }, () => 30 * KIB)]],
    ['larger than what is joined, on a server that takes it', '23.10.6', 4 * MIB, [[3 * MIB, 2 * MIB, 100], [4 * MIB]]],
  ])('is the same: %s (%s, MaxAppendSize %d)', async (_, version, maxAppendSize, streams) => {
    server = await TestServer.start({ version });
    server.maxAppendSize = maxAppendSize;
    const log = await ledgerOf(streams);
    expect([await moved(home(), server.url), said.at(-2)]).toEqual([
      0,
      expect.stringContaining(`the same ${log.length} events`),
    ]);
    expect(said).toContain(`<to> takes ${maxAppendSize} bytes at once (MaxAppendSize)`);
    const back = folder.path('back.db');
    expect(await moved(server.url, `sqlite:${back}`)).toBe(0);
    const copy = await SqliteEventStore.open(back);
    expect(factsOf(await logOf(copy, BEGINNING))).toEqual(factsOf(log));
    await copy.close();
  });

  it.each([
    ['23.10.6', MIB, MIB + 1],
    ['24.10.4', MIB, MIB],
    ['23.10.6', 64 * KIB, 900 * KIB],
  ])(
    'is refused by name on %s with MaxAppendSize %d and an event of %d, and nothing is written',
    async (version, most, bytes) => {
      server = await TestServer.start({ version });
      server.maxAppendSize = most;
      await ledgerOf([[200, 200], [bytes]]);
      const before = server.log.records.length;
      expect(await moved(home(), server.url)).toBe(1);
      expect(said.at(-1)).toMatch(
        new RegExp(
          `^The ledger was not moved: Event 3 \\(Noted, revision 0 of unit-1\\) has \\d+ bytes, and the target takes ${most} at most`,
        ),
      );
      expect(server.log.records).toHaveLength(before);
    },
  );

  it.each([
    [2 * MIB, MIB, 1.5 * MIB, /MaxAppendEventSize unset/],
    [MIB, 2 * MIB, 1.5 * MIB, /raise its MaxAppendSize/],
  ])(
    'is refused with the setting that forbids it: MaxAppendSize %d, MaxAppendEventSize %d, an event of %d',
    async (all, one, bytes, remedy) => {
      server = await TestServer.start({ version: '24.10.4' });
      server.maxAppendSize = all;
      server.maxAppendEventSize = one;
      await ledgerOf([[200], [bytes]]);
      expect(await moved(home(), server.url)).toBe(1);
      expect(said.at(-1)).toMatch(remedy);
      expect(said.at(-1)).toContain(`takes ${Math.min(all, one)} at most`);
    },
  );

  it('goes on in halves where the server takes less than it said', async () => {
    server = await TestServer.start();
    await ledgerOf([Array.from({ length: 8 }, () => 100 * KIB)]);
    const store = await EventStoreDbEventStore.open(server.url, PATIENT);
    const limit = await store.appendLimit();
    await store.close();
    expect(limit.bytes).toBe(4 * MIB);
    // Asked it says 4 MiB, both times by the third append; from then on it takes 250 KiB.
    const maxOf = server.maxAppendSize;
    Object.defineProperty(server, 'maxAppendSize', { get: () => (appendsSeen() <= 6 ? maxOf : 250 * KIB) });
    expect([await moved(home(), server.url), said.at(-2)]).toEqual([0, expect.stringContaining('the same 8 events')]);
  });
});

describe('a move to EventStoreDB that was killed', () => {
  const opened = (options = {}): Promise<EventStoreDbEventStore> =>
    EventStoreDbEventStore.open(server.url, { ...PATIENT, ...options });

  it('leaves no ledger: no start goes on from the part that is there, and the same move does', async () => {
    server = await TestServer.start();
    const log = await ledgerOf([[100, 100], [100], [100]]);
    let killed = true;
    // Three for the limit, the mark and one run; then the mover is gone.
    Object.defineProperty(server, 'refuses', {
      get: () => (killed && appendsSeen() > 5 ? REFUSALS.ACCESS_DENIED() : undefined),
    });
    expect(await moved(home(), server.url)).toBe(1);
    expect(server.log.records.some(({ stream }) => stream.startsWith('unit-'))).toBe(true);
    killed = false;
    await expect(opened()).rejects.toThrow(
      /holds the part of a ledger that was being moved there: call the same move again/,
    );
    expect(await moved(home(), server.url)).toBe(0);
    const store = await opened();
    const copy = await SqliteEventStore.open(folder.path('ledger.db'), { readOnly: true });
    expect([await store.identity(), factsOf(await logOf(store, BEGINNING))]).toEqual([
      await copy.identity(),
      factsOf(log),
    ]);
    await Promise.all([store.close(), copy.close()]);
  });
});
