/** A moment in UTC with milliseconds, always `YYYY-MM-DDTHH:mm:ss.sssZ`, so that text order is time order. */
export type Instant = string & { readonly brand: 'Instant' };

/** A calendar day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. Deadlines and `occurredOn` are days, never moments. */
export type LocalDate = string & { readonly brand: 'LocalDate' };

/** Vietnam keeps UTC+7 all year since 1975-06-13 and has no summer time. */
const HANOI_OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const LONG_MONTHS = new Set([1, 3, 5, 7, 8, 10, 12]);
/** The hour in UTC at which the next day begins in Hanoi. */
const HANOI_MIDNIGHT = '17';

const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const LOCAL_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString() as Instant;
}

/** Reads an RFC 3339 timestamp, cut to milliseconds; `undefined` for other texts and outside the years 0000 to 9999, in UTC and Hanoi. */
export function parseInstant(text: string): Instant | undefined {
  // RFC 3339 takes t and z for T and Z.
  const upper = text.toUpperCase();
  // Date.parse alone would read 30 February as 1 March.
  if (!INSTANT.test(upper) || !isLocalDate(upper.slice(0, 10))) return undefined;
  const instant = instantOf(Date.parse(upper));
  return INSTANT.test(instant) && isLocalDate(dayInHanoi(instant)) ? instant : undefined;
}

/** Whether the text is a real day of the calendar (2024-02-30 is not). */
export function isLocalDate(text: string): text is LocalDate {
  return LOCAL_DATE.test(text) && Number(text.slice(8)) <= daysInMonthOf(text);
}

/** The day in Hanoi at that moment. */
export function dayInHanoi(instant: Instant): LocalDate {
  const day = instant.slice(0, 10) as LocalDate;
  return instant.slice(11, 13) < HANOI_MIDNIGHT ? day : nextDay(day);
}

function nextDay(day: LocalDate): LocalDate {
  const next = Number(day.slice(8)) + 1;
  // Decided for every act, so made without a Date on all days but the last of a month.
  if (next <= daysInMonthOf(day)) return `${day.slice(0, 8)}${String(next).padStart(2, '0')}` as LocalDate;
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10) as LocalDate;
}

function daysInMonthOf(date: string): number {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  if (month !== 2) return LONG_MONTHS.has(month) ? 31 : 30;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The last millisecond of that day in Hanoi: "as of 21/3/2025" includes it. */
export function endOfDayInHanoi(day: LocalDate): Instant {
  return instantOf(Date.parse(`${day}T23:59:59.999Z`) - HANOI_OFFSET_MS);
}

/** The later of two moments: `recordedAt` never runs backwards within a stream, whatever the clock does. */
export function later(a: Instant, b: Instant): Instant {
  return a >= b ? a : b;
}

/** Whole days from one day to another; negative when `to` is before `from`. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
