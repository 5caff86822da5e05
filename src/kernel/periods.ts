import type { LocalDate } from './instant.js';
import { defined } from './defined.js';
import { beginsBy, covers, daysOf, knownFrom, type PartialDate, type Period } from './partial-date.js';

/**
 * When something held, such as a membership or an office, in order of time, in whatever order it was told; no two overlap. The last may
 * be open. One before it without an end has ended by the day the next begins, and no source has told when.
 */
export type Periods = readonly Period[];

export const NEVER: Periods = [];

export function heldOn(periods: Periods, day: LocalDate): boolean {
  return periodOn(periods, day) !== undefined;
}

/** The period that holds on that day. */
export function periodOn(periods: Periods, day: LocalDate): Period | undefined {
  const last = periods.findLast((period) => beginsBy(period, day));
  return last !== undefined && covers(last, day) ? last : undefined;
}

/** The same, for who looks at one of them alone: where no source told the end, it is the last day that it can have been. */
export function apart(periods: Periods): Periods {
  return periods.map((period, nth) => {
    const next = periods[nth + 1]?.from;
    return period.to === undefined && next !== undefined ? { ...period, to: dayBefore(next) } : period;
  });
}

/** Whether a period that began before that day has no end yet, so that it can end with the day before. */
export function isOpenBefore(periods: Periods, day: LocalDate): boolean {
  const last = periods[begunBefore(periods, day)];
  return last !== undefined && last.to === undefined;
}

/**
 * The period that leaves no room for one which begins on that date: it begins on a day that the date can mean, or holds on all of them.
 * One of which nobody knows since when has room for the day. A date of which nothing is known fits only after all of them.
 */
export function overlapped(periods: Periods, date: PartialDate): Period | undefined {
  return periods[placeOfOverlapped(periods, date)];
}

function placeOfOverlapped(periods: Periods, date: PartialDate): number {
  const days = daysOf(date);
  const isUnknown = knownFrom(date) === undefined;
  return apart(periods).findIndex((period) =>
    isUnknown ? endsNotBefore(period, days.to) : leavesNoRoom(period, days),
  );
}

function leavesNoRoom(period: Period, { from, to }: Required<Period>): boolean {
  if (period.from === undefined) return false;
  return period.from <= from ? endsNotBefore(period, to) : period.from <= to;
}

/**
 * Adds a period from the first day of the date on which none holds. A period that holds on all of them states the same fact: it goes
 * on, and where nobody knew since when, that is known.
 */
export function beginning(periods: Periods, date: PartialDate): Periods {
  const day = knownFrom(date);
  if (day === undefined) return periods.length === 0 ? [{}] : goingOn(periods, periods.length - 1);
  const same = placeOfOverlapped(periods, date);
  return same === -1 ? withOneFrom(periods, day) : goingOn(periods, same);
}

function withOneFrom(periods: Periods, day: LocalDate): Periods {
  const nth = periods.findLastIndex((period) => beginsBy(period, day));
  const last = apart(periods)[nth];
  const reaches = last !== undefined && endsNotBefore(last, day);
  if (reaches && last.from === undefined) return periods.with(nth, { ...periods[nth], from: day });
  const from = reaches && last.to !== undefined ? dayAfter(last.to) : day;
  return [...periods.slice(0, nth + 1), { from }, ...periods.slice(nth + 1)];
}

function goingOn(periods: Periods, nth: number): Periods {
  return periods[nth]?.to === undefined ? periods : periods.with(nth, defined({ from: periods[nth].from }));
}

/**
 * Ends the period that began last before that day with the day before. One that has an end keeps it; where none had begun, one is known
 * to have ended then, and not since when it held.
 */
export function ending(periods: Periods, day: LocalDate): Periods {
  const to = dayBefore(day);
  const nth = begunBefore(periods, day);
  if (nth === -1) return [{ to }, ...periods];
  return periods[nth]?.to === undefined ? periods.with(nth, { ...periods[nth], to }) : periods;
}

function begunBefore(periods: Periods, day: LocalDate): number {
  return periods.findLastIndex(({ from }) => from === undefined || from < day);
}

function endsNotBefore({ to }: Period, day: LocalDate): boolean {
  return to === undefined || to >= day;
}

export function dayBefore(day: LocalDate): LocalDate {
  return daysLater(day, -1);
}

function dayAfter(day: LocalDate): LocalDate {
  return daysLater(day, 1);
}

function daysLater(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10) as LocalDate;
}
