import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Replay } from '../../projections/projector/replay.js';
import type { Moment } from '../../read-models/replay-port.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { LogClock } from '../../src/log/log-clock.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { rowAt } from '../support/replayed.js';
import { Historian, joined, left, minute, moved, type Roster, rosters } from './rosters.js';

function ledger() {
  const events = new InMemoryEventStore();
  const replay = new Replay([rosters], events);
  const north = async (moment: Moment) =>
    (await rowAt<Roster>(replay, { model: 'rosters', key: 'north', moment }))?.row.units;
  return { events, historian: new Historian(events), replay, north };
}

describe('replaying to a position', () => {
  it('folds what the log held up to there, in the order of the log, with its provenance', async () => {
    const { historian, replay, north } = ledger();
    const first = await historian.record(joined('north', 'a'));
    const second = await historian.record(joined('south', 'b'), moved('south', 'north', 'b'));
    const third = await historian.record(left('north', 'a'), joined('west', 'z'));
    expect(await north({ position: BEGINNING })).toBeUndefined();
    expect(await north({ position: first })).toEqual(['a']);
    expect(await rowAt(replay, { model: 'rosters', key: 'north', moment: { position: second } })).toEqual({
      key: 'north',
      row: { bloc: 'north', units: ['a', 'b'], changes: 2 },
      position: second,
      provenance: { 'bloc-north': '0', 'bloc-south': '1' },
    });
    expect(await north({ position: third })).toEqual(['b']);
  });

  it('shows no row where the facts had left none', async () => {
    const { historian, north } = ledger();
    await historian.record(joined('north', 'a'));
    const gone = await historian.record(left('north', 'a'));
    const back = await historian.record(joined('north', 'c'));
    expect(await north({ position: gone })).toBeUndefined();
    expect(await north({ position: back })).toEqual(['c']);
  });

  it('knows the read models by name', async () => {
    const { replay } = ledger();
    const asked = rowAt(replay, { model: 'nothing', key: 'north', moment: { position: BEGINNING } });
    await expect(asked).rejects.toThrow(RangeError);
  });
});

describe('replaying to an instant', () => {
  it('shows what had been recorded by then', async () => {
    const { historian, north } = ledger();
    await historian.recordAt(minute(1), joined('north', 'a'));
    await historian.recordAt(minute(3), joined('north', 'b'));
    expect(await north({ instant: minute(0) })).toBeUndefined();
    expect(await north({ instant: minute(1) })).toEqual(['a']);
    expect(await north({ instant: minute(2) })).toEqual(['a']);
    expect(await north({ instant: minute(3) })).toEqual(['a', 'b']);
  });

  it('counts each event by the clock that dated it, whatever another stream was dated before', async () => {
    const { historian, north } = ledger();
    await historian.recordAt(minute(1), joined('north', 'a'));
    await historian.recordAt(minute(9), joined('south', 'x'));
    await historian.recordAt(minute(2), joined('north', 'late'));
    expect(await north({ instant: minute(1) })).toEqual(['a']);
    expect(await north({ instant: minute(5) })).toEqual(['a', 'late']);
    // Nothing of that is taken for what stood at a place of the log.
    expect(await north({ position: '0000000000000002' as Position })).toEqual(['a']);
    expect(await north({ instant: minute(5) })).toEqual(['a', 'late']);
  });

  it('folds what was recorded by then, in the order of the log, however the clocks of other streams stood', async () => {
    const dated = fc.tuple(fc.constantFrom('north', 'south'), fc.nat(9), fc.integer({ min: 0, max: 30 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(dated, { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(45), { maxLength: 8 }),
        async (facts, asked) => {
          const { events, historian, north } = ledger();
          // A clock for each stream, which never runs back.
          const reached = new Map<string, number>();
          const all = facts.map(([from, unit, step]) => {
            const at = (reached.get(from) ?? 0) + step;
            reached.set(from, at);
            return { at, event: moved(from, from === 'north' ? 'south' : 'north', `u${unit}`) };
          });
          for (const { at, event } of all) await historian.recordAt(minute(at), event);
          for (const at of asked) {
            const alone = ledger();
            for (const fact of all) if (fact.at <= at) await alone.historian.recordAt(minute(fact.at), fact.event);
            expect(await north({ instant: minute(at) })).toEqual(
              await alone.north({ position: await alone.events.head() }),
            );
            // Positions asked in between have prefixes of their own.
            expect(await north({ position: await events.head() })).toEqual(await north({ instant: minute(9_999) }));
          }
        },
      ),
    );
  });

  it('goes on with what has been recorded since it was last asked', async () => {
    const { historian, north } = ledger();
    await historian.recordAt(minute(1), joined('north', 'a'));
    expect(await north({ instant: minute(5) })).toEqual(['a']);
    await historian.recordAt(minute(5), joined('north', 'b'));
    expect(await north({ instant: minute(5) })).toEqual(['a', 'b']);
  });
});

describe('replaying what was kept folded', () => {
  it('answers as a replay from the first event does, whichever positions are asked in whichever order', async () => {
    const who = fc.constantFrom('a', 'b', 'c');
    const where = fc.constantFrom('north', 'south');
    const fact = fc.oneof(
      fc.tuple(where, who).map(([bloc, unit]) => joined(bloc, unit)),
      fc.tuple(where, where, who).map(([from, to, unit]) => moved(from, to, unit)),
      fc.tuple(where, who).map(([bloc, unit]) => left(bloc, unit)),
    );
    const asked = fc.array(fc.tuple(fc.nat(30), fc.nat(3)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 30 }), asked, async (facts, questions) => {
        const events = new InMemoryEventStore();
        const historian = new Historian(events);
        const positions: Position[] = [];
        const keeping = new Replay([rosters], events);
        for (const [place, growth] of questions) {
          // The log grows while it is asked.
          for (const next of facts.slice(positions.length, positions.length + growth + 1)) {
            positions.push(await historian.record(next));
          }
          const position = positions[place % positions.length] ?? BEGINNING;
          for (const key of ['north', 'south']) {
            const question = { model: 'rosters', key, moment: { position } };
            expect(await rowAt(keeping, question)).toEqual(await rowAt(new Replay([rosters], events), question));
          }
        }
      }),
    );
  });

  it('reads nothing again of what it has folded', async () => {
    const { events, historian, north } = ledger();
    await historian.record(joined('north', 'a'), joined('north', 'b'));
    const position = await events.head();
    expect(await north({ position })).toEqual(['a', 'b']);
    const from: unknown[] = [];
    const read = events.read.bind(events);
    events.read = (stream, revision) => {
      from.push(revision);
      return read(stream, revision);
    };
    await historian.record(joined('north', 'c'));
    expect(await north({ position: await events.head() })).toEqual(['a', 'b', 'c']);
    expect(from).toContain(2);
    expect(from).not.toContain(0);
  });

  it('ends when it is not wanted any more', async () => {
    const { historian, events, replay } = ledger();
    await historian.record(joined('north', 'a'), joined('north', 'b'));
    const gone = new AbortController();
    const read = events.read.bind(events);
    events.read = (stream, revision) => {
      gone.abort(new Error('gone'));
      return read(stream, revision);
    };
    const asked = replay.answer(
      { model: 'rosters', key: 'north', moment: { position: await events.head() } },
      gone.signal,
    );
    await expect(asked).rejects.toThrow('gone');
  });
});

describe('the clock of the log', () => {
  it('finds the exact place in a long log, whichever moment is asked first', async () => {
    const events = new InMemoryEventStore();
    const historian = new Historian(events);
    const positions: Position[] = [];
    for (let n = 0; n < 3500; n++) positions.push(await historian.recordAt(minute(n), joined('west', `u${n}`)));
    const clock = new LogClock(events);
    for (const n of [1000, 3499, 0, 999, 1001, 2500, 1999, 2000]) {
      expect(await clock.lastBy(minute(n))).toBe(positions[n]);
    }
    expect(await clock.lastBy(minute(9999))).toBe(positions.at(-1));
    expect(await clock.lastBy(minute(-1))).toBe(BEGINNING);
    const together = await Promise.all([10, 3000, 20].map((n) => clock.lastBy(minute(n))));
    expect(together).toEqual([positions[10], positions[3000], positions[20]]);
  });

  /** A log with so many events, so many minutes apart. */
  async function logged(count: number, apart: number): Promise<InMemoryEventStore> {
    const events = new InMemoryEventStore();
    const historian = new Historian(events);
    for (let n = 0; n < count; n++) await historian.recordAt(minute(n * apart), joined('west', `u${n}`));
    return events;
  }

  it.each([
    ['one that is shorter', 1_200, 2],
    ['one that is longer', 3_000, 2],
    ['an empty one', 0, 1],
  ])('knows no place of a log in whose place there is %s by now', async (_, count, apart) => {
    const after = await logged(count, apart);
    let events = await logged(2_500, 1);
    const clock = new LogClock({ readAll: (...asked) => events.readAll(...asked), at: (asked) => events.at(asked) });
    for (const n of [2_400, 1_100]) await clock.lastBy(minute(n));
    events = after;
    for (const n of [2_400, 1_100, 500, 9_999]) {
      expect(await clock.lastBy(minute(n))).toBe(await new LogClock(after).lastBy(minute(n)));
    }
  });
});

describe('replaying to a day', () => {
  const until = (day: string): Moment => ({ day: day as LocalDate });

  it('shows what had happened by its end, whenever it was recorded', async () => {
    const { historian, north } = ledger();
    await historian.recordAt(minute(2), joined('north', 'march', { occurredOn: { date: '2024-03-21' } }));
    await historian.recordAt(minute(1), joined('north', 'january', { occurredOn: { date: '2024-01-05' } }));
    expect(await north(until('2024-01-04'))).toBeUndefined();
    expect(await north(until('2024-01-05'))).toEqual(['january']);
    expect(await north(until('2024-03-20'))).toEqual(['january']);
    expect(await north(until('2024-03-21'))).toEqual(['march', 'january']);
  });

  it('counts a partial date from the last day it can mean', async () => {
    const { historian, north } = ledger();
    await historian.record(
      joined('north', 'year', { occurredOn: { date: '2023' } }),
      joined('north', 'month', { occurredOn: { date: '2024-02' } }),
    );
    expect(await north(until('2023-12-30'))).toBeUndefined();
    expect(await north(until('2023-12-31'))).toEqual(['year']);
    expect(await north(until('2024-02-28'))).toEqual(['year']);
    expect(await north(until('2024-02-29'))).toEqual(['year', 'month']);
  });

  it('counts an event without a day from when it was recorded, by the day in Hanoi', async () => {
    const { historian, north } = ledger();
    // minute(0) is 2025-01-01T00:00Z; the day ends in Hanoi at 17:00Z.
    await historian.recordAt(minute(17 * 60 - 1), joined('north', 'before midnight'));
    await historian.recordAt(minute(17 * 60), joined('north', 'at midnight'));
    expect(await north(until('2025-01-01'))).toEqual(['before midnight']);
    expect(await north(until('2025-01-02'))).toEqual(['before midnight', 'at midnight']);
  });
});
