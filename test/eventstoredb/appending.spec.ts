import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING } from '../../src/kernel/event.js';
import { OutcomeUnknown, Overloaded, RevisionConflict, StoreUnavailable } from '../../src/log/event-store.js';
import { notLeader, streamDeleted } from '../support/eventstoredb/protocol.js';
import { SERVER_ERRORS } from '../support/eventstoredb/server-errors.js';
import { StoreOnServer } from '../support/eventstoredb/store-on-server.js';
import type { Mishap } from '../support/eventstoredb/test-server.js';
import { onceAvailable } from '../support/once-available.js';
import { logOf, noted, streamOf, textsOf } from '../support/store-events.js';

const STREAM = 'emulationYear-s2-2024';

let met: StoreOnServer;
beforeEach(async () => {
  met = await StoreOnServer.start();
});
afterEach(() => met.stop());

const events = () => onceAvailable(() => streamOf(met.store, STREAM));
const stored = async () => textsOf(await events());

describe('an append whose answer is lost', () => {
  it.each<[string, Mishap]>([
    ['cut before it was stored', 'CUT_BEFORE'],
    ['cut after it was stored', 'CUT_AFTER'],
    ['put to a server that is too busy', 'BUSY'],
    ['not answered by the cluster in time', 'TIMEOUT'],
  ])('is stored once and answered where it is: %s', async (_, mishap) => {
    met.server.mishaps.push(mishap);
    const appended = await met.store.append(STREAM, 'absent', [noted('a')]);
    const [event] = await events();
    expect(appended).toEqual({ revision: 0, position: event?.position });
    expect(await stored()).toEqual(['a']);
  });

  it('is stored once even when it is cut three times, with all its events', async () => {
    met.server.mishaps.push('CUT_AFTER', 'CUT_BEFORE', 'CUT_AFTER');
    const appended = await met.store.append(STREAM, 'absent', [noted('a'), noted('b'), noted('c')]);
    const there = await events();
    expect(appended).toEqual({ revision: 2, position: there.at(-1)?.position });
    expect(textsOf(there)).toEqual(['a', 'b', 'c']);
  });

  it('is stored once and whole when it is large and cut on its way', async () => {
    for (let turns = 0; turns < 40; turns += 8) {
      const many = Array.from({ length: 400 }, (_, index) => noted(`${index} ${'x'.repeat(500)}`));
      const appending = met.store.append(`unit-${turns}`, 'absent', many);
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      met.server.gate.cut();
      expect((await appending).revision).toBe(399);
      expect(met.server.log.ofStream(`unit-${turns}`)).toHaveLength(400);
    }
  });

  it('is a lost race when another writer took its place meanwhile', async () => {
    await met.store.append(STREAM, 'absent', [noted('a')]);
    met.server.mishaps.push('CUT_BEFORE');
    const late = met.store.append(STREAM, 0, [noted('late')]);
    met.server.log.write(STREAM, 0, [{ ...met.server.log.ofStream(STREAM)[0]!, id: crypto.randomUUID() }]);
    await expect(late).rejects.toEqual(new RevisionConflict(STREAM, 0, 1));
  });

  it('has an unknown outcome when no try is answered, and the same events settle it', async () => {
    met.server.mishaps.push('CUT_AFTER', 'CUT_AFTER', 'CUT_AFTER', 'CUT_AFTER');
    const same = [noted('a')];
    await expect(met.store.append(STREAM, 'absent', same)).rejects.toThrow(OutcomeUnknown);
    const afterwards = await met.another();
    expect((await afterwards.append(STREAM, 'absent', same)).revision).toBe(0);
    expect(textsOf(await streamOf(afterwards, STREAM))).toEqual(['a']);
  });

  it('has an unknown outcome when it is refused, for whatever reason, once it is put again', async () => {
    const refusals = SERVER_ERRORS.filter(({ append }) => append !== '503 OUTCOME_UNKNOWN');
    const errors = [...refusals, { name: 'stream-deleted', error: () => streamDeleted(STREAM) }];
    const told = errors.map(async ({ name, error }) => {
      const own = await StoreOnServer.start();
      own.server.mishaps.push('CUT_AFTER', ...Array.from({ length: 4 }, error));
      const reason = await own.store.append(STREAM, 'absent', [noted('a')]).catch((thrown: unknown) => thrown);
      const count = own.server.log.ofStream(STREAM).length;
      await own.stop();
      return [name, count, reason instanceof OutcomeUnknown ? 'OUTCOME_UNKNOWN' : String(reason)];
    });
    expect(await Promise.all(told)).toEqual(errors.map(({ name }) => [name, 1, 'OUTCOME_UNKNOWN']));
    expect(errors.length).toBeGreaterThan(10);
  });

  it('has an unknown outcome when the server says nothing any more', async () => {
    const store = await met.impatient();
    met.server.gate.hold(true);
    await expect(store.append(STREAM, 'absent', [noted('a')])).rejects.toThrow(OutcomeUnknown);
    met.server.gate.hold(false);
  });
});

describe('a server that is away', () => {
  it('is not asked again at once: commands fail fast, and go on when it is back', async () => {
    await met.server.gate.shut();
    await expect(streamOf(met.store, STREAM)).rejects.toThrow(StoreUnavailable);
    await expect(met.store.append(STREAM, 'absent', [noted('a')])).rejects.toThrow(StoreUnavailable);
    await expect(met.store.head()).rejects.toThrow(`EventStoreDB at esdb://127.0.0.1:${met.server.gate.port}`);
    await met.server.gate.open();
    const again = await onceAvailable(() => met.store.append(STREAM, 'absent', [noted('b')]));
    expect(again.revision).toBe(0);
    expect(await stored()).toEqual(['b']);
  });

  it('is not one that merely broke its connections: the next question is put to it', async () => {
    const stop = new AbortController();
    const idle = met.store.subscribe(BEGINNING, stop.signal)[Symbol.asyncIterator]().next();
    await met.store.head();
    met.server.gate.cut();
    await met.store.append(STREAM, 'absent', [noted('a')]);
    expect((await idle).done).toBe(false);
    stop.abort();
  });

  it('is one that names another leader: the question goes there', async () => {
    const leader = await StoreOnServer.start();
    met.server.mishaps.push(notLeader('127.0.0.1', leader.server.gate.port));
    await met.store.append(STREAM, 'absent', [noted('a')]);
    expect(textsOf(await streamOf(leader.store, STREAM))).toEqual(['a']);
    await leader.stop();
  });
});

describe('a server that refuses', () => {
  it.each<[Mishap, string]>([
    ['ACCESS_DENIED', 'refuses this user: check user and password'],
    ['UNAUTHENTICATED', 'refuses this user: check user and password'],
    ['TOO_LARGE', 'raise its MaxAppendSize'],
  ])('%s is told with what to do', async (mishap, remedy) => {
    met.server.mishaps.push(mishap);
    await expect(met.store.append(STREAM, 'absent', [noted('a')])).rejects.toThrow(remedy);
    expect(await stored()).toEqual([]);
  });
});

describe('an append', () => {
  it('is answered with the position that readers see, one event or several', async () => {
    const one = await met.store.append(STREAM, 'absent', [noted('a')]);
    const several = await met.store.append(STREAM, 0, [noted('b'), noted('c')]);
    const positions = (await logOf(met.store, BEGINNING)).map(({ position }) => position);
    expect([one.position, several.position]).toEqual([positions[0], positions[2]]);
    expect(await met.store.head()).toBe(several.position);
  });

  it('is a call of its own where there is no other, and the only one, however many events it has', async () => {
    met.server.calls.length = 0;
    await met.store.append(STREAM, 'absent', [noted('a'), noted('b')]);
    expect(met.server.calls).toEqual(['append']);
  });

  it('waits here while 256 are put to the server, and is refused at once when a thousand wait', async () => {
    met.server.delay = 20;
    const appends = Array.from({ length: 1001 }, (_, unit) => met.store.append(`unit-${unit}`, 'absent', [noted('a')]));
    const outcomes = await Promise.allSettled(appends);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refused).toEqual([new Overloaded(1000)]);
    // And one in a call of its own, which came when there was no other.
    expect(met.server.mostDelayed).toBeLessThanOrEqual(257);
  });

  it('to a stream of no known category is refused, since no reader would see it', async () => {
    await expect(met.store.append('invoice-1', 'absent', [noted('a')])).rejects.toThrow(RangeError);
  });
});
