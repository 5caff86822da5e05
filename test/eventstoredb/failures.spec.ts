import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING } from '../../src/kernel/event.js';
import { StoreRefuses, StoreUnavailable } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { SERVER_ERRORS } from '../support/eventstoredb/server-errors.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { noted, streamOf, textsOf } from '../support/store-events.js';

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

describe('what an error of the server means', () => {
  it.each(SERVER_ERRORS)('to others: $name', async ({ error, others }) => {
    const slow = await EventStoreDbEventStore.open(server.url, {
      ...PATIENT,
      waits: { first: 600_000, longest: 600_000 },
    });
    server.refuses = error();
    for (let nth = 0; nth < 2; nth += 1) expect(await reasonFor(streamOf(slow, 'unit-1'))).toBeInstanceOf(Error);
    server.refuses = undefined;
    const asked = server.calls.length;
    const other = await reasonFor(streamOf(slow, 'unit-2'));
    await slow.close();
    expect([other === undefined, server.calls.length > asked]).toEqual([others === 'GO ON', others === 'GO ON']);
  });

  it.each(SERVER_ERRORS)('to a follower: $name', async ({ error, follower }) => {
    server.failsToRead = (request) => (request.getOptions()?.hasSubscription() === true ? error() : undefined);
    const stop = new AbortController();
    const batches = store.subscribe(BEGINNING, stop.signal)[Symbol.asyncIterator]();
    const first = batches.next();
    if (follower === 'SAYS SO') {
      const reason = await reasonFor(first);
      expect(reason).toBeInstanceOf(Error);
      expect(String(reason)).toMatch(/^(StoreRefuses|AppendTooLarge): EventStoreDB at esdb:/);
      return;
    }
    await eventually(() => server.calls.filter((call) => call === 'read').length > 4);
    server.failsToRead = () => undefined;
    await eventually(async () => (await reasonFor(store.append('unit-1', 'absent', [noted('a')]))) === undefined);
    const delivered = await first;
    expect(delivered.done === true ? [] : textsOf(delivered.value)).toEqual(['a']);
    stop.abort();
    await batches.return?.();
  });

  it.each(SERVER_ERRORS)('to who asks for its version: $name', async ({ name, error, follower }) => {
    server.failsToSay = error();
    const opening = EventStoreDbEventStore.open(server.url, { ...PATIENT, mayBeAway: true });
    // A server that knows no such question is a very old one.
    if (follower === 'SAYS SO') {
      const says = name === 'UNIMPLEMENTED' ? 'is of version unknown' : 'EventStoreDB at esdb:';
      return void expect(String(await reasonFor(opening))).toMatch(
        new RegExp(`^(StoreRefuses|AppendTooLarge): .*${says}`),
      );
    }
    const late = await opening;
    expect(await reasonFor(late.head())).toBeInstanceOf(StoreUnavailable);
    server.failsToSay = undefined;
    await eventually(async () => (await reasonFor(late.head())) === undefined);
    await late.close();
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

describe('an append that is refused', () => {
  it('was not stored, and is not said to be in doubt', async () => {
    server.mishaps.push('ACCESS_DENIED');
    const reason = await reasonFor(store.append('unit-1', 'absent', [noted('a')]));
    expect(reason).toBeInstanceOf(StoreRefuses);
    expect(String(reason)).toContain('check user and password');
    expect(server.calls.filter((call) => call === 'append')).toHaveLength(1);
  });
});
