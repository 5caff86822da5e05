import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { moveLog } from '../../src/log/move-log.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { logOf, noted, streamOf, textsOf } from '../support/store-events.js';

let server: TestServer;
let store: EventStoreDbEventStore;
let said: string[];
let reconnects: number;
beforeEach(async () => {
  said = [];
  reconnects = 0;
  server = await TestServer.start();
  store = await EventStoreDbEventStore.open(server.url, {
    ...PATIENT,
    report: (line) => said.push(line),
    onReconnect: () => (reconnects += 1),
  });
});
afterEach(async () => {
  await store.close();
  await server.stop();
});

const FOREIGN: readonly (readonly [string, () => void, string])[] = [
  ['an event of another application in a stream called like ours', () => server.foreign('unit-x'), 'event 0 (Foreign)'],
  [
    'one that says beside it which schema it has, and when it was recorded',
    () =>
      server.foreign('unit-x', 'Foreign', { schema: 1, recordedAt: '2025-03-21T05:00:00.000Z', $correlationId: 'c' }),
    'event 0 (Foreign)',
  ],
  ['one in a stream of ours', () => server.foreign('unit-1'), 'event 1 (Foreign)'],
  ['the end of a stream of ours, for good', () => server.log.bury('unit-1'), 'was ended for good'],
];

describe.each(FOREIGN)('%s', (_, happens, named) => {
  it('is named once and passed by: followers, the end of the log and all that is read of it go on', async () => {
    const { position } = await store.append('unit-1', 'absent', [noted('a')]);
    const stop = new AbortController();
    const texts: string[] = [];
    const done = (async () => {
      for await (const batch of store.subscribe(BEGINNING, stop.signal)) texts.push(...textsOf(batch));
    })();
    happens();
    expect(await store.head()).toBe(position);
    expect(textsOf(await logOf(store, BEGINNING))).toEqual(['a']);
    const last = await store.append('unit-2', 'absent', [noted('b')]);
    await eventually(() => texts.length === 2);
    expect([await store.head(), texts]).toEqual([last.position, ['a', 'b']]);
    expect(textsOf(await logOf(store, BEGINNING))).toEqual(['a', 'b']);
    expect(said).toEqual([expect.stringContaining(named)]);
    stop.abort();
    await done;
  });
});

describe('a stream of ours to which another application wrote', () => {
  it('refuses by name what reads it, and is a lost race to what is appended there; a move leaves the event behind', async () => {
    await store.append('unit-1', 'absent', [noted('a')]);
    server.foreign('unit-1');
    const remedy =
      /^ForeignEvent: Event 1 \(Foreign\) of the stream unit-1 is of another application.*"move" the ledger/;
    const reason = async (call: Promise<unknown>): Promise<string> =>
      String(await call.catch((error: unknown) => error));
    expect(await reason(streamOf(store, 'unit-1'))).toMatch(remedy);
    expect(await reason(store.append('unit-1', 0, [noted('b')]))).toMatch(
      /^RevisionConflict: unit-1 is at 1, not at 0/,
    );
    const target = new InMemoryEventStore(await store.identity());
    const moved = await moveLog({ source: store, target, atOnce: 1, progress: () => undefined });
    expect([moved.events, textsOf(await streamOf(target, 'unit-1'))]).toEqual([1, ['a']]);
  });
});

describe('more foreign events in a row, in streams called like ours, than one batch holds', () => {
  it.each([1, 2])(
    'stop no follower, each event sent %i times: what of ours comes behind them is delivered',
    async (copies) => {
      server.copies = copies;
      const { position } = await store.append('unit-1', 'absent', [noted('a')]);
      for (let count = 0; count < 1_200; count += 1) server.foreign('unit-x');
      await store.append('unit-2', 'absent', [noted('b')]);
      const stop = new AbortController();
      const texts: string[] = [];
      const follow = async (after: Position) => {
        for await (const batch of store.subscribe(after, stop.signal)) texts.push(...textsOf(batch));
      };
      const done = Promise.all([BEGINNING, position].map(follow));
      await eventually(() => texts.length === 3);
      expect([texts.toSorted(), reconnects]).toEqual([['a', 'b', 'b'], 0]);
      stop.abort();
      await done;
    },
  );
});
