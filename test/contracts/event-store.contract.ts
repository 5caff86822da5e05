import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import { RevisionConflict, type EventStore } from '../../src/log/event-store.js';
import { defined } from '../../src/kernel/defined.js';
import { type Instant, instantOf } from '../../src/kernel/instant.js';
import { logOf, METADATA, NOON, noted, streamOf, textsOf } from '../support/store-events.js';

const STREAM = 'emulationYear-s2-2024';

/** The contract of every engine. `open` gives an empty store. */
export function eventStoreContract(engine: string, open: () => EventStore | Promise<EventStore>): void {
  let store: EventStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  describe(`${engine}: appending`, () => {
    it('gives revisions from 0 and positions in the order of the log', async () => {
      const first = await store.append(STREAM, 'absent', [noted('a'), noted('b')]);
      const second = await store.append(STREAM, 1, [noted('c')]);
      expect(first.revision).toBe(1);
      expect(second.revision).toBe(2);
      expect(BEGINNING < first.position && first.position < second.position).toBe(true);
    });

    it('gives back what was stored, to the last character', async () => {
      const event = noted('Giao ước thi đua năm 2024 – Điện Biên, “Cờ luân lưu” 🇻🇳 \u0301 \\ " \n');
      const { position } = await store.append(STREAM, 'absent', [event]);
      expect(await streamOf(store, STREAM)).toEqual([{ ...event, stream: STREAM, revision: 0, position }]);
    });

    it('shares no object with the writer or between readers', async () => {
      const data = { text: 'as it was' };
      await store.append(STREAM, 'absent', [{ ...noted(''), data }]);
      data.text = 'changed';
      const [first] = await streamOf(store, STREAM);
      Object.assign(first?.data ?? {}, { text: 'changed' });
      expect(textsOf(await streamOf(store, STREAM))).toEqual(['as it was']);
    });

    it('refuses a stale append and then accepts the right one', async () => {
      await store.append(STREAM, 'absent', [noted('a'), noted('b')]);
      await expect(store.append(STREAM, 0, [noted('late')])).rejects.toEqual(new RevisionConflict(STREAM, 0, 1));
      await store.append(STREAM, 1, [noted('c')]);
      expect(textsOf(await streamOf(store, STREAM))).toEqual(['a', 'b', 'c']);
    });

    it('refuses `absent` for a stream that exists', async () => {
      await store.append(STREAM, 'absent', [noted('a')]);
      const again = store.append(STREAM, 'absent', [noted('b')]);
      await expect(again).rejects.toEqual(new RevisionConflict(STREAM, 'absent', 0));
    });

    it('refuses a revision the stream has not reached', async () => {
      await expect(store.append(STREAM, 0, [noted('a')])).rejects.toEqual(new RevisionConflict(STREAM, 0, 'absent'));
      await store.append(STREAM, 'absent', [noted('a')]);
      await expect(store.append(STREAM, 5, [noted('b')])).rejects.toEqual(new RevisionConflict(STREAM, 5, 0));
    });

    it('refuses what is no revision and an append of nothing', async () => {
      await expect(store.append(STREAM, -1, [noted('a')])).rejects.toThrow(RangeError);
      await expect(store.append(STREAM, Number.NaN, [noted('a')])).rejects.toThrow(RangeError);
      await expect(store.append(STREAM, 'absent', [])).rejects.toThrow(RangeError);
      expect(await store.head()).toBe(BEGINNING);
    });

    it('appends all events of one call or none', async () => {
      const unwritable = { ...noted('b'), data: { text: 1n } };
      await expect(store.append(STREAM, 'absent', [noted('a'), unwritable])).rejects.toThrow(TypeError);
      expect(await streamOf(store, STREAM)).toEqual([]);
      expect(await store.head()).toBe(BEGINNING);
    });

    it('lets exactly one of ten racers win each revision', async () => {
      await store.append(STREAM, 'absent', [noted('opened')]);
      for (let revision = 0; revision < 5; revision += 1) {
        const racers = Array.from({ length: 10 }, (_, racer) => store.append(STREAM, revision, [noted(`${racer}`)]));
        const outcomes = await Promise.allSettled(racers);
        const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
        expect(lost.map(({ reason }) => reason as unknown)).toEqual(
          Array.from({ length: 9 }, () => new RevisionConflict(STREAM, revision, revision + 1)),
        );
      }
      expect((await streamOf(store, STREAM)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('lets the losers of a race take nobody with them', async () => {
      await store.append(STREAM, 'absent', [noted('a')]);
      const outcomes = await Promise.allSettled([
        store.append('unit-1', 'absent', [noted('1')]),
        store.append(STREAM, 'absent', [noted('stale')]),
        store.append('unit-2', 'absent', [noted('2')]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      // Which of two that are put at once comes first, no engine promises.
      expect([...textsOf(await logOf(store, BEGINNING))].sort()).toEqual(['1', '2', 'a']);
    });

    it('answers the same to the same events again, even when the stream has moved on', async () => {
      const events = [noted('a'), noted('b')];
      const first = await store.append(STREAM, 'absent', events);
      await store.append(STREAM, 1, [noted('c')]);
      expect(await store.append(STREAM, 'absent', events)).toEqual(first);
      expect(textsOf(await streamOf(store, STREAM))).toEqual(['a', 'b', 'c']);
    });

    it('answers the same to the same events sent twice at once', async () => {
      const events = [noted('a')];
      const [first, second] = await Promise.all([
        store.append(STREAM, 'absent', events),
        store.append(STREAM, 'absent', events),
      ]);
      expect(second).toEqual(first);
      expect(textsOf(await logOf(store, BEGINNING))).toEqual(['a']);
    });

    it('takes only all the same events for a repetition', async () => {
      const [a, b] = [noted('a'), noted('b')];
      await store.append(STREAM, 'absent', [a, b]);
      const conflict = new RevisionConflict(STREAM, 'absent', 1);
      await expect(store.append(STREAM, 'absent', [a, b, noted('c')])).rejects.toEqual(conflict);
      await expect(store.append(STREAM, 'absent', [b, a])).rejects.toEqual(conflict);
      await expect(store.append(STREAM, 'absent', [a, noted('x')])).rejects.toEqual(conflict);
    });

    it('takes a large batch', async () => {
      const events = Array.from({ length: 3000 }, (_, index) => noted(`${index}`));
      expect((await store.append(STREAM, 'absent', events)).revision).toBe(2999);
      expect(textsOf(await streamOf(store, STREAM))).toEqual(textsOfNew(3000));
    });

    it('refuses everything once it is closed', async () => {
      await store.close();
      await expect(store.append(STREAM, 'absent', [noted('a')])).rejects.toThrow('closed');
    });
  });

  describe(`${engine}: reading`, () => {
    it('gives nothing for a stream that does not exist', async () => {
      expect(await streamOf(store, 'unit-nobody')).toEqual([]);
    });

    it('starts a stream at the revision asked for', async () => {
      await store.append(STREAM, 'absent', [noted('a'), noted('b'), noted('c')]);
      expect(textsOf(await streamOf(store, STREAM, 1))).toEqual(['b', 'c']);
      expect(textsOf(await streamOf(store, STREAM, 3))).toEqual([]);
    });

    it('gives at most as many events of a stream as are asked for, and large ones whole', async () => {
      const large = 'n'.repeat(100_000);
      const texts = Array.from({ length: 9 }, (_, nth) => `${nth}${nth % 2 === 0 ? large : ''}`);
      await store.append(
        STREAM,
        'absent',
        texts.map((text) => noted(text)),
      );
      const read = async (from: number, most?: number): Promise<readonly string[]> => {
        const events: Recorded[] = [];
        for await (const event of store.read(STREAM, from, defined({ most }))) events.push(event);
        return textsOf(events);
      };
      expect(await read(0)).toEqual(texts);
      expect(await read(3, 1)).toEqual(texts.slice(3, 4));
      expect(await read(2, 6)).toEqual(texts.slice(2, 8));
      expect(await read(8, 6)).toEqual(texts.slice(8));
    });

    it('leaves out no type but those that the reader does not take', async () => {
      const typed = Array.from({ length: 1200 }, (_, nth) => ({
        ...noted(String(nth)),
        type: ['A', 'B', 'C'][nth % 3] ?? '',
      }));
      await store.append(STREAM, 'absent', typed);
      const taken: string[] = [];
      for await (const event of store.read(STREAM, 3, { leaveOut: ['A', 'B', 'unknown'] })) {
        if (event.type === 'C') taken.push(`${event.revision}`);
      }
      expect(taken).toEqual(typed.flatMap(({ type }, nth) => (type === 'C' && nth >= 3 ? [`${nth}`] : [])));
    });

    it('finds the last event that counts at an instant, whatever the clocks did', async () => {
      const at = (second: number): Instant => instantOf(Date.parse(NOON) + second * 1000);
      // A clock that is set back and forth; the log is longer than what an index may leave between two of its entries.
      const seconds = Array.from({ length: 300 }, (_, nth) => nth + ((nth * 7919) % 40) - (nth % 97 === 0 ? 60 : 0));
      const positions: Position[] = [];
      for (const [nth, second] of seconds.entries()) {
        const event = noted(String(nth), undefined, { ...METADATA, recordedAt: at(second) });
        positions.push((await store.append(`unit-${nth}`, 'absent', [event])).position);
      }
      const expected = (second: number): Position => {
        const ahead = seconds.findIndex((other) => other > second);
        return (ahead < 0 ? positions.at(-1) : positions[ahead - 1]) ?? BEGINNING;
      };
      for (const second of [-100, -1, 0, 1, 38, 39, 40, 63, 64, 65, 127, 128, 200, 338, 339, 1000]) {
        expect([second, await store.lastBy(at(second))]).toEqual([second, expected(second)]);
      }
    });

    it('gives the log in batches, none of them empty, after any position', async () => {
      await store.append(
        STREAM,
        'absent',
        Array.from({ length: 5 }, (_, index) => noted(`${index}`)),
      );
      const batches: (readonly string[])[] = [];
      for await (const batch of store.readAll(BEGINNING, 2)) batches.push(textsOf(batch));
      expect(batches).toEqual([['0', '1'], ['2', '3'], ['4']]);
      const third = (await streamOf(store, STREAM))[2]?.position ?? BEGINNING;
      expect(textsOf(await logOf(store, third))).toEqual(['3', '4']);
      expect(await logOf(store, await store.head())).toEqual([]);
    });

    it('refuses a position of another engine', async () => {
      await expect(logOf(store, 'C:12/P:12' as Position)).rejects.toThrow(RangeError);
    });

    it('gives the log one order that a reader can never miss part of', async () => {
      const seen: Recorded[] = [];
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let index = 0; index < 25; index += 1) {
          await store.append(`unit-${writer}`, index === 0 ? 'absent' : index - 1, [noted(`${writer}.${index}`)]);
        }
      });
      const written = Promise.all(writers);
      while (seen.length < 200) {
        for await (const batch of store.readAll(seen.at(-1)?.position ?? BEGINNING, 7)) seen.push(...batch);
        await new Promise(setImmediate);
      }
      await written;
      expect(seen).toEqual(await logOf(store, BEGINNING));
      const positions = seen.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort());
      expect(await store.head()).toBe(positions.at(-1));
    });
  });

  describe(`${engine}: which log it is`, () => {
    it('has an identity that no append changes and no other log has', async () => {
      const identity = await store.identity();
      expect(identity).toMatch(/^[0-9a-f-]{36}$/);
      await store.append(STREAM, 'absent', [noted('a')]);
      expect(await store.identity()).toBe(identity);
      const other = await open();
      expect(await other.identity()).not.toBe(identity);
      await other.close();
    });

    it('gives the event at each position, and none where there is none', async () => {
      await store.identity();
      await store.append(STREAM, 'absent', [noted('a'), noted('b')]);
      await store.append('unit-1', 'absent', [noted('c')]);
      const log = await logOf(store, BEGINNING);
      for (const event of log) expect(await store.at(event.position)).toEqual(event);
      expect(await store.at(BEGINNING)).toBeUndefined();
      expect(await store.at(after(await store.head()))).toBeUndefined();
      expect(log).toHaveLength(3);
      await expect(store.at('C:12/P:12' as Position)).rejects.toThrow(RangeError);
    });

    it('tells no reader of the log about its identity', async () => {
      await store.identity();
      expect(await store.head()).toBe(BEGINNING);
      await store.append(STREAM, 'absent', [noted('a')]);
      expect(textsOf(await logOf(store, BEGINNING))).toEqual(['a']);
    });
  });

  describe(`${engine}: subscribing`, () => {
    it('goes from the past to the present with no gap and no double', async () => {
      for (let index = 0; index < 20; index += 1) {
        await store.append(`unit-${index}`, 'absent', [noted(`${index}`)]);
      }
      const stop = new AbortController();
      const seen: string[] = [];
      let next = 20;
      const appendNext = (): void => {
        if (next < 40) void store.append(`unit-${next}`, 'absent', [noted(`${next++}`)]);
      };
      for await (const batch of store.subscribe(BEGINNING, stop.signal, 3)) {
        seen.push(...textsOf(batch));
        // Some appends land while a batch is handled, others while the subscriber waits.
        appendNext();
        setImmediate(appendNext);
        if (seen.length >= 40) stop.abort();
      }
      expect([...seen].sort(byNumber)).toEqual(textsOfNew(40));
      expect(seen).toEqual(textsOf(await logOf(store, BEGINNING)));
    });

    it('wakes for what is appended while it sleeps', async () => {
      const stop = new AbortController();
      const batches = store.subscribe(BEGINNING, stop.signal)[Symbol.asyncIterator]();
      const sleeping = batches.next();
      await store.append(STREAM, 'absent', [noted('now')]);
      const woken = await sleeping;
      expect(woken.done === true ? [] : textsOf(woken.value)).toEqual(['now']);
      stop.abort();
      expect((await batches.next()).done).toBe(true);
    });

    it('ends when it is aborted asleep, and when the store closes', async () => {
      const stop = new AbortController();
      const aborted = store.subscribe(BEGINNING, stop.signal)[Symbol.asyncIterator]().next();
      stop.abort();
      expect((await aborted).done).toBe(true);
      const closed = store.subscribe(BEGINNING, new AbortController().signal)[Symbol.asyncIterator]().next();
      await store.close();
      expect((await closed).done).toBe(true);
    });
  });
}

function textsOfNew(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${index}`);
}

function byNumber(a: string, b: string): number {
  return Number(a) - Number(b);
}

/** The next position that the engine could give. */
function after(position: Position): Position {
  return (BigInt(position) + 1n).toString().padStart(position.length, '0') as Position;
}
