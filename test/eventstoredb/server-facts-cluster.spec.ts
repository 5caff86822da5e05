import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, START } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALONE, numbered, revisionsOf } from '../support/eventstoredb/asked-directly.js';
import { TestCluster } from '../support/eventstoredb/test-cluster.js';
import { eventually } from '../support/eventually.js';

// What real servers did, by the numbers of docs/eventstoredb.md, asked of the test cluster by the client as it is.

describe('A12: a cluster', () => {
  let cluster: TestCluster;
  const clients: EventStoreDBClient[] = [];
  beforeEach(async () => {
    cluster = await TestCluster.start();
    await at(0).appendToStream('unit-1', numbered(1), ALONE);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((each) => each.dispose()));
    await cluster.stop();
  });

  /** A client of that node alone. */
  function at(index: number): EventStoreDBClient {
    const made = EventStoreDBClient.connectionString(cluster.node(index).url);
    clients.push(made);
    return made;
  }

  const states = (index: number) =>
    cluster
      .node(index)
      .members()
      .map(({ state }) => state);
  const LEADS = { requiresLeader: true, deadline: 10_000 } as const;
  const readAt = (asked: EventStoreDBClient, options: object = LEADS) => revisionsOf(asked, 'unit-1', options);

  it('names each node with its state: a node without a quorum is unknown, and only the leader takes what asks for it', async () => {
    expect(states(2)).toEqual(['LEADER', 'FOLLOWER', 'FOLLOWER']);
    await expect(readAt(at(1))).rejects.toMatchObject({
      type: 'not-leader',
      leader: { port: cluster.node(0).gate.port },
    });
    expect(await readAt(at(1), {})).toEqual([0]);
    cluster.node(1).leaderless = true;
    expect(states(2)).toEqual(['LEADER', 'UNKNOWN', 'FOLLOWER']);
  });

  it('has two leaders for a while when one that hung wakes: its reads are stale, its writes refused, until it follows', async () => {
    const old = at(0);
    expect(await readAt(old)).toEqual([0]);
    cluster.node(0).fallAsleep();
    cluster.lead(1);
    expect(states(2)).toEqual(['LEADER', 'LEADER', 'FOLLOWER']);
    await at(1).appendToStream('unit-1', numbered(1), { ...LEADS, ...ALONE });
    cluster.node(0).wake();
    expect(await readAt(old)).toEqual([0]);
    await expect(old.appendToStream('unit-1', numbered(1), { ...LEADS, ...ALONE })).rejects.toMatchObject({ code: 10 });
    cluster.node(0).rejoin();
    expect(states(2)).toEqual(['FOLLOWER', 'LEADER', 'FOLLOWER']);
    await expect(readAt(old)).rejects.toMatchObject({ type: 'not-leader' });
    expect(await readAt(old)).toEqual([0, 1]);
  });

  it('shows, where a node started cut off, events at positions that vanish, to whoever asks for no leader', async () => {
    const cutOff = cluster.node(2);
    cutOff.startCutOff();
    const [event] = cutOff.shownLog.ofStream('unit-1');
    if (!event) throw new Error('it is there');
    cutOff.shownLog.write('unit-1', 0, [{ ...event, id: randomUUID() }]);
    await expect(readAt(at(2))).rejects.toMatchObject({ type: 'unavailable' });
    expect(await readAt(at(2), {})).toEqual([0, 1]);
    const vanishing = cutOff.shownLog.records.at(-1);
    cutOff.rejoin();
    await at(0).appendToStream('unit-2', numbered(1), { ...LEADS, ...ALONE });
    const there = cutOff.shownLog.records.at(-1);
    expect(await readAt(at(2), {})).toEqual([0]);
    expect([there?.commit, there?.stream]).toEqual([vanishing?.commit, 'unit-2']);
  });

  it('has a leader for a while that is cut off from its peers but not from us: then it knows of none, and what it took is undone', async () => {
    const [cut, old] = [cluster.node(0), at(0)];
    cut.losePeers();
    cluster.lead(1);
    await at(1).appendToStream('unit-2', numbered(1), { ...LEADS, ...ALONE });
    await expect(old.appendToStream('unit-1', numbered(1), { ...LEADS, ...ALONE })).rejects.toMatchObject({ code: 10 });
    expect([await readAt(old), cut.shownLog.ofStream('unit-2')]).toEqual([[0], []]);
    cut.losePeers('UNKNOWN');
    expect(states(2)).toEqual(['UNKNOWN', 'LEADER', 'FOLLOWER']);
    await expect(readAt(old)).rejects.toMatchObject({ type: 'unavailable' });
    cut.rejoin();
    expect(await readAt(at(1))).toEqual([0]);
  });

  it('has the client move its one channel to the leader that a node names, and all that comes after', async () => {
    const asked = at(1);
    await expect(readAt(asked)).rejects.toMatchObject({ type: 'not-leader' });
    const before = cluster.node(0).calls.length;
    await eventually(() => readAt(asked, {}).then(() => cluster.node(0).calls.length > before));
  });

  it('lets a subscription stand at any node: it does not ask for a leader', async () => {
    const told: string[] = [];
    const subscription = at(1).subscribeToAll({ fromPosition: START });
    subscription.on('data', ({ event }) => told.push(event?.streamId ?? ''));
    await eventually(() => told.includes('unit-1'));
    await subscription.unsubscribe();
  });
});
