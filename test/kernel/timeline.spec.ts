import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '../../src/kernel/instant.js';
import { holdingOn, since, stillHoldingOn, type Timeline } from '../../src/kernel/timeline.js';

const DAYS = Array.from({ length: 12 }, (_, nth) => `2024-${String(nth + 1).padStart(2, '0')}-15` as LocalDate);
const day = fc.constantFrom(...DAYS);
const told = fc.array(day, { maxLength: 10 });

/** Each entry holds the number of its telling. */
const history = (days: readonly LocalDate[]) =>
  days.reduce<Timeline<number>>((timeline, from, nth) => since(timeline, from, nth), []);

describe('a timeline', () => {
  const names = since(since([], '2016-05-13' as LocalDate, 'old'), '2025-03-01' as LocalDate, 'new');

  it('holds nothing before its first entry, and each entry until the next', () => {
    expect(holdingOn(names, '2016-05-12' as LocalDate)).toBeUndefined();
    expect(holdingOn(names, '2016-05-13' as LocalDate)).toBe('old');
    expect(holdingOn(names, '2025-02-28' as LocalDate)).toBe('old');
    expect(holdingOn(names, '2025-03-01' as LocalDate)).toBe('new');
  });

  it('says on a day the entry of the latest day not after it, and of two on one day the one told later', () => {
    fc.assert(
      fc.property(told, day, (days, any) => {
        const latest = days
          .filter((from) => from <= any)
          .sort()
          .at(-1);
        const expected = latest === undefined ? -1 : days.lastIndexOf(latest);
        expect(holdingOn(history(days), any) ?? -1).toBe(expected);
      }),
    );
  });

  it('still holds on a day what nothing later replaces', () => {
    fc.assert(
      fc.property(told, day, (days, any) => {
        const replaced = days.some((from) => from > any);
        expect(stillHoldingOn(history(days), any)).toBe(replaced ? undefined : holdingOn(history(days), any));
      }),
    );
  });
});
