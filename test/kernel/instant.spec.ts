import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import {
  dayInHanoi,
  daysBetween,
  endOfDayInHanoi,
  instantOf,
  isLocalDate,
  later,
  parseInstant,
  type Instant,
  type LocalDate,
} from '../../src/kernel/instant.js';

const MIN = Date.UTC(1900, 0, 1);
const MAX = Date.UTC(2200, 0, 1);
const milliseconds = fc.integer({ min: MIN, max: MAX });
const day = milliseconds.map((at) => dayInHanoi(instantOf(at)));

describe('an instant', () => {
  it.each([
    ['2025-03-22T02:00:00Z', '2025-03-22T02:00:00.000Z'],
    ['2025-03-22T09:00:00+07:00', '2025-03-22T02:00:00.000Z'],
    ['2025-03-22T09:00+07:00', '2025-03-22T02:00:00.000Z'],
    ['2025-03-22T02:00:00.123456789Z', '2025-03-22T02:00:00.123Z'],
    ['2024-02-29T23:59:59.999-01:00', '2024-03-01T00:59:59.999Z'],
    ['2025-03-22t02:00:00z', '2025-03-22T02:00:00.000Z'],
    ['2025-03-22t09:00:00+07:00', '2025-03-22T02:00:00.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each([
    '',
    '2025-03-22',
    '2025-03-22T09:00:00',
    '2025-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-00-10T00:00:00Z',
    '2025-03-22T24:00:00Z',
    '2025-03-22T09:60:00Z',
    '2025-03-22T09:00:60Z',
    '2025-03-22T09:00:00+24:00',
    '2025-03-22 09:00:00Z',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '9999-12-31T17:00:00Z',
    '22/3/2025',
  ])('is not %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('orders as text the way it orders in time', () => {
    fc.assert(
      fc.property(milliseconds, milliseconds, (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
        expect(later(instantOf(a), instantOf(b))).toBe(instantOf(Math.max(a, b)));
      }),
    );
  });

  it('reads back what it writes', () => {
    fc.assert(fc.property(milliseconds, (at) => expect(parseInstant(instantOf(at))).toBe(instantOf(at))));
  });
});

describe('a day in Hanoi', () => {
  it('is the day of the Gregorian calendar, on every day of 400 years', () => {
    const [days, wrong] = [new Set<string>(), new Set<string>()];
    for (let at = Date.UTC(1800, 0, 1); at < Date.UTC(2200, 0, 1); at += 86_400_000) {
      const day = instantOf(at).slice(0, 10);
      days.add(day);
      if (dayInHanoi(instantOf(at - 7 * 3_600_000)) !== day) wrong.add(day);
    }
    for (let month = 1800 * 12; month < 2200 * 12; month += 1) {
      for (const day of [28, 29, 30, 31]) {
        const date = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${day}`;
        if (isLocalDate(date) !== days.has(date)) wrong.add(date);
      }
    }
    expect([...wrong]).toEqual([]);
  });

  it('begins at 17:00 UTC of the day before', () => {
    expect(dayInHanoi('2025-03-21T16:59:59.999Z' as Instant)).toBe('2025-03-21');
    expect(dayInHanoi('2025-03-21T17:00:00.000Z' as Instant)).toBe('2025-03-22');
  });

  it('ends a millisecond before the next begins', () => {
    fc.assert(
      fc.property(day, (any) => {
        const end = endOfDayInHanoi(any);
        expect(dayInHanoi(end)).toBe(any);
        expect(daysBetween(any, dayInHanoi(instantOf(Date.parse(end) + 1)))).toBe(1);
      }),
    );
  });

  it('is a day of the calendar', () => {
    expect(['2024-02-29', '2000-02-29', '2025-12-31'].filter(isLocalDate)).toHaveLength(3);
    expect(['2023-02-29', '1900-02-29', '2025-04-31', '2025-1-1', '2025-03-22T00:00', ''].filter(isLocalDate)).toEqual(
      [],
    );
  });

  it('counts whole days, across leap days and backwards', () => {
    const between = (from: string, to: string) => daysBetween(from as LocalDate, to as LocalDate);
    expect(between('2024-02-28', '2024-03-01')).toBe(2);
    expect(between('2025-02-28', '2025-03-01')).toBe(1);
    expect(between('2025-03-22', '2025-03-21')).toBe(-1);
    fc.assert(
      fc.property(day, day, day, (a, b, c) => expect(daysBetween(a, b) + daysBetween(b, c)).toBe(daysBetween(a, c))),
    );
  });
});
