import { isLocalDate, type LocalDate } from './instant.js';

/**
 * When something happened, as precisely as the source says: a year `2024`, a month `2024-11`, a day `2024-11-29`, or
 * `unknown`. What is no day is no later than the day `by`, where that is known: what was recorded on a day has happened by then.
 * `inferred` marks a part that was concluded and not printed (S0 prints "Chiều 29/11", no year); `source` says from what.
 * Acts have dates to the day; unknown, partial and inferred dates belong to claims.
 */
export type PartialDate = Readonly<{ date: string; by?: LocalDate; inferred?: boolean; source?: string }>;

/** The text of a date of which a source tells nothing (decision 34). */
export const UNKNOWN_DATE = 'unknown';

/** The ends of the days that an unknown date can mean. Never shown: what rests on them is unknown. */
const EVER: Required<Period> = { from: '0001-01-01' as LocalDate, to: '9999-12-31' as LocalDate };

type DatePrecision = 'YEAR' | 'MONTH' | 'DAY';

const YEAR = /^\d{4}$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The precision of the text, or `undefined` when it is not a date. */
export function precisionOf(text: string): DatePrecision | undefined {
  if (YEAR.test(text)) return 'YEAR';
  if (MONTH.test(text)) return 'MONTH';
  return isLocalDate(text) ? 'DAY' : undefined;
}

export function onDay(day: string): PartialDate {
  return { date: day };
}

/** The first day the date can mean: the start of a period, and the order key of partial dates. */
export function firstDayOf({ date }: PartialDate): LocalDate {
  if (date === UNKNOWN_DATE) return EVER.from;
  return `${date}-01-01`.slice(0, 10) as LocalDate;
}

/** The last day the date can mean: `2024-02` is known to be over only after 2024-02-29, or after the day that it is no later than. */
export function lastDayOf({ date, by = EVER.to }: PartialDate): LocalDate {
  if (date === UNKNOWN_DATE) return by;
  const last = lastDayNamed(date);
  return by < last && by >= firstDayOf({ date }) ? by : last;
}

function lastDayNamed(date: string): LocalDate {
  if (date.length === 10) return date as LocalDate;
  const last = new Date(`${date.length === 4 ? `${date}-12` : date}-01T00:00:00.000Z`);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return last.toISOString().slice(0, 10) as LocalDate;
}

/**
 * The date as it is known where it was recorded on that day: an event counts from the last day that it can mean or the day it was recorded,
 * whichever is earlier (decision 46). Nothing recorded today happens later than today.
 */
export function asRecordedOn(date: PartialDate, day: LocalDate): PartialDate {
  const isBounded = date.by !== undefined || precisionOf(date.date) === 'DAY' || lastDayOf(date) <= day;
  return isBounded ? date : { ...date, by: day };
}

/**
 * `2025-03-22` as a Vietnamese reader writes it: `22/3/2025`; a month is `3/2025`, an unknown date `chưa rõ`; a year and what is no date
 * stay what they are.
 */
export function vietnameseDate(date: string): string {
  if (date === UNKNOWN_DATE) return 'chưa rõ';
  if (precisionOf(date) === undefined) return date;
  return date
    .split('-')
    .reverse()
    .map((part) => part.replace(/^0/, ''))
    .join('/');
}

/** Days of a period, both ends included. An absent end is open, or unknown. */
export type Period = Readonly<{ from?: LocalDate; to?: LocalDate }>;

/** Whether the periods have a day in common. */
export function meets(a: Period, b: Period): boolean {
  return beginsBy(a, b.to) && beginsBy(b, a.to);
}

/** Whether the period has begun on that day; without a day, which is then open, it begins before it. */
export function beginsBy({ from }: Period, day: LocalDate | undefined): boolean {
  return from === undefined || day === undefined || from <= day;
}

/** The days that the date can mean. */
export function daysOf(date: PartialDate): Required<Period> {
  return { from: firstDayOf(date), to: lastDayOf(date) };
}

export function covers(period: Period, day: LocalDate): boolean {
  return beginsBy(period, day) && (period.to === undefined || day <= period.to);
}

/** The first day that the date can mean, where anything is known of it. */
export function knownFrom(date: PartialDate): LocalDate | undefined {
  return knownDay(firstDayOf(date));
}

/** The day, unless it stands for the beginning of a time that is unknown. */
export function knownDay(day: LocalDate): LocalDate | undefined {
  return day === EVER.from ? undefined : day;
}

/** The one that begins later, the first where both begin on one day. */
export function laterOf(one: PartialDate | undefined, other: PartialDate): PartialDate {
  return one === undefined || firstDayOf(other) > firstDayOf(one) ? other : one;
}
