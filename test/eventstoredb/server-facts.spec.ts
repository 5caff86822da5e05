import { randomUUID } from 'node:crypto';
import {
  ANY,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  streamNameFilter,
} from '@eventstore/db-client';
import type { Position, ReadPosition } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestCluster } from '../support/eventstoredb/test-cluster.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';

// What real servers did, by the numbers of docs/eventstoredb.md, asked of the test server by the client as it is.

let server: TestServer;
let client: EventStoreDBClient;
beforeEach(() => start());
afterEach(() => stop());

async function start(version?: string): Promise<void> {
  server = await TestServer.start(version === undefined ? {} : { version });
  client = EventStoreDBClient.connectionString(server.url);
}

async function stop(): Promise<void> {
  await client.dispose();
  await server.stop();
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, number) => jsonEvent({ id: randomUUID(), type: 'Numbered', data: { number } }));

/** Each append a call of its own. */
const ALONE = { credentials: { username: '', password: '' } };

async function positionsOf(stream: string): Promise<readonly Position[]> {
  const positions: Position[] = [];
  for await (const { event } of client.readStream(stream)) if (event?.position) positions.push(event.position);
  return positions;
}

async function revisionsOf(stream: string): Promise<readonly number[]> {
  const revisions: number[] = [];
  for await (const { event } of client.readStream(stream)) revisions.push(Number(event?.revision));
  return revisions;
}

async function numbersOfAll(from: ReadPosition, direction: 'forwards' | 'backwards' = 'forwards') {
  const streams: string[] = [];
  for await (const { event } of client.readAll({ fromPosition: from, direction })) streams.push(event?.streamId ?? '');
  return streams;
}

type Told = Readonly<{ events: string[]; checkpoints: Position[]; order: string[]; end: () => Promise<void> }>;

/** A subscription to streams that begin with `unit-`, and what it was told. */
function following(fromPosition: ReadPosition): Told {
  const told = { events: [] as string[], checkpoints: [] as Position[], order: [] as string[] };
  const filter = streamNameFilter({
    prefixes: ['unit-'],
    checkpointReached: (_, checkpoint) => {
      told.checkpoints.push(checkpoint);
      told.order.push('checkpoint');
    },
  });
  const subscription = client.subscribeToAll({ fromPosition, filter });
  subscription.on('data', ({ event }) => told.events.push(`${event?.streamId} ${event?.revision}`));
  subscription.on('confirmation', () => told.order.push('confirmation'));
  subscription.on('caughtUp', () => told.order.push('caught up'));
  subscription.on('error', () => undefined);
  return { ...told, end: () => subscription.unsubscribe() };
}

const liveAs = (told: Told) => eventually(() => told.order.includes('caught up'));

describe('A1: the position of an event', () => {
  it.each([
    ['a call of its own', ALONE],
    ['the shared stream', {}],
  ])('is answered to %s as it is read later: that of the last event, commit and prepare the same', async (_, how) => {
    const { position } = await client.appendToStream('unit-1', numbered(3), { expectedRevision: NO_STREAM, ...how });
    const read = await positionsOf('unit-1');
    expect(position).toEqual(read[2]);
    expect(read.map(({ commit, prepare }) => commit === prepare)).toEqual([true, true, true]);
    expect(new Set(read.map(({ commit }) => commit)).size).toBe(3);
  });
});

describe('A2: $all from a position', () => {
  it('is given with it forwards and without it backwards; where no record begins it is an error without a name', async () => {
    for (const unit of ['unit-1', 'unit-2', 'unit-3']) await client.appendToStream(unit, numbered(1));
    const [, second] = server.log.records.map(({ commit }) => ({ commit, prepare: commit })).slice(1);
    if (!second) throw new Error('there are three');
    expect(await numbersOfAll(second)).toEqual(['unit-2', 'unit-3']);
    expect((await numbersOfAll(second, 'backwards')).slice(0, 1)).toEqual(['unit-1']);
    const inside = { commit: second.commit + 1n, prepare: second.commit + 1n };
    await expect(numbersOfAll(inside)).rejects.toMatchObject({ code: 2, message: expect.stringContaining('handler') });
  });

  it('that lies beyond the end is confirmed, and silent about what is written at lower places', async () => {
    const beyond = following({ commit: 10_000n, prepare: 10_000n });
    await liveAs(beyond);
    for (const unit of ['unit-1', 'unit-2']) await client.appendToStream(unit, numbered(1));
    const control = following(START);
    await eventually(() => control.events.length === 2);
    expect([beyond.events, beyond.order]).toEqual([[], ['confirmation', 'caught up']]);
    await Promise.all([beyond.end(), control.end()]);
  });
});

describe('A3: a subscription that resumes', () => {
  it('goes on after the event at the position, and passes over the next one where that was scavenged', async () => {
    await client.appendToStream('unit-1', numbered(1));
    await client.appendToStream('invoice-1', numbered(2));
    await client.appendToStream('unit-2', numbered(1));
    await client.appendToStream('unit-3', numbered(1));
    const [place] = await positionsOf('invoice-1');
    if (!place) throw new Error('it is there');
    const sound = following(place);
    await eventually(() => sound.events.length === 2);
    expect(sound.events).toEqual(['unit-2 0', 'unit-3 0']);
    await client.setStreamMetadata('invoice-1', { truncateBefore: 2 });
    server.log.scavenge();
    const skipping = following(place);
    await liveAs(skipping);
    expect(skipping.events).toEqual(['unit-3 0']);
    await Promise.all([sound.end(), skipping.end()]);
  });
});

describe('A4: checkpoints', () => {
  it('of 23.10.6 come after so many events looked at, of which the one when it goes live is none', async () => {
    const told = following(START);
    await liveAs(told);
    expect(told.order).toEqual(['confirmation', 'caught up']);
    for (let index = 0; index < 32; index += 1) server.foreign('invoice-1');
    await eventually(() => told.checkpoints.length === 1);
    await told.end();
  });

  it.each([
    ['where nothing of ours is in a short log is the highest number that there is', 0, 2n ** 64n - 1n],
    ['where something is, is the last event', 1, undefined],
  ])('of 24.10.4 come before it is caught up, and %s', async (_, ours, number) => {
    await stop();
    await start('24.10.4');
    if (ours > 0) await client.appendToStream('unit-1', numbered(ours));
    const told = following(START);
    await liveAs(told);
    expect(told.order).toEqual(['confirmation', 'checkpoint', 'caught up']);
    expect(told.checkpoints[0]?.commit).toBe(number ?? server.log.records.at(-1)?.commit);
    await told.end();
  });
});

describe('A6: calls at once on one connection', () => {
  it('are a hundred, and the next waits unanswered', async () => {
    const all = Array.from({ length: 100 }, () => following(START));
    await Promise.all(all.map(liveAs));
    const late = following(START);
    const beside = client.appendToStream('unit-1', numbered(1), { ...ALONE, deadline: 500 });
    await expect(beside).rejects.toMatchObject({ code: 4 });
    expect(late.order).toEqual([]);
    await Promise.all(all.slice(0, 2).map((told) => told.end()));
    await liveAs(late);
    await Promise.all([...all.slice(2), late].map((told) => told.end()));
  });
});

describe('A8: the same events again', () => {
  it.each([
    ['the same revision', 'no_stream'],
    ['any revision', ANY],
    ['a stream that exists', STREAM_EXISTS],
  ] as const)('expecting %s are the same append', async (_, expectedRevision) => {
    await client.appendToStream('unit-1', numbered(1), ALONE);
    const events = numbered(2);
    const stream = expectedRevision === 'no_stream' ? 'unit-2' : 'unit-1';
    const first = await client.appendToStream(stream, events, { expectedRevision, ...ALONE });
    await client.appendToStream(stream, numbered(1), ALONE);
    expect(await client.appendToStream(stream, events, { expectedRevision, ...ALONE })).toEqual(first);
  });

  it('are a wrong revision where only some are the same, and have no position after a soft delete', async () => {
    const events = numbered(2);
    await client.appendToStream('unit-1', events, { expectedRevision: NO_STREAM, ...ALONE });
    const partly = client.appendToStream('unit-1', [...events, ...numbered(1)], {
      expectedRevision: NO_STREAM,
      ...ALONE,
    });
    await expect(partly).rejects.toMatchObject({ type: 'wrong-expected-version' });
    await client.deleteStream('unit-1');
    const again = await client.appendToStream('unit-1', events, { expectedRevision: NO_STREAM, ...ALONE });
    expect([again.success, again.nextExpectedRevision, again.position]).toEqual([true, 1n, undefined]);
  });
});

describe('A9: a wrong revision', () => {
  it('is told with the one expected and the actual one', async () => {
    await client.appendToStream('unit-1', numbered(2), ALONE);
    const stale = client.appendToStream('unit-1', numbered(1), { expectedRevision: 0n, ...ALONE });
    await expect(stale).rejects.toMatchObject({ expectedVersion: 0n, actualVersion: 1n });
  });
});

describe('A10: what is set for a stream', () => {
  it.each([
    ['a greatest number of events', { maxCount: 2 }, [3, 4]],
    ['a first event', { truncateBefore: 3 }, [3, 4]],
    ['an age', { maxAge: 1 }, []],
  ])('acts on its reads at once, while $all still shows everything: %s', async (_, metadata, left) => {
    await client.appendToStream('unit-1', numbered(5));
    await client.setStreamMetadata('unit-1', metadata);
    expect(await revisionsOf('unit-1')).toEqual(left);
    expect((await numbersOfAll(START)).filter((stream) => stream === 'unit-1')).toHaveLength(5);
    server.log.scavenge();
    expect((await numbersOfAll(START)).filter((stream) => stream === 'unit-1')).toHaveLength(left.length);
  });

  it('by a soft delete: it is not found, and as no stream it is written at its next revision', async () => {
    await client.appendToStream('unit-1', numbered(5));
    await client.deleteStream('unit-1');
    await expect(revisionsOf('unit-1')).rejects.toMatchObject({ type: 'stream-not-found' });
    const again = await client.appendToStream('unit-1', numbered(1), { expectedRevision: NO_STREAM, ...ALONE });
    expect([again.nextExpectedRevision, await revisionsOf('unit-1')]).toEqual([5n, [5]]);
  });

  it('by a tombstone: every call is refused by name, and $all shows the tombstone under its name', async () => {
    await client.appendToStream('unit-1', numbered(1));
    await client.tombstoneStream('unit-1');
    await expect(revisionsOf('unit-1')).rejects.toMatchObject({ type: 'stream-deleted', code: 9 });
    await expect(client.appendToStream('unit-1', numbered(1), ALONE)).rejects.toMatchObject({ type: 'stream-deleted' });
    const told = following(START);
    await eventually(() => told.events.length === 2);
    expect(told.events).toEqual(['unit-1 0', `unit-1 ${2n ** 63n - 1n}`]);
    await told.end();
  });
});

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
  const readAt = async (asked: EventStoreDBClient, options: object = LEADS) => {
    const numbers: number[] = [];
    for await (const { event } of asked.readStream('unit-1', options)) numbers.push(Number(event?.revision));
    return numbers;
  };

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

  it('lets a subscription stand at any node: it does not ask for a leader', async () => {
    const told: string[] = [];
    const subscription = at(1).subscribeToAll({ fromPosition: START });
    subscription.on('data', ({ event }) => told.push(event?.streamId ?? ''));
    await eventually(() => told.includes('unit-1'));
    await subscription.unsubscribe();
  });
});

describe('A13: the version', () => {
  it('is among the capabilities that the client asks for', async () => {
    expect((await client['capabilities']).serverVersion).toBe('23.10.6');
  });
});
