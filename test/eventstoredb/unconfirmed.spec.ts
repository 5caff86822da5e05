import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING } from '../../src/kernel/event.js';
import { type EventStore, OutcomeUnknown } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestCluster } from '../support/eventstoredb/test-cluster.js';
import { onceAvailable } from '../support/once-available.js';
import { logOf, noted, streamOf, textsOf } from '../support/store-events.js';

let cluster: TestCluster;
let store: EventStore;
beforeEach(async () => {
  cluster = await TestCluster.start();
  store = await EventStoreDbEventStore.open(cluster.url, PATIENT);
  await store.append('unit-1', 'absent', [noted('a')]);
});
afterEach(async () => {
  await store.close();
  await cluster.stop();
});

const texts = async () => textsOf(await onceAvailable(() => streamOf(store, 'unit-1')));

const EVENTS = [noted('b'), noted('c')];

describe('an append that no majority of the nodes confirms', () => {
  it('is in doubt however often it is put, is shown to no one, and is the same append once they do', async () => {
    cluster.node(0).holdReplication();
    await expect(store.append('unit-1', 0, EVENTS)).rejects.toThrow(OutcomeUnknown);
    expect(await texts()).toEqual(['a']);
    cluster.node(0).replicate();
    expect((await onceAvailable(() => store.append('unit-1', 0, EVENTS))).revision).toBe(2);
    expect(await texts()).toEqual(['a', 'b', 'c']);
  });

  it('is undone with the leader that took it, and is stored once by the next one', async () => {
    cluster.node(0).losePeers();
    cluster.lead(1);
    await expect(store.append('unit-1', 0, EVENTS)).rejects.toThrow(OutcomeUnknown);
    expect(cluster.log.ofStream('unit-1')).toHaveLength(1);
    cluster.node(0).rejoin();
    expect((await onceAvailable(() => store.append('unit-1', 0, EVENTS))).revision).toBe(2);
    expect(await texts()).toEqual(['a', 'b', 'c']);
    expect(cluster.node(0).shownLog.ofStream('unit-1')).toHaveLength(3);
  });
});

describe('appends that go on one call to a leader which was replaced while it hung', () => {
  const MANY = 20;
  const streams = Array.from({ length: MANY }, (_, n) => `unit-many-${n}`);
  const events = streams.map((stream) => noted(stream));
  const appended = () => streams.map((stream, n) => store.append(stream, 'absent', [events[n]!]));

  beforeEach(() => {
    cluster.node(0).fallAsleep();
    cluster.lead(1);
    cluster.node(0).wake();
  });
  afterEach(async () => {
    expect(cluster.node(0).calls).toContain('batchAppend');
    const log = await onceAvailable(() => logOf(store, BEGINNING));
    expect(textsOf(log).toSorted()).toEqual(['a', ...streams].toSorted());
  });

  it('are in doubt, each, and are stored once by the next leader, which undoes what that one took', async () => {
    const first = await Promise.allSettled(appended());
    expect(first.map((one) => one.status === 'rejected' && one.reason instanceof OutcomeUnknown)).toEqual(
      streams.map(() => true),
    );
    expect([cluster.node(0).hasUnconfirmed, cluster.log.ofStream(streams[0]!)]).toEqual([true, []]);
    cluster.node(0).rejoin();
    const again = await Promise.all(
      streams.map((stream, n) => onceAvailable(() => store.append(stream, 'absent', [events[n]!]))),
    );
    expect(again.map(({ revision }) => revision)).toEqual(streams.map(() => 0));
  });

  it.each([1, 5])(
    'are answered by the next leader where it hears in the middle of them that it was replaced: after %i',
    async (taken) => {
      const node = cluster.node(0);
      let appends = 0;
      Object.defineProperty(node, 'refuses', {
        get: () => {
          if (node.isApart && node.calls.includes('batchAppend') && (appends += 1) > taken + 1) node.rejoin();
          return undefined;
        },
      });
      const answers = await Promise.all(appended());
      const log = await onceAvailable(() => logOf(store, BEGINNING));
      const places = new Map(log.map(({ stream, revision, position }) => [stream, { revision, position }]));
      expect(answers).toEqual(streams.map((stream) => places.get(stream)));
      expect(node.isApart).toBe(false);
    },
  );
});
