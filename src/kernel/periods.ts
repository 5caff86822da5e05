import type { LocalDate } from './instant.js';
import { defined } from './defined.js';
import { covers, type Period } from './partial-date.js';

/** When something held, such as a membership or an office, in order of time. No two overlap; only the last may be open. */
export type Periods = readonly Period[];

export const NEVER: Periods = [];

export function heldOn(periods: Periods, day: LocalDate): boolean {
  return periods.some((period) => covers(period, day));
}

/** Whether the last period is open and began before that day. */
export function isOpenBefore(periods: Periods, day: LocalDate): boolean {
  const last = periods.at(-1);
  return last !== undefined && last.to === undefined && (last.from === undefined || last.from < day);
}

/** Whether every period ended before that day, so that a new one may begin. */
export function isOverBefore(periods: Periods, day: LocalDate): boolean {
  return periods.every((period) => isBefore(period, day));
}

/**
 * Adds a period from that day on, or since a day that is unknown. It joins a period that reaches the day, which states the same
 * fact; where one of the two says since when, that is known.
 */
export function beginning(periods: Periods, day?: LocalDate): Periods {
  const over = periods.filter((period) => isBefore(period, day));
  const since = periods[over.length]?.from;
  return [...over, defined({ from: day === undefined || (since !== undefined && since < day) ? since : day })];
}

/** Ends the open period on the day before. A period that had not begun by then stays as it is. */
export function ending(periods: Periods, day: LocalDate): Periods {
  if (!isOpenBefore(periods, day)) return periods;
  return [...periods.slice(0, -1), { ...periods.at(-1), to: dayBefore(day) }];
}

function isBefore({ to }: Period, day: LocalDate | undefined): boolean {
  return to !== undefined && day !== undefined && to < day;
}

export function dayBefore(day: LocalDate): LocalDate {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10) as LocalDate;
}
