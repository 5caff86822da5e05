import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '../../src/kernel/instant.js';
import { beginning, ending, heldOn, isOverBefore, NEVER, openSince, type Periods } from '../../src/kernel/periods.js';

/** The n-th day around the end of a leap February, so that months and years are crossed. */
const dayOf = (nth: number) => new Date(Date.UTC(2024, 1, 10 + nth)).toISOString().slice(0, 10) as LocalDate;
const DAYS = Array.from({ length: 40 }, (_, nth) => dayOf(nth));
const day = fc.constantFrom(...DAYS);
const told = fc.array(fc.record({ day, begins: fc.boolean() }), { maxLength: 8 });

const history = (all: readonly { day: LocalDate; begins: boolean }[]) =>
  all.reduce<Periods>((periods, { day, begins }) => (begins ? beginning : ending)(periods, day), NEVER);

describe('periods in which something held', () => {
  it('include their first day and end the day before it held no longer', () => {
    const member = ending(beginning(NEVER, '2024-02-10' as LocalDate), '2024-03-01' as LocalDate);
    expect(member).toEqual([{ from: '2024-02-10', to: '2024-02-29' }]);
    expect(beginning(member, '2024-03-05' as LocalDate)).toEqual([
      { from: '2024-02-10', to: '2024-02-29' },
      { from: '2024-03-05' },
    ]);
  });

  it('become one where the same fact is told twice', () => {
    const once = beginning(NEVER, '2024-02-10' as LocalDate);
    expect(beginning(once, '2024-02-20' as LocalDate)).toEqual(once);
    expect(beginning(once, '2024-02-05' as LocalDate)).toEqual([{ from: '2024-02-05' }]);
  });

  it('hold from a beginning on, and before it as they did', () => {
    fc.assert(
      fc.property(told, day, (all, from) => {
        const before = history(all);
        const after = beginning(before, from);
        expect(DAYS.map((any) => heldOn(after, any))).toEqual(DAYS.map((any) => any >= from || heldOn(before, any)));
        expect(openSince(after)).toBeDefined();
      }),
    );
  });

  it('hold no longer from an ending on, if they had begun by then', () => {
    fc.assert(
      fc.property(told, day, (all, from) => {
        const before = history(all);
        const begun = openSince(before);
        const ends = begun !== undefined && begun < from;
        expect(DAYS.map((any) => heldOn(ending(before, from), any))).toEqual(
          DAYS.map((any) => heldOn(before, any) && !(ends && any >= from)),
        );
      }),
    );
  });

  it('stay in order and never overlap, whatever is told', () => {
    fc.assert(
      fc.property(told, (all) => {
        const ends = history(all).flatMap(({ from, to }) => [from, to ?? '9999-12-31']);
        expect(ends).toEqual([...ends].sort());
        const firsts = history(all).map(({ from }) => from);
        expect(new Set(firsts).size).toBe(firsts.length);
      }),
    );
  });

  it('are over before a day exactly when they hold neither on it nor later', () => {
    fc.assert(
      fc.property(told, day, (all, any) => {
        const periods = history(all);
        const later = DAYS.filter((other) => other >= any && heldOn(periods, other));
        expect(isOverBefore(periods, any)).toBe(later.length === 0 && openSince(periods) === undefined);
      }),
    );
  });
});
