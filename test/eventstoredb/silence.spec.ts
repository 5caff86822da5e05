import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';
import {
  EventStoreDbEventStore,
  type EventStoreDbOptions,
} from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { nameIn, refusal, REFUSALS } from '../support/eventstoredb/protocol.js';
import { IMPATIENT, PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestCluster } from '../support/eventstoredb/test-cluster.js';
import type { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { onceAvailable } from '../support/once-available.js';
import { noted, streamOf, textsOf } from '../support/store-events.js';

let cluster: TestCluster;
const opened: EventStore[] = [];
beforeEach(async () => {
  cluster = await TestCluster.start();
});
afterEach(async () => {
  // Who follows hears the end of the store.
  for (const store of opened.splice(0)) await store.close();
  await cluster.stop();
});

const node = (index: number) => cluster.node(index);

/** Waits long for answers, where only the silence of a subscription is looked at. */
const OF_SUBSCRIPTIONS = { ...PATIENT, silence: 500 };

/** The usual time for one answer would be short for a busy machine. */
const ONE_ANSWER_MS = 10_000;

async function open(url: string, options: EventStoreDbOptions = IMPATIENT): Promise<EventStoreDbEventStore> {
  const store = await EventStoreDbEventStore.open(url, options);
  opened.push(store);
  return store;
}

const subscriptionsOf = ({ readings }: TestServer) => readings.filter(({ followsAfter }) => followsAfter !== undefined);
const answered = (call: Promise<unknown>) =>
  call.then(
    () => true,
    () => false,
  );

function following(store: EventStore) {
  const stop = new AbortController();
  const texts: string[] = [];
  const done = (async () => {
    for await (const batch of store.subscribe(BEGINNING, stop.signal)) texts.push(...textsOf(batch));
  })();
  const end = async () => {
    stop.abort();
    await done;
  };
  return { texts, end };
}

describe('a follower whose node is cut off from the others, but not from it', () => {
  it('finds that it does not lead any more, and follows the log elsewhere by itself', async () => {
    const store = await open(cluster.url, OF_SUBSCRIPTIONS);
    await store.append('unit-1', 'absent', [noted('a')]);
    const follower = following(store);
    await eventually(() => follower.texts.length === 1);
    const cut = node(0);
    cut.losePeers();
    cluster.lead(1);
    const writer = await open(node(1).url, PATIENT);
    await writer.append('unit-1', 0, [noted('b')]);
    const asked = cut.calls.length;
    // It still answers as the leader that it was, and hears of nothing.
    await eventually(() => cut.calls.length > asked + 2);
    cut.losePeers('UNKNOWN');
    await eventually(() => follower.texts.length === 2);
    await writer.append('unit-1', 1, [noted('c')]);
    await eventually(() => follower.texts.length === 3);
    expect([follower.texts, subscriptionsOf(node(1)).length]).toEqual([['a', 'b', 'c'], 1]);
    await follower.end();
  });

  it('moves though its node takes itself for the leader for ever: a majority names another, whose head is what is shown', async () => {
    const store = await open(cluster.url, OF_SUBSCRIPTIONS);
    await store.append('unit-1', 'absent', [noted('a')]);
    const follower = following(store);
    await eventually(() => follower.texts.length === 1);
    node(0).losePeers();
    cluster.lead(1);
    const writer = await open(node(1).url, PATIENT);
    const { position } = await writer.append('unit-1', 0, [noted('b')]);
    await eventually(async () => (await onceAvailable(() => store.head())) === position);
    await eventually(() => follower.texts.length === 2);
    expect([follower.texts, subscriptionsOf(node(1)).length]).toEqual([['a', 'b'], 1]);
    await follower.end();
  });

  it('stays where it is where no majority can be asked who leads, and hears what comes', async () => {
    const store = await open(cluster.url, OF_SUBSCRIPTIONS);
    await store.append('unit-1', 'absent', [noted('a')]);
    const follower = following(store);
    await eventually(() => follower.texts.length === 1);
    for (const other of [1, 2]) await node(other).gate.shut();
    const gossips = () => node(0).calls.filter((call) => call === 'gossip').length;
    const before = gossips();
    await eventually(() => gossips() >= before + 4);
    await store.append('unit-1', 0, [noted('b')]);
    await eventually(() => follower.texts.length === 2);
    expect(subscriptionsOf(node(0))).toHaveLength(1);
    await follower.end();
  });

  it('stays where it is as long as nothing is new', async () => {
    const store = await open(cluster.url, OF_SUBSCRIPTIONS);
    await store.append('unit-1', 'absent', [noted('a')]);
    const follower = following(store);
    await eventually(() => follower.texts.length === 1);
    const heads = () => node(0).calls.filter((call) => call === 'read').length;
    const before = heads();
    await eventually(() => heads() >= before + 4);
    expect(subscriptionsOf(node(0))).toHaveLength(1);
    await follower.end();
  });
});

describe('a subscription that is never confirmed', () => {
  it('is given up for another node, while the first one hangs', async () => {
    const store = await open(cluster.url);
    await store.append('unit-1', 'absent', [noted('a')]);
    const follower = following(store);
    await eventually(() => follower.texts.length === 1);
    cluster.lead(1);
    node(0).gate.hold(true);
    const writer = await open(node(1).url, PATIENT);
    await writer.append('unit-1', 0, [noted('b')]);
    await eventually(() => follower.texts.length === 2);
    await follower.end();
  });
});

describe('a question that is not answered', () => {
  it('gives up its node: the next one is put to the new leader, while the old one hangs', async () => {
    const store = await open(cluster.url);
    await store.append('unit-1', 'absent', [noted('a')]);
    node(0).gate.hold(true);
    cluster.lead(1);
    const event = noted('b');
    await eventually(() => answered(store.append('unit-2', 'absent', [event])));
    expect(node(1).calls.filter((call) => call === 'append').length).toBeGreaterThan(0);
    expect(textsOf(await onceAvailable(() => streamOf(store, 'unit-1')))).toEqual(['a']);
  });

  it('gives up its connection: the next one is put on another, to the same node', async () => {
    const store = await open(node(0).url);
    await store.append('unit-1', 'absent', [noted('a')]);
    node(0).gate.freeze();
    await eventually(() => answered(streamOf(store, 'unit-1')));
  });

  it('breaks nothing that others wait for', async () => {
    const store = await open(node(0).url, { ...PATIENT, patience: 5_000, silence: PATIENT.patience });
    await store.append('unit-1', 'absent', [noted('a')]);
    const follower = following(store);
    await eventually(() => follower.texts.length === 1);
    node(0).readDelay = (request) =>
      nameIn(request.getOptions()?.getStream()?.getStreamIdentifier()) === 'unit-1' ? 60_000 : 0;
    expect(await answered(streamOf(store, 'unit-1'))).toBe(false);
    const event = noted('b');
    await onceAvailable(() => store.append('unit-1', 0, [event]));
    await eventually(() => follower.texts.length === 2);
    expect(subscriptionsOf(node(0))).toHaveLength(1);
    await follower.end();
  });
});

describe('nodes of a cluster that hang and do not lead', () => {
  it('keep no one from finding the leader within the time for one answer', async () => {
    for (const index of [1, 2]) node(index).gate.hold(true);
    const stores = await Promise.all(
      Array.from({ length: 12 }, () => open(cluster.url, { ...PATIENT, patience: ONE_ANSWER_MS })),
    );
    expect(stores).toHaveLength(12);
  });
});

describe('more questions at once than the server runs', () => {
  it('wait for their turn here, and each has its time from when it is put', async () => {
    const [patience, delay] = [6_000, 1_600];
    const store = await open(node(0).url, { ...PATIENT, patience });
    await store.append('unit-1', 'absent', [noted('a')]);
    let [put, most] = [0, 0];
    node(0).readDelay = () => {
      put += 1;
      most = Math.max(most, put);
      setTimeout(() => (put -= 1), delay);
      return delay;
    };
    const began = performance.now();
    // In four turns: the last of them is put after most of the time for one answer, and answered beyond it.
    const reads = await Promise.all(Array.from({ length: 3 * 64 + 1 }, () => answered(streamOf(store, 'unit-1'))));
    expect([reads.filter(Boolean).length, most]).toEqual([3 * 64 + 1, 64]);
    expect(performance.now() - began).toBeGreaterThan(patience);
  });
});

describe('a subscription that breaks again and again', () => {
  it.each([
    ['INTERNAL', () => refusal(13, 'Received RST_STREAM with code 2')],
    ['UNAVAILABLE', () => REFUSALS.BUSY()],
  ])('is told once, counted each time, and named as lasting: %s', async (_, error) => {
    const said: string[] = [];
    let failures = 0;
    const store = await EventStoreDbEventStore.open(node(0).url, {
      ...IMPATIENT,
      report: (line) => said.push(line),
      onFailure: () => (failures += 1),
    });
    opened.push(store);
    node(0).failsToRead = (request) => (request.getOptions()?.hasSubscription() === true ? error() : undefined);
    const follower = following(store);
    await eventually(async () => (await answered(store.head())) && store.outages.length === 1);
    expect(failures).toBeGreaterThan(5);
    expect(store.outages[0]).toMatchObject({ what: expect.stringMatching(/^The log of .* cannot be followed$/) });
    node(0).failsToRead = () => undefined;
    await eventually(() => store.outages.length === 0);
    expect(said.filter((line) => line.startsWith('The log of'))).toEqual([
      expect.stringMatching(/cannot be followed: /),
      expect.stringMatching(/is followed again, after \d+ seconds$/),
    ]);
    await follower.end();
  });

  it('is no outage any more once it is ended, whether it was taken up again or not', async () => {
    const store = await open(node(0).url);
    node(0).failsToRead = (request) => (request.getOptions()?.hasSubscription() === true ? REFUSALS.BUSY() : undefined);
    const [one, other] = [following(store), following(store)];
    await eventually(async () => (await answered(store.head())) && store.outages.length === 1);
    await one.end();
    expect(store.outages).toHaveLength(1);
    await other.end();
    expect(store.outages).toEqual([]);
  });
});
