import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EventStore, OutcomeUnknown } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestCluster } from '../support/eventstoredb/test-cluster.js';
import { onceAvailable } from '../support/once-available.js';
import { noted, streamOf, textsOf } from '../support/store-events.js';

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
