import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refused } from '../../src/deciding/decision.js';
import { waitBefore } from '../../src/deciding/optimistic/apart.js';
import type { Event, Origin } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import {
  OutcomeUnknown,
  RevisionConflict,
  StoreUnavailable,
  StreamCut,
  type Appended,
} from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { EventSchemas } from '../../src/log/upcasting.js';
import { REGISTER, signing, signingOn, toSign } from '../support/store-commands.js';
import { METADATA, NOON, streamOf } from '../support/store-events.js';

/** `printf '{"data":{"names":["a","b"]},"mode":{"kind":"ACT"},"type":"Sign"}' | sha256sum` */
const DIGEST = 'ef00d3ebc1cba1a4766260d02905a1ce2bb99713123a4ffa2b3700fd6f517ff7';

let store: InMemoryEventStore;
beforeEach(() => {
  store = new InMemoryEventStore();
});

const namesIn = async () => (await streamOf(store, REGISTER)).map(({ data }) => ('name' in data ? data.name : ''));

async function refusalOf(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Refused ? error.refusal.code : String(error);
}

describe('making a decision history', () => {
  it('answers where the facts are', async () => {
    const receipt = await signingOn(store)(toSign(['ha-giang', 'head'], 'key-1'));
    const [first, second] = await streamOf(store, REGISTER);
    expect(receipt).toEqual({
      stream: REGISTER,
      revision: 1,
      position: await store.head(),
      events: [
        { id: first?.id, type: 'Signed', revision: 0 },
        { id: second?.id, type: 'Signed', revision: 1 },
      ],
      warnings: [{ code: 'CONFLICT_OF_INTEREST', rule: 'b.4', facts: { unit: 'head' } }],
    });
  });

  it('keeps everything about the decision beside its facts, and the command once', async () => {
    const gathered = [{ stream: 'unit-a', revision: 3, eventId: 'e', type: 'UnitRegistered', data: { unitId: 'a' } }];
    const salts = Buffer.from(Array.from({ length: 256 * 16 }, (_, index) => index % 251));
    const handle = signingOn(store, { randomBytes: (size) => salts.subarray(0, size) });
    await handle(toSign(['a', 'b'], 'key-1', { gathered, signature: 'jws', policy: 7 }));
    const [first, second] = await streamOf(store, REGISTER);
    const shared = {
      schema: 1,
      recordedAt: NOON,
      mode: { kind: 'ACT' },
      warnings: [],
      origin: METADATA.origin,
      policy: 7,
      correlationId: 'correlation of key-1',
      signature: 'jws',
    };
    expect(first?.metadata).toEqual({
      ...shared,
      decision: { key: 'key-1', digest: DIGEST, index: 0, count: 2 },
      command: { type: 'Sign', payload: { names: ['a', 'b'] }, gathered },
      salt: salts.subarray(0, 16).toString('base64url'),
    });
    expect(second?.metadata).toEqual({
      ...shared,
      decision: { ...first?.metadata.decision, index: 1 },
      causationId: first?.id,
      salt: salts.subarray(16, 32).toString('base64url'),
    });
  });

  it('never says that nothing was recorded once it was, whatever fails of reading it back', async () => {
    class Failing extends InMemoryEventStore {
      override readonly shared = true;
      failing: Error | 'STALE' | undefined;
      #stored = false;

      override async append(...given: Parameters<InMemoryEventStore['append']>): Promise<Appended> {
        const appended = await super.append(...given);
        this.#stored = true;
        return appended;
      }

      override async *read<E extends Event>(...given: Parameters<InMemoryEventStore['read']>) {
        if (this.#stored && this.failing === 'STALE') return;
        if (this.#stored && this.failing instanceof Error) throw this.failing;
        yield* super.read<E>(...given);
      }
    }
    const failures = [
      new StoreUnavailable('It'),
      new StreamCut(REGISTER, 0),
      new Error('of another kind'),
      'STALE',
    ] as const;
    for (const failing of failures) {
      const leader = new Failing();
      leader.failing = failing;
      await expect(signingOn(leader)(toSign('a', 'key-1'))).rejects.toThrow(OutcomeUnknown);
      leader.failing = undefined;
      expect((await signingOn(leader)(toSign('a', 'key-1'))).revision).toBe(0);
      expect(await streamOf(leader, REGISTER)).toHaveLength(1);
    }
  });

  it('records nothing when a rule is broken', async () => {
    const handle = signingOn(store);
    await handle(toSign('a', 'key-1'));
    expect(await refusalOf(handle(toSign('a', 'key-2')))).toBe('ALREADY_SIGNED');
    expect(await namesIn()).toEqual(['a']);
  });

  it('keeps a rule that a claim broke as a warning', async () => {
    const handle = signingOn(store);
    await handle(toSign('a', 'key-1'));
    const claim = { mode: { kind: 'CLAIM', source: { title: 'Báo Lào Cai' } } } as const;
    const { warnings } = await handle(toSign('undated', 'key-2', claim));
    expect(warnings).toEqual([{ code: 'DOCUMENT_REQUIRED', rule: 'R38', facts: {} }]);
    expect((await streamOf(store, REGISTER))[1]?.metadata).toMatchObject({ ...claim, warnings });
    expect(await refusalOf(handle(toSign('a', 'key-3', claim)))).toBe('ALREADY_SIGNED');
  });

  it('never records before the last event of the stream, whatever the clock does', async () => {
    const clock = [NOON, instantOf(Date.parse(NOON) - 3_600_000), instantOf(Date.parse(NOON) + 1)];
    const handle = signingOn(store, { now: () => clock.shift() ?? NOON });
    for (const name of ['a', 'b', 'c']) await handle(toSign(name, name));
    const recorded = (await streamOf(store, REGISTER)).map(({ metadata }) => metadata.recordedAt);
    expect(recorded).toEqual([NOON, NOON, instantOf(Date.parse(NOON) + 1)]);
  });

  it('takes a decider that accepts without an event for broken', async () => {
    const decide = () => ({ accepted: true as const, events: [], warnings: [] });
    const handle = signingOn(store, { decider: { ...signing, decide } });
    await expect(handle(toSign('a', 'key-1'))).rejects.toThrow('without a single event');
  });

  it('reads old events in their newest schema and writes the newest', async () => {
    const schemas = new EventSchemas(['Signed'], { Signed: { 1: (data) => ({ ...data, name: 'upcast' }) } });
    await signingOn(store)(toSign('a', 'key-1'));
    const handle = signingOn(store, { schemas });
    expect(await refusalOf(handle(toSign('upcast', 'key-2')))).toBe('ALREADY_SIGNED');
    await handle(toSign('b', 'key-3'));
    expect((await streamOf(store, REGISTER)).map(({ metadata }) => metadata.schema)).toEqual([1, 2]);
  });
});

describe('the same command again', () => {
  it('gets the same receipt, whatever has happened since and whoever answers', async () => {
    const handle = signingOn(store);
    const first = await handle(toSign(['a', 'head'], 'key-1'));
    await handle(toSign('b', 'key-2'));
    expect(await handle(toSign(['a', 'head'], 'key-1'))).toEqual(first);
    const other = { correlationId: 'another', policy: 2, ifMatch: 0 };
    expect(await signingOn(store)(toSign(['a', 'head'], 'key-1', other))).toEqual(first);
    expect(await namesIn()).toEqual(['a', 'head', 'b']);
  });

  it.each([
    ['payload', toSign('b', 'key-1')],
    ['mode', toSign('a', 'key-1', { mode: { kind: 'CLAIM', source: { title: 'S2' } } })],
    [
      'unit on whose behalf',
      toSign('a', 'key-1', {
        origin: { ...METADATA.origin, onBehalfOf: { unitId: 'a', person: { name: 'A' }, document: {} } },
      }),
    ],
  ])('is refused with another %s', async (_, request) => {
    const handle = signingOn(store);
    await handle(toSign('a', 'key-1'));
    expect(await refusalOf(handle(request))).toBe('DUPLICATE_COMMAND');
  });

  it.each([
    ['is the same after midnight when the caller left the day open', { undated: true } as const, 'accepted'],
    ['is another one when the caller named another day', {}, 'DUPLICATE_COMMAND'],
  ])('%s', async (_, circumstances, answer) => {
    const on = (date: string) => {
      const request = toSign('a', 'key-1', circumstances);
      return { ...request, command: { ...request.command, data: { ...request.command.data, occurredOn: { date } } } };
    };
    const handle = signingOn(store);
    const first = await handle(on('2025-03-22'));
    const again = handle(on('2025-03-23'));
    if (answer === 'accepted') expect(await again).toEqual(first);
    else expect(await refusalOf(again)).toBe(answer);
    expect(await namesIn()).toEqual(['a']);
  });

  it('is another command from another caller, and on another stream', async () => {
    const handle = signingOn(store);
    await handle(toSign('a', 'key-1'));
    const other: Origin = { ...METADATA.origin, subject: 'https://issuer.example|another' };
    expect((await handle(toSign('b', 'key-1', { origin: other }))).revision).toBe(1);
    expect((await handle(toSign('b', 'key-1', { stream: 'emulationYear-s2-2025' }))).revision).toBe(0);
  });

  it('is decided again when it was refused', async () => {
    const refusing = signingOn(store, {
      decider: { ...signing, fold: { ...signing.fold, initial: { names: ['a'] } } },
    });
    expect(await refusalOf(refusing(toSign('a', 'key-1')))).toBe('ALREADY_SIGNED');
    expect((await signingOn(store)(toSign('a', 'key-1'))).revision).toBe(0);
  });

  it('is one decision even when all copies come at once, from two processes', async () => {
    const [here, there] = [signingOn(store), signingOn(store)];
    const copies = Array.from({ length: 20 }, (_, copy) => (copy % 2 === 0 ? here : there)(toSign('a', 'key-1')));
    const receipts = await Promise.all(copies);
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(await namesIn()).toEqual(['a']);
  });

  it('takes one of two payloads that come at once from two processes, and refuses the other', async () => {
    const first = signingOn(store)(toSign('a', 'key-1'));
    const second = refusalOf(signingOn(store)(toSign('b', 'key-1')));
    expect([(await first).revision, await second]).toEqual([0, 'DUPLICATE_COMMAND']);
    expect(await namesIn()).toEqual(['a']);
  });
});

describe('racing for a stream', () => {
  it('lets each of 64 racers sign once, and the stream tell it in order', async () => {
    const namesOfRacers = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 64, maxLength: 64 });
    await fc.assert(
      fc.asyncProperty(namesOfRacers, fc.integer({ min: 1, max: 3 }), async (racers, processes) => {
        store = new InMemoryEventStore();
        const handlers = Array.from({ length: processes }, () => signingOn(store, { mostEventsKept: 30 }));
        const outcomes = await Promise.all(
          racers.map((name, racer) => {
            const handle = handlers[racer % processes] ?? signingOn(store);
            return handle(toSign(`${name}`, `key-${racer}`)).then(
              () => 'SIGNED',
              (error: unknown) => refusalOf(Promise.reject(error as Error)),
            );
          }),
        );
        const signed = await streamOf(store, REGISTER);
        expect(signed.map(({ data }) => ('nth' in data ? data.nth : -1))).toEqual(signed.map((_, index) => index));
        expect(new Set(await namesIn()).size).toBe(signed.length);
        expect(outcomes.filter((outcome) => outcome === 'SIGNED')).toHaveLength(signed.length);
        // One process decides on a stream in turns, so its racers never end in a conflict.
        const refusals = new Set(outcomes.filter((outcome) => outcome !== 'SIGNED'));
        if (processes === 1) expect([...refusals]).toEqual(['ALREADY_SIGNED']);
      }),
      { numRuns: 50 },
    );
  });

  it('decides again on what another writer made of the stream', async () => {
    const interrupted = interruptedBy(['a'], store);
    expect(await refusalOf(signingOn(interrupted)(toSign('a', 'late')))).toBe('ALREADY_SIGNED');
    expect((await signingOn(interruptedBy(['b', 'c', 'd'], store))(toSign('e', 'patient'))).revision).toBe(4);
  });

  it('gives up after eight more decisions, each after a pause of its own', async () => {
    const pauses: number[] = [];
    const pause = async (nth: number) => void pauses.push(nth);
    const others = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const handle = signingOn(interruptedBy([...others], store), { pause });
    expect(await refusalOf(handle(toSign('z', 'key-1')))).toBe('CONCURRENCY_CONFLICT');
    expect(await namesIn()).toEqual(others.slice(0, 9));
    expect(pauses).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('draws its pauses from spans that double up to a bound', () => {
    expect([1, 2, 3, 4, 5, 8].map((nth) => waitBefore(nth, 0.5))).toEqual([10, 20, 40, 80, 80, 80]);
    expect(waitBefore(8, 0)).toBe(0);
  });

  it('does not decide again for a caller who named the revision', async () => {
    const stale = new RevisionConflict(REGISTER, 'absent', 0);
    const interrupted = signingOn(interruptedBy(['a'], store));
    await expect(interrupted(toSign('z', 'key-1', { ifMatch: 'absent' }))).rejects.toEqual(stale);
    await expect(signingOn(store)(toSign('z', 'key-1', { ifMatch: 'absent' }))).rejects.toEqual(stale);
    expect((await signingOn(store)(toSign('z', 'key-1', { ifMatch: 0 }))).revision).toBe(1);
  });

  it('passes on that the outcome is unknown, and the same key settles it', async () => {
    const failing = new FailingOnce(store);
    const handle = signingOn(failing);
    await expect(handle(toSign('a', 'key-1'))).rejects.toThrow(OutcomeUnknown);
    expect((await handle(toSign('a', 'key-1'))).revision).toBe(0);
    expect(await namesIn()).toEqual(['a']);
  });

  it('folds a stream again that no longer fits in memory', async () => {
    const handle = signingOn(store, { mostEventsKept: 12 });
    for (let index = 0; index < 10; index += 1) await handle(toSign(`${index}`, `${index}`));
    expect(await refusalOf(handle(toSign('3', 'again')))).toBe('ALREADY_SIGNED');
    expect(await namesIn()).toHaveLength(10);
  });
});

/** A store where another process signs one name just before each append. */
function interruptedBy(names: string[], inner: InMemoryEventStore): InMemoryEventStore {
  const rival = signingOn(inner);
  return new (class extends InMemoryEventStore {
    override read: InMemoryEventStore['read'] = (stream, from) => inner.read(stream, from);
    override async append(...append: Parameters<InMemoryEventStore['append']>): Promise<Appended> {
      const name = names.shift();
      if (name !== undefined) await rival(toSign(name, `rival ${name}`));
      return inner.append(...append);
    }
  })();
}

/** Stores the first append, but fails before it answers. */
class FailingOnce extends InMemoryEventStore {
  #failed = false;

  constructor(private readonly inner: InMemoryEventStore) {
    super();
  }

  override read: InMemoryEventStore['read'] = (stream, from) => this.inner.read(stream, from);

  override async append(...append: Parameters<InMemoryEventStore['append']>): Promise<Appended> {
    const appended = await this.inner.append(...append);
    if (this.#failed) return appended;
    this.#failed = true;
    throw new OutcomeUnknown(new Error('EIO'));
  }
}
