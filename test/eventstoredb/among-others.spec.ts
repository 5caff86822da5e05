import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { defined } from '../../src/kernel/defined.js';
import { type Appended, StoreUnavailable } from '../../src/log/event-store.js';
import {
  EventStoreDbEventStore,
  type EventStoreDbOptions,
} from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { noted } from '../support/store-events.js';

const OTHERS = 500_000;

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

/** What went over the wire, and how many events the server looked at, since that was asked for last. */
function exchanged(): Readonly<{ messages: number; looked: number }> {
  const sum = (counted: readonly number[]): number => counted.reduce((all, one) => all + one, 0);
  const messages = server.calls.length + sum(server.readings.map((reading) => reading.messages));
  const looked = sum(server.readings.map((reading) => reading.looked));
  server.calls.length = 0;
  server.readings.length = 0;
  return { messages, looked };
}

/** What it takes to open a ledger until its name and its head are known to all who ask. */
async function opened(ledger: string, head: Position): Promise<ReturnType<typeof exchanged>> {
  exchanged();
  const store = await EventStoreDbEventStore.open(`${server.url}&ledger=${ledger}`, PATIENT);
  expect(await store.identity()).not.toBe('');
  expect(new Set(await Promise.all(Array.from({ length: 20 }, () => store.head())))).toEqual(new Set([head]));
  await store.close();
  return exchanged();
}

describe('a ledger on a server with 500,000 events of others', () => {
  it('is opened with a few messages, a new one as an old one, and is searched for once, however many ask', async () => {
    const old = await EventStoreDbEventStore.open(`${server.url}&ledger=old`, PATIENT);
    await old.identity();
    const { position } = await old.append('unit-1', 'absent', [noted('a')]);
    await old.close();
    server.log.fill(OTHERS);

    const first = [await opened('old', position), await opened('new', BEGINNING)] as const;
    const again = [await opened('old', position), await opened('new', BEGINNING)] as const;
    // An identity is written once, and read back.
    expect(first.map(({ messages }) => messages <= 100)).toEqual([true, true]);
    expect(Math.max(...again.map(({ messages }) => messages))).toBeLessThanOrEqual(100);
    expect(again[1].messages).toBeLessThanOrEqual(again[0].messages);
    expect(Math.max(...first.map(({ looked }) => looked))).toBeLessThanOrEqual(OTHERS + 1000);
    expect(Math.max(...again.map(({ looked }) => looked))).toBeLessThanOrEqual(100);
  });
});

const MORE_THAN_IS_KEPT = 20 * 1024 * 1024;

/** Others write more than a look at the last few events shows, and so much that what is found is kept. */
function othersWrite(): void {
  server.log.grow(MORE_THAN_IS_KEPT);
  server.log.fill(20);
}

describe('what was found', () => {
  it.each<[string, number, Partial<EventStoreDbOptions>]>([
    ['a service', 1, {}],
    ['who may write nothing', 0, { writesNothing: true }],
    ['who makes the copy of another ledger', 0, { identity: 'another' }],
  ])('is kept by %s: %i times', async (_, times, options) => {
    const { position } = await unitAppended();
    othersWrite();
    const store = await EventStoreDbEventStore.open(server.url, { ...PATIENT, ...options });
    expect(await store.head()).toBe(position);
    await store.close();
    expect(server.log.ofStream('ledgerSearched')).toHaveLength(times);
  });

  it('is found again where what was kept was ended for good', async () => {
    const { position } = await unitAppended();
    server.log.bury('ledgerSearched');
    othersWrite();
    const store = await EventStoreDbEventStore.open(server.url, PATIENT);
    expect(await store.head()).toBe(position);
    await store.close();
  });

  it('is not believed by a release that knows of more streams', async () => {
    const { position } = await unitAppended();
    othersWrite();
    for (const [categories, head] of [
      [['block'], BEGINNING],
      [undefined, position],
    ] as const) {
      const store = await EventStoreDbEventStore.open(server.url, { ...PATIENT, ...defined({ categories }) });
      expect(await store.head()).toBe(head);
      await store.close();
    }
    expect(server.log.ofStream('ledgerSearched')).toHaveLength(2);
  });
});

async function unitAppended(): Promise<Appended> {
  const store = await EventStoreDbEventStore.open(server.url, PATIENT);
  const appended = await store.append('unit-1', 'absent', [noted('a')]);
  await store.close();
  return appended;
}

describe('a search that takes longer than an answer may', () => {
  it('goes on as long as the server answers beside, and is told once', async () => {
    const said: string[] = [];
    const options = { ...PATIENT, patience: 1000, report: (line: string) => said.push(line) };
    const store = await EventStoreDbEventStore.open(server.url, options);
    const { position } = await store.append('unit-1', 'absent', [noted('a')]);
    server.log.fill(20);
    server.holdsSearch = async () => {
      const before = server.calls.length;
      await eventually(() => server.calls.length >= before + 2);
    };
    expect(await store.head()).toBe(position);
    expect(said).toEqual([expect.stringContaining('is searched for the last event of this ledger')]);
    await store.close();
  });

  it('is given up when the server answers nothing any more', async () => {
    server.log.fill(20);
    const store = await EventStoreDbEventStore.open(server.url, { ...PATIENT, patience: 1000 });
    server.holdsSearch = async () => server.gate.hold(true);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    server.gate.hold(false);
    await store.close();
  });
});

type Step =
  'OURS' | 'OTHERS' | 'MANY_OTHERS' | 'ANOTHERS_IN_OURS' | 'GROWTH' | 'RESTART' | 'PUT_BACK' | 'SCAVENGE' | 'HEAD';
const STEPS: readonly Step[] = [
  'OURS',
  'OTHERS',
  'MANY_OTHERS',
  'ANOTHERS_IN_OURS',
  'GROWTH',
  'RESTART',
  'PUT_BACK',
  'SCAVENGE',
  'HEAD',
  'HEAD',
];

describe('the head of a ledger among others', () => {
  it('is its last event, whatever others write, however often it is asked and by whom', async () => {
    let ledgers = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 4, maxLength: 24 }), async (steps) => {
        const ledger = `l${(ledgers += 1)}`;
        const open = () => EventStoreDbEventStore.open(`${server.url}&ledger=${ledger}`, PATIENT);
        const begun = server.log.records.length;
        let store = await open();
        let streams = 0;
        const act: Record<Step, () => Promise<unknown> | void> = {
          OURS: () => store.append(`unit-${(streams += 1)}`, 'absent', [noted('a')]),
          OTHERS: () => server.foreign(`invoice-${ledger}`),
          MANY_OTHERS: () => server.log.fill(20),
          ANOTHERS_IN_OURS: () => server.foreign(`${ledger}.unit-x`),
          GROWTH: () => server.log.grow(20 * 1024 * 1024),
          RESTART: async () => {
            await store.close();
            store = await open();
          },
          PUT_BACK: () => server.log.putBack(Math.max(begun, server.log.records.length - 7)),
          SCAVENGE: () => server.log.scavenge(),
          HEAD: async () => expect(await store.head()).toBe(lastOf(ledger)),
        };
        for (const step of [...steps, 'HEAD'] as const) await act[step]();
        await store.close();
      }),
      { numRuns: 40 },
    );
  });
});

function lastOf(ledger: string): Position {
  const last = server.log.records.findLast(
    ({ stream, type }) => stream.startsWith(`${ledger}.unit-`) && type === 'Noted',
  );
  return last === undefined ? BEGINNING : (last.commit.toString().padStart(20, '0') as Position);
}
