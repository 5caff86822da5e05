import type { EventEmitter as Emitter } from 'node:events';
import messages from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BEGINNING } from '../../src/kernel/event.js';
import { AppendTooLarge } from '../../src/log/append-limit.js';
import {
  type Appended,
  GroundsMoved,
  OutcomeUnknown,
  RevisionConflict,
  StoreUnavailable,
  StreamCut,
} from '../../src/log/event-store.js';
import { type Client, clientOf } from '../../src/log/eventstoredb/client.js';
import { encoded } from '../../src/log/eventstoredb/recorded-event.js';
import { NotShared, SharedAppends } from '../../src/log/eventstoredb/shared-appends.js';
import { batchError, notLeader, REFUSALS } from '../support/eventstoredb/protocol.js';
import { StoreOnServer } from '../support/eventstoredb/store-on-server.js';
import type { Mishap } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { onceAvailable } from '../support/once-available.js';
import { logOf, noted } from '../support/store-events.js';

const MANY = 40;

let met: StoreOnServer;
beforeEach(async () => {
  met = await StoreOnServer.start();
});
afterEach(() => met.stop());

/** So many appends at once, each to a stream of its own. */
function appended(count: number, prefix = 'unit'): readonly Promise<Appended>[] {
  return Array.from({ length: count }, (_, n) => met.store.append(`${prefix}-${n}`, 'absent', [noted(`${n}`)]));
}

/** Where each of them stands in the log, with that it stands there once. */
async function standing(): Promise<ReadonlyMap<string, Appended>> {
  const log = await onceAvailable(() => logOf(met.store, BEGINNING));
  const places = new Map(
    log.map(({ stream, revision, position }) => [`${stream} ${revision}`, { revision, position }]),
  );
  expect(log).toHaveLength(places.size);
  return places;
}

describe('appends that are put at once', () => {
  it('go on one call, and each is answered with its own place', async () => {
    met.server.calls.length = 0;
    const answers = await Promise.all(appended(MANY));
    expect(met.server.calls.filter((call) => call === 'batchAppend')).toHaveLength(1);
    expect(met.server.calls.filter((call) => call === 'append').length).toBeLessThanOrEqual(1);
    const places = await standing();
    expect(answers).toEqual(Array.from({ length: MANY }, (_, n) => places.get(`unit-${n} 0`)));
  });

  it('leave one that is large to a call of its own', async () => {
    met.server.calls.length = 0;
    await Promise.all([...appended(2), met.store.append('unit-large', 'absent', [noted('x'.repeat(300_000))])]);
    expect(met.server.calls.filter((call) => call === 'append')).toHaveLength(2);
  });

  const BAD: readonly (readonly [string, unknown, () => Promise<Appended>])[] = [
    ['expects another revision', RevisionConflict, () => met.store.append('unit-bad', 5, [noted('a')])],
    [
      'is to a stream that was ended for good',
      StreamCut,
      () => {
        met.server.log.bury('unit-bad');
        return met.store.append('unit-bad', 'absent', [noted('a')]);
      },
    ],
    [
      'is more than the server takes',
      AppendTooLarge,
      () => met.store.append('unit-bad', 'absent', [noted('x'.repeat(3000))]),
    ],
  ];
  it.each(BAD)('do not fail with one of them that %s', async (_, error, bad) => {
    met.server.maxAppendSize = 2000;
    const [before, failing, after] = [appended(MANY, 'unit-before'), bad(), appended(MANY, 'unit-after')];
    await expect(failing).rejects.toThrow(error);
    const answers = await Promise.all([...before, ...after]);
    const places = await standing();
    expect(new Set(answers)).toEqual(new Set(places.values()));
  });

  it.each<Mishap>([
    'CUT_BEFORE',
    'CUT_AFTER',
    'BUSY',
    'TIMEOUT',
    'ACCESS_DENIED',
    'UNAUTHENTICATED',
    'UNFORESEEN',
    'TOO_LARGE',
    'ENDS',
  ])('are all stored once and answered truly where their call meets %s', async (mishap) => {
    const first = appended(1, 'unit-alone');
    met.server.mishaps.push(mishap);
    const answers = appended(MANY);
    // The one in a call of its own may be the one that meets it.
    const [alone, ...shared] = await Promise.allSettled([...first, ...answers]);
    const places = await standing();
    expect(shared).toEqual(
      Array.from({ length: MANY }, (_, n) => ({ status: 'fulfilled', value: places.get(`unit-${n} 0`) })),
    );
    expect(['fulfilled', 'rejected']).toContain(alone?.status);
  });

  it('are held each to the connection over which its facts were read: over another one they are read again, and hold or not', async () => {
    const { connection } = met.store;
    const again: number[] = [];
    const put = (n: number): Promise<Appended> =>
      met.store.append(`unit-${n}`, 'absent', [noted(`${n}`)], {
        connection: n % 2 === 0 ? connection : connection - 1,
        again: async () => {
          again.push(n);
          return n % 4 === 1 ? met.store.connection : undefined;
        },
      });
    const answers = await Promise.allSettled(Array.from({ length: MANY }, (_, n) => put(n)));
    const places = await standing();
    for (const [n, answer] of answers.entries()) {
      const there = places.get(`unit-${n} 0`);
      if (n % 4 === 3)
        expect([answer, there]).toEqual([{ status: 'rejected', reason: expect.any(GroundsMoved) }, undefined]);
      else expect(answer).toEqual({ status: 'fulfilled', value: there });
    }
    expect(again.toSorted((a, b) => a - b)).toEqual(Array.from({ length: MANY / 2 }, (_, n) => 2 * n + 1));
  });

  it('are each stored once at most, and where they are answered, whatever happens to their calls', async () => {
    const mishap = fc.constantFrom<Mishap | undefined>(
      undefined,
      undefined,
      'CUT_BEFORE',
      'CUT_AFTER',
      'BUSY',
      'TIMEOUT',
      'ENDS',
      'UNFORESEEN',
    );
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(mishap, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(20, 20, 1),
        async (mishaps, many) => {
          const run = `unit-${(runs += 1)}`;
          met.server.mishaps.push(...mishaps.flatMap((one) => (one === undefined ? [] : [one])));
          const answers = await Promise.allSettled(appended(many, run));
          met.server.mishaps.length = 0;
          const places = await standing();
          for (const [n, answer] of answers.entries()) {
            if (answer.status === 'fulfilled') expect(answer.value).toEqual(places.get(`${run}-${n} 0`));
            else if (!(answer.reason instanceof OutcomeUnknown)) {
              expect(answer.reason).toBeInstanceOf(StoreUnavailable);
              expect(places.get(`${run}-${n} 0`)).toBeUndefined();
            }
          }
        },
      ),
      {
        numRuns: 20,
        // Where one alone meets all of them, the store asks its server nothing for a while when the last try is over.
        examples: [
          [['BUSY', 'BUSY', 'BUSY', 'BUSY'], 1],
          [[undefined, 'BUSY', undefined, undefined, 'ENDS', 'UNFORESEEN', 'BUSY'], 20],
        ],
      },
    );
  });
});

describe('a call that is shared', () => {
  let made: Client;
  let shared: SharedAppends;
  beforeEach(() => {
    made = clientOf(met.server.url);
    shared = new SharedAppends({ username: '', password: '' });
    met.server.calls.length = 0;
  });
  afterEach(() => made.close());

  const put = (nameOnServer: string, connection = 1) =>
    shared.append(made.client, { nameOnServer, expected: 'absent', events: [encoded(noted('a'))], connection });

  it('is another one for appends over another connection, also where the first goes on', async () => {
    await Promise.all([put('unit-1'), put('unit-2')]);
    await Promise.all([put('unit-3', 2), put('unit-4', 2)]);
    await put('unit-5', 2);
    expect(met.server.calls.filter((call) => call === 'batchAppend')).toHaveLength(2);
  });

  it('is ended once all on it were answered where appends go over another connection: a server that winds down waits for it', async () => {
    met.server.delay = 300;
    const first = put('unit-1');
    await eventually(() => met.server.shared.size === 1);
    met.server.delay = 0;
    await put('unit-2', 2);
    expect(await first).toMatchObject({ success: true });
    await eventually(() => met.server.shared.size === 1);
    await put('unit-3', 3);
    await eventually(() => met.server.shared.size === 1);
    expect(await put('unit-4', 3)).toMatchObject({ success: true });
  });

  it('leaves what is on it in doubt where it answered others and then refuses the user: it was begun', async () => {
    await put('unit-1');
    met.server.delay = 100;
    const second = put('unit-2').catch((error: unknown) => error);
    await eventually(() => met.server.shared.size === 1);
    for (const call of met.server.shared) (call as Emitter).emit('error', REFUSALS.UNAUTHENTICATED());
    expect(await second).toMatchObject({ mayBeStored: true });
  });

  it('leaves in doubt what it answers in bytes that cannot be read, and answers others', async () => {
    await put('unit-1');
    met.server.delay = 100;
    const unreadable = { serializeBinary: () => Uint8Array.of(0xff, 0xff) };
    const garbled = Object.assign(new messages.WrongExpectedVersion(), unreadable);
    const error = batchError(9, 'Wrong expected version', 'WrongExpectedVersion', garbled);
    for (const each of met.server.shared) {
      const call = each as ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
      call.once('data', (request: BatchAppendReq) =>
        call.write(new streams.BatchAppendResp().setCorrelationId(request.getCorrelationId()).setError(error)),
      );
    }
    expect(await put('unit-2').catch((failure: unknown) => failure)).toMatchObject({ mayBeStored: true });
    expect(await put('unit-3')).toMatchObject({ success: true });
  });

  it.each<[string, Mishap, boolean]>([
    ['refused alone', 'ACCESS_DENIED', false],
    ['too large alone', 'TOO_LARGE', false],
    ['timed out alone', 'TIMEOUT', true],
    ['on a call that ends since another node leads', notLeader('127.0.0.1', 1), true],
    ['on a call that ends in what was not foreseen', 'UNFORESEEN', true],
    ['on a call that ends in peace', 'ENDS', true],
    ['on a call that is cut', 'CUT_BEFORE', true],
  ])(
    'leaves an append in doubt unless it says of that one that it is not stored: %s',
    async (_, mishap, mayBeStored) => {
      await put('unit-1');
      met.server.mishaps.push(mishap);
      const failure: unknown = await put('unit-2').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(NotShared);
      expect(failure).toMatchObject({ mayBeStored });
    },
  );
});
