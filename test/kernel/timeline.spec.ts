import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '../../src/kernel/instant.js';
import { holdingOn, since, stillHoldingOn, type Timeline } from '../../src/kernel/timeline.js';

const day = (text: string): LocalDate => text as LocalDate;
const timelineOf = (...entries: readonly (readonly [from: string, value: string])[]): Timeline<string> =>
  entries.reduce<Timeline<string>>((timeline, [from, value]) => since(timeline, day(from), value), []);

describe('a timeline', () => {
  it('holds nothing before its first entry', () => {
    expect(holdingOn(timelineOf(['2024-01-01', 'Lào Cai']), day('2023-12-31'))).toBeUndefined();
  });

  it('holds an entry from its day to the day before the next', () => {
    const timeline = timelineOf(['2024-01-01', 'Lào Cai'], ['2025-03-22', 'Cao Bằng']);
    expect(holdingOn(timeline, day('2025-03-21'))).toBe('Lào Cai');
    expect(holdingOn(timeline, day('2025-03-22'))).toBe('Cao Bằng');
  });

  it('takes of two entries on one day the one told later', () => {
    expect(holdingOn(timelineOf(['2025-03-22', 'Cao Bằng'], ['2025-03-22', 'Sơn La']), day('2025-03-22'))).toBe(
      'Sơn La',
    );
  });

  it('tells what still holds, and nothing for a day before that began', () => {
    const timeline = timelineOf(['2024-01-01', 'Lào Cai'], ['2025-03-22', 'Cao Bằng']);
    expect(stillHoldingOn(timeline, day('2025-03-22'))).toBe('Cao Bằng');
    expect(stillHoldingOn(timeline, day('2025-03-21'))).toBeUndefined();
    expect(stillHoldingOn([], day('2025-03-21'))).toBeUndefined();
  });

  it('does not care in which order different days are told', () => {
    const days = fc.uniqueArray(fc.integer({ min: 10, max: 31 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(days, (order) => {
        const entry = (n: number): readonly [string, string] => [`2025-01-${n}`, String(n)];
        const sorted = [...order].sort((a, b) => a - b);
        expect(timelineOf(...order.map(entry))).toEqual(timelineOf(...sorted.map(entry)));
      }),
    );
  });
});
