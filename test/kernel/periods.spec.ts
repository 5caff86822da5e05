import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginsBy } from '../../src/kernel/partial-date.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import {
  beginning,
  ending,
  heldOn,
  isOverBefore,
  isOpenBefore,
  NEVER,
  type Periods,
} from '../../src/kernel/periods.js';

const day = (text: string): LocalDate => text as LocalDate;
const from = (text: string): Periods => beginning(NEVER, day(text));

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
    const twice = beginning(ending(from('2024-01-01'), day('2024-02-01')), day('2024-06-01'));
    expect(twice).toEqual([{ from: '2024-01-01', to: '2024-01-31' }, { from: '2024-06-01' }]);
    expect([isOpenBefore(twice, day('2024-06-01')), isOpenBefore(twice, day('2024-06-02'))]).toEqual([false, true]);
  });

  it('become one where they would overlap', () => {
    const ended = ending(from('2024-01-01'), day('2024-07-01'));
    expect(isOverBefore(ended, day('2024-06-30'))).toBe(false);
    expect(beginning(ended, day('2024-06-30'))).toEqual([{ from: '2024-01-01' }]);
    expect(beginning(ended, day('2023-06-01'))).toEqual([{ from: '2023-06-01' }]);
    expect(beginning(from('2024-01-01'), day('2024-05-01'))).toEqual([{ from: '2024-01-01' }]);
  });

  it('end only when they have begun by the day before, and only once', () => {
    expect(ending(from('2024-01-01'), day('2024-01-01'))).toEqual([{ from: '2024-01-01' }]);
    const ended = ending(from('2024-01-01'), day('2024-07-01'));
    expect(ending(ended, day('2024-03-01'))).toBe(ended);
    expect(ending(NEVER, day('2024-03-01'))).toBe(NEVER);
  });

  it('never overlap, stand in order, and only the last is open', () => {
    const step = fc.record({ begins: fc.boolean(), n: fc.integer({ min: 10, max: 31 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const periods = steps.reduce(
          (held, { begins, n }) => (begins ? beginning : ending)(held, day(`2025-01-${n}`)),
          NEVER,
        );
        periods.forEach((period, place) => {
          const next = periods[place + 1];
          if (period.to !== undefined) expect(beginsBy(period, period.to)).toBe(true);
          if (next !== undefined) expect(period.to !== undefined && !beginsBy(next, period.to)).toBe(true);
        });
      }),
    );
  });
});
