import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginsBy, onDay, UNKNOWN_DATE } from '../../src/kernel/partial-date.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import {
  apart,
  beginning,
  ending,
  heldOn,
  isOpenBefore,
  NEVER,
  overlapped,
  type Periods,
} from '../../src/kernel/periods.js';

const day = (text: string): LocalDate => text as LocalDate;
const from = (text: string): Periods => beginning(NEVER, onDay(text));
/** Held from the first to before the second, each pair in its turn. */
const held = (...pairs: readonly (readonly [string, string | undefined])[]): Periods =>
  pairs.reduce((periods, [begun, ended]) => {
    const open = beginning(periods, onDay(begun));
    return ended === undefined ? open : ending(open, day(ended));
  }, NEVER);
const unknown = { date: UNKNOWN_DATE };

describe('periods', () => {
  it('begin on a day and end with the day before another', () => {
    expect(ending(from('2024-01-01'), day('2024-03-01'))).toEqual([{ from: '2024-01-01', to: '2024-02-29' }]);
  });

  it('are held on both their ends and not beyond', () => {
    const january = ending(from('2024-01-01'), day('2024-02-01'));
    const days = ['2023-12-31', '2024-01-01', '2024-01-31', '2024-02-01'];
    expect(days.map((text) => heldOn(january, day(text)))).toEqual([false, true, true, false]);
  });

  it('begin anew after they have ended', () => {
    const twice = held(['2024-01-01', '2024-02-01'], ['2024-06-01', undefined]);
    expect(twice).toEqual([{ from: '2024-01-01', to: '2024-01-31' }, { from: '2024-06-01' }]);
    expect([isOpenBefore(twice, day('2024-06-01')), isOpenBefore(twice, day('2024-06-02'))]).toEqual([false, true]);
  });

  it('become one where they would overlap', () => {
    const ended = held(['2024-01-01', '2024-07-01']);
    expect(beginning(ended, onDay('2024-06-30'))).toEqual([{ from: '2024-01-01' }]);
    expect(beginning(from('2024-01-01'), onDay('2024-05-01'))).toEqual([{ from: '2024-01-01' }]);
  });

  it('end only once', () => {
    const ended = held(['2024-01-01', '2024-07-01']);
    expect(ending(ended, day('2024-03-01'))).toBe(ended);
  });

  it('that are told before others keep them, and end before them, nobody has told when', () => {
    const two = beginning(held(['2021-01-01', '2023-01-01']), onDay('2020-02-01'));
    expect(two).toEqual([{ from: '2020-02-01' }, { from: '2021-01-01', to: '2022-12-31' }]);
    expect(['2020-12-31', '2022-12-31', '2023-01-01'].map((text) => heldOn(two, day(text)))).toEqual([
      true,
      true,
      false,
    ]);
    expect(apart(two)).toEqual([
      { from: '2020-02-01', to: '2020-12-31' },
      { from: '2021-01-01', to: '2022-12-31' },
    ]);
    expect(ending(two, day('2020-06-01'))).toEqual([
      { from: '2020-02-01', to: '2020-05-31' },
      { from: '2021-01-01', to: '2022-12-31' },
    ]);
  });

  it('of which only the end is known begin when that is told', () => {
    const ended = ending(NEVER, day('2023-01-01'));
    expect(ended).toEqual([{ to: '2022-12-31' }]);
    expect(overlapped(ended, onDay('2021-01-01'))).toBeUndefined();
    expect(beginning(ended, onDay('2021-01-01'))).toEqual([{ from: '2021-01-01', to: '2022-12-31' }]);
    expect(beginning(ended, onDay('2024-01-01'))).toEqual([{ to: '2022-12-31' }, { from: '2024-01-01' }]);
  });

  it.each([
    ['a day within', '2021-06-01', '2021-01-01'],
    ['its first day', '2021-01-01', '2021-01-01'],
    ['its last day', '2022-12-31', '2021-01-01'],
    ['the day after it', '2023-01-01', undefined],
    ['the day before it, on which the one before may have held', '2020-12-31', '2018-05-01'],
    ['a year within', '2022', '2021-01-01'],
    ['the year in which it begins', '2021', '2021-01-01'],
    ['a month after it', '2023-02', undefined],
    ['a day before all of them', '2018-04-30', undefined],
    ['a day of the one before, whose end nobody told', '2019-01-01', '2018-05-01'],
    ['a day of the last, which is open', '2026-01-01', '2025-03-01'],
    ['the year in which the last begins', '2025', '2025-03-01'],
    ['a day that is unknown, while the last is open', UNKNOWN_DATE, '2025-03-01'],
  ])('leave room for one that begins on %s, or are named', (_, date, since) => {
    const periods = beginning(held(['2021-01-01', '2023-01-01'], ['2025-03-01', undefined]), onDay('2018-05-01'));
    expect(overlapped(periods, { date })?.from).toBe(since);
  });

  it('begin on the first day of a date on which none holds', () => {
    expect(beginning(held(['2021-01-01', '2023-06-01']), onDay('2023'))).toEqual([
      { from: '2021-01-01', to: '2023-05-31' },
      { from: '2023-06-01' },
    ]);
  });

  it('go on, or begin nobody knows when, by a date that is unknown', () => {
    expect(beginning(NEVER, unknown)).toEqual([{}]);
    expect(beginning(held(['2019-01-01', '2020-01-01'], ['2021-01-01', '2023-01-01']), unknown)).toEqual([
      { from: '2019-01-01', to: '2019-12-31' },
      { from: '2021-01-01' },
    ]);
    expect(beginning(beginning(NEVER, unknown), onDay('2021-01-01'))).toEqual([{ from: '2021-01-01' }]);
  });

  it('are the same in whatever order they are told', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(days, fc.boolean(), fc.infiniteStream(fc.nat()), (numbers, lastIsOpen, choices) => {
        const marks = numbers.toSorted((a, b) => a - b).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
        const pairs = marks.flatMap((begun, nth) => {
          const ended = lastIsOpen && nth >= marks.length - 2 ? undefined : marks[nth + 1];
          return nth % 2 === 0 ? [{ begun, ended }] : [];
        });
        const next = (below: number): number => choices.next().value! % below;
        let periods = NEVER;
        let untold: string[] = [];
        for (const left = [...pairs]; left.length > 0;) {
          const [pair] = left.splice(next(left.length), 1);
          const { begun, ended } = pair!;
          // Before another begins later, what began before it has ended: until then it holds on that day.
          for (const end of untold.filter((one) => one <= begun || next(2) === 0)) periods = ending(periods, day(end));
          untold = untold.filter((end) => isOpenBefore(periods, day(end)));
          expect(overlapped(periods, onDay(begun))).toBeUndefined();
          periods = beginning(periods, onDay(begun));
          if (ended !== undefined) untold.push(ended);
        }
        for (const end of untold) {
          expect(isOpenBefore(periods, day(end))).toBe(true);
          periods = ending(periods, day(end));
        }
        expect(periods).toEqual(held(...pairs.map(({ begun, ended }) => [begun, ended] as const)));
      }),
      { numRuns: 1000 },
    );
  });

  it('never overlap and stand in order, and who looks at one alone sees its end', () => {
    const step = fc.record({ begins: fc.boolean(), n: fc.integer({ min: 10, max: 31 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const periods = steps.reduce(
          (known, { begins, n }) =>
            begins ? beginning(known, onDay(`2025-01-${n}`)) : ending(known, day(`2025-01-${n}`)),
          NEVER,
        );
        const alone = apart(periods);
        alone.forEach((period, place) => {
          const next = alone[place + 1];
          if (period.to !== undefined) expect(beginsBy(period, period.to)).toBe(true);
          if (next !== undefined) expect(period.to !== undefined && !beginsBy(next, period.to)).toBe(true);
        });
      }),
    );
  });
});
