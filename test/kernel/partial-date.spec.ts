import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { dayInHanoi, daysBetween, instantOf, type LocalDate } from '../../src/kernel/instant.js';
import { covers, firstDayOf, lastDayOf, onDay, precisionOf } from '../../src/kernel/partial-date.js';

const day = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) }).map((at) => dayInHanoi(instantOf(at)));

describe('a partial date', () => {
  it.each([
    ['2024', 'YEAR', '2024-01-01', '2024-12-31'],
    ['2024-02', 'MONTH', '2024-02-01', '2024-02-29'],
    ['2023-02', 'MONTH', '2023-02-01', '2023-02-28'],
    ['2024-12', 'MONTH', '2024-12-01', '2024-12-31'],
    ['0099-02', 'MONTH', '0099-02-01', '0099-02-28'],
    ['2024-11-29', 'DAY', '2024-11-29', '2024-11-29'],
  ])('%s is a %s from %s to %s', (date, precision, first, last) => {
    expect(precisionOf(date)).toBe(precision);
    expect(firstDayOf({ date })).toBe(first);
    expect(lastDayOf({ date })).toBe(last);
  });

  it.each(['', '24', '2024-13', '2024-00', '2024-1', '2024-11-31', '29/11/2024', '2024-11-29T00:00Z'])(
    'is not %j',
    (text) => {
      expect(precisionOf(text)).toBeUndefined();
    },
  );

  it.each([
    ['2024', '2024-06-01', '2024-06-01'],
    ['2024-02', '2024-02-03', '2024-02-03'],
    ['2024', '2025-01-01', '2024-12-31'],
    ['unknown', '2025-01-01', '2025-01-01'],
    ['2024-11-29', '2024-11-01', '2024-11-29'],
    ['2024', '2023-06-01', '2024-12-31'],
  ])('%s, no later than %s, ends on %s', (date, by, last) => {
    expect(lastDayOf({ date, by: by as LocalDate })).toBe(last);
  });

  it('holds every day that it can mean and no other', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(4, 7, 10), day, (any, length, other) => {
        const date = onDay(any.slice(0, length));
        const period = { from: firstDayOf(date), to: lastDayOf(date) };
        expect(covers(period, any)).toBe(true);
        expect(covers(period, other)).toBe(other.startsWith(date.date));
      }),
    );
  });

  it('ends the day before the next one of its kind begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), fc.integer({ min: 1, max: 11 }), (year, month) => {
        const nth = (place: number) => onDay(`${year}-${String(place).padStart(2, '0')}`);
        expect(daysBetween(lastDayOf(nth(month)), firstDayOf(nth(month + 1)))).toBe(1);
      }),
    );
  });
});

describe('a period', () => {
  const year = { from: '2024-01-01' as LocalDate, to: '2024-12-31' as LocalDate };

  it('includes both of its ends', () => {
    expect(covers(year, '2024-01-01' as LocalDate)).toBe(true);
    expect(covers(year, '2024-12-31' as LocalDate)).toBe(true);
    expect(covers(year, '2023-12-31' as LocalDate)).toBe(false);
    expect(covers(year, '2025-01-01' as LocalDate)).toBe(false);
  });

  it('without an end goes on', () => {
    expect(covers({ from: year.from }, '2999-01-01' as LocalDate)).toBe(true);
    expect(covers({ from: year.from }, '2023-12-31' as LocalDate)).toBe(false);
  });
});
