import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServiceError } from '@grpc/grpc-js';
import { BEGINNING } from '../../src/kernel/event.js';
import { StoreRefuses, StoreUnavailable } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { refusal, REFUSALS } from '../support/eventstoredb/protocol.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { noted, streamOf } from '../support/store-events.js';

let server: TestServer;
let store: EventStoreDbEventStore;
let heard: string[];
beforeEach(async () => {
  heard = [];
  server = await TestServer.start();
  store = await EventStoreDbEventStore.open(server.url, { ...PATIENT, report: (said) => heard.push(said) });
});
afterEach(async () => {
  await store.close();
  await server.stop();
});

const reasonFor = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Each error that a server may end a read with: what its caller gets, and whether others wait after two of them. */
const ERRORS: readonly (readonly [string, () => ServiceError, typeof StoreUnavailable, 'WAIT' | 'GO ON'])[] = [
  ['UNAVAILABLE', REFUSALS.BUSY, StoreUnavailable, 'WAIT'],
  ['ABORTED', REFUSALS.TIMEOUT, StoreUnavailable, 'WAIT'],
  ['INTERNAL', () => refusal(13, 'Received RST_STREAM with code 2'), StoreUnavailable, 'WAIT'],
  ['UNKNOWN, of a connection', () => refusal(2, 'Stream removed'), StoreUnavailable, 'WAIT'],
  ['UNKNOWN, of the handler', REFUSALS.UNFORESEEN, StoreRefuses, 'GO ON'],
  ['PERMISSION_DENIED', REFUSALS.ACCESS_DENIED, StoreRefuses, 'GO ON'],
  ['UNAUTHENTICATED', REFUSALS.UNAUTHENTICATED, StoreRefuses, 'GO ON'],
];

describe('what an error of the server means', () => {
  it.each(ERRORS)('%s', async (_, error, kind, others) => {
    const slow = await EventStoreDbEventStore.open(server.url, {
      ...PATIENT,
      waits: { first: 600_000, longest: 600_000 },
    });
    server.refuses = error();
    const reasons = [await reasonFor(streamOf(slow, 'unit-1')), await reasonFor(streamOf(slow, 'unit-1'))];
    server.refuses = undefined;
    expect(reasons.map((reason) => (reason as Error).constructor)).toEqual([kind, kind]);
    const asked = server.calls.length;
    const other = await reasonFor(streamOf(slow, 'unit-2'));
    await slow.close();
    expect([other === undefined, server.calls.length > asked]).toEqual([others === 'GO ON', others === 'GO ON']);
  });

  it('is told once for an outage, and once when it is over', async () => {
    await server.gate.shut();
    for (let call = 0; call < 30; call += 1) {
      await reasonFor(store.head());
      await new Promise(setImmediate);
    }
    await server.gate.open();
    await eventually(async () => (await reasonFor(store.head())) === undefined);
    expect(heard).toEqual([
      expect.stringMatching(/^EventStoreDB at esdb:.* does not answer: .*UNAVAILABLE/),
      expect.stringMatching(/answers again, after \d+ seconds$/),
    ]);
  });
});

describe('a follower whose question fails at the server', () => {
  it.each([
    ['since its handler does', REFUSALS.UNFORESEEN],
    ['since the user may not', REFUSALS.ACCESS_DENIED],
  ])('%s says so, and does not ask on in silence', async (_, error) => {
    server.refuses = error();
    const stop = new AbortController();
    const batches = store.subscribe(BEGINNING, stop.signal)[Symbol.asyncIterator]();
    expect(await reasonFor(batches.next())).toBeInstanceOf(StoreRefuses);
  });
});

describe('an append that is refused', () => {
  it('was not stored, and is not said to be in doubt', async () => {
    server.mishaps.push('ACCESS_DENIED');
    const reason = await reasonFor(store.append('unit-1', 'absent', [noted('a')]));
    expect(reason).toBeInstanceOf(StoreRefuses);
    expect(String(reason)).toContain('check user and password');
    expect(server.calls.filter((call) => call === 'append')).toHaveLength(1);
  });
});
