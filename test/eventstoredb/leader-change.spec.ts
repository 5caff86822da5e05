import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { notLeader } from '../support/eventstoredb/protocol.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestCluster } from '../support/eventstoredb/test-cluster.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { TransactionLog } from '../support/eventstoredb/transaction-log.js';
import { eventually } from '../support/eventually.js';
import { onceAvailable, onceSettled } from '../support/once-available.js';
import { noted, streamOf, textsOf } from '../support/store-events.js';

const EVENTS = 120;

let first: TestServer;
let second: TestServer;
let store: EventStore;

beforeEach(async () => {
  const log = new TransactionLog();
  first = await TestServer.start({ log });
  second = await TestServer.start({ log });
  lead(first);
});
afterEach(async () => {
  await store.close();
  await first.stop();
  await second.stop();
});

function lead(leader: TestServer): void {
  for (const node of [first, second]) node.leaderPort = leader.gate.port;
}

const nodes = () => `esdb://127.0.0.1:${first.gate.port},127.0.0.1:${second.gate.port}?tls=false&discoveryInterval=50`;

/** Appends one event after the other while the log is followed. `after` gets the number of acknowledged events. */
async function writtenAndFollowed(after: (written: number) => Promise<void> | void): Promise<readonly string[]> {
  const stop = new AbortController();
  const texts: string[] = [];
  const positions: Position[] = [];
  const following = (async () => {
    for await (const batch of store.subscribe(BEGINNING, stop.signal, 20)) {
      texts.push(...textsOf(batch));
      positions.push(...batch.map(({ position }) => position));
      if (texts.length >= EVENTS) stop.abort();
    }
  })();
  for (let written = 0; written < EVENTS; written += 1) {
    const event = noted(`${written}`);
    await onceSettled(() => store.append(`unit-${written}`, 'absent', [event]));
    await after(written + 1);
  }
  await following;
  expect(positions).toEqual([...positions].sort());
  return texts;
}

const everything = Array.from({ length: EVENTS }, (_, number) => `${number}`);
const subscriptionsOf = ({ readings }: TestServer) => readings.filter(({ followsAfter }) => followsAfter !== undefined);

describe('when another node leads', () => {
  it('appends go there, and a subscription to the old leader misses and doubles nothing', async () => {
    store = await EventStoreDbEventStore.open(first.url, PATIENT);
    const texts = await writtenAndFollowed((written) => {
      if (written === 40) lead(second);
      if (written === 80) lead(first);
    });
    expect(texts).toEqual(everything);
    // One more append found that it leads no longer.
    expect(second.calls.filter((method) => method === 'append')).toHaveLength(40 + 1);
  });

  it('reads and appends put to the old one at once are all answered by the new one', async () => {
    store = await EventStoreDbEventStore.open(first.url, PATIENT);
    await store.append('unit-0', 'absent', [noted('a')]);
    lead(second);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, number) => {
        const appended = store.append(`unit-${number + 1}`, 'absent', [noted('b')]);
        return [textsOf(await streamOf(store, 'unit-0')), (await appended).revision];
      }),
    );
    expect(answers).toEqual(answers.map(() => [['a'], 0]));
  });

  it.each([
    ['in the middle', () => subscriptionsOf(first).at(-1)?.fail(notLeader('127.0.0.1', second.gate.port))],
    [
      'when it is taken up again',
      () => {
        first.refuses = notLeader('127.0.0.1', second.gate.port);
        first.gate.cut();
      },
    ],
  ])('a subscription that is sent there %s misses and doubles nothing', async (_, send) => {
    store = await EventStoreDbEventStore.open(first.url, PATIENT);
    const texts = await writtenAndFollowed((written) => {
      if (written !== 60) return;
      lead(second);
      send();
    });
    expect(texts).toEqual(everything);
    expect(subscriptionsOf(second).length).toBeGreaterThan(0);
  });
});

describe('a follower of one node of a cluster', () => {
  it('is given nothing by that node while it is cut off from the others: what it shows alone may vanish', async () => {
    const cluster = await TestCluster.start();
    const writer = await EventStoreDbEventStore.open(cluster.url, PATIENT);
    await writer.append('unit-0', 'absent', [noted('a')]);
    store = await EventStoreDbEventStore.open(cluster.node(2).url, PATIENT);
    const [event] = cluster.log.ofStream('unit-0');
    if (!event) throw new Error('it was stored');
    const node = cluster.node(2);
    node.startCutOff();
    node.shownLog.write('unit-1', 'no_stream', [{ ...event, id: crypto.randomUUID() }]);
    // The connection of the client, too, is one to this node again.
    for (const other of [0, 1]) await cluster.node(other).gate.shut();
    const stop = new AbortController();
    const batches: string[][] = [];
    const following = (async () => {
      for await (const batch of store.subscribe(BEGINNING, stop.signal))
        batches.push(batch.map(({ stream }) => stream));
    })();
    const asked = () => node.calls.filter((call) => call === 'read').length;
    const before = asked();
    await eventually(() => asked() > before + 3 || batches.length > 0);
    expect(batches).toEqual([]);
    node.rejoin();
    for (const other of [0, 1]) await cluster.node(other).gate.open();
    await writer.append('unit-2', 'absent', [noted('b')]);
    await eventually(() => batches.flat().length === 2);
    expect(batches.flat()).toEqual(['unit-0', 'unit-2']);
    stop.abort();
    await following;
    await writer.close();
    await cluster.stop();
  });
});

describe('when the leader is lost', () => {
  it('an append that it stored and did not answer is found at the new one', async () => {
    store = await EventStoreDbEventStore.open(nodes(), PATIENT);
    first.mishaps.push('CUT_AFTER');
    const appending = store.append('unit-0', 'absent', [noted('a'), noted('b')]);
    while (first.log.ofStream('unit-0').length === 0) await new Promise(setImmediate);
    lead(second);
    await first.gate.shut();
    expect((await appending).revision).toBe(1);
    expect(textsOf(await onceAvailable(() => streamOf(store, 'unit-0')))).toEqual(['a', 'b']);
  });

  it('another is found, and a subscription misses and doubles nothing, again and again', async () => {
    store = await EventStoreDbEventStore.open(nodes(), PATIENT);
    const texts = await writtenAndFollowed(async (written) => {
      if (written % 30 !== 0 || written === EVENTS) return;
      const [lost, heir] = written % 60 === 0 ? [second, first] : [first, second];
      if (written > 30) await heir.gate.open();
      lead(heir);
      await lost.gate.shut();
    });
    expect(texts).toEqual(everything);
    expect([subscriptionsOf(first).length, subscriptionsOf(second).length].every((count) => count > 0)).toBe(true);
  });
});
