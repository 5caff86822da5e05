import type { LocalDate } from './instant.js';
import { covers, type Period } from './partial-date.js';

/** When something held, such as a membership or an office, in order of time. No two overlap; only the last may be open. */
export type Periods = readonly Period[];

export const NEVER: Periods = [];

export function heldOn(periods: Periods, day: LocalDate): boolean {
  return periods.some((period) => covers(period, day));
}

/** The first day of the open last period, if there is one. */
export function openSince(periods: Periods): LocalDate | undefined {
  const last = periods.at(-1);
  return last !== undefined && last.to === undefined ? last.from : undefined;
}

/** Whether every period ended before that day, so that a new one may begin. */
export function isOverBefore(periods: Periods, day: LocalDate): boolean {
  return periods.every((period) => isBefore(period, day));
}

/** Adds a period from that day on. It joins a period that reaches the day, which states the same fact. */
export function beginning(periods: Periods, day: LocalDate): Periods {
  const over = periods.filter((period) => isBefore(period, day));
  const reaching = periods[over.length];
  return [...over, { from: reaching !== undefined && reaching.from < day ? reaching.from : day }];
}

/** Ends the open period on the day before. A period that had not begun by then stays as it is. */
export function ending(periods: Periods, day: LocalDate): Periods {
  const begun = openSince(periods);
  if (begun === undefined || begun >= day) return periods;
  return [...periods.slice(0, -1), { from: begun, to: dayBefore(day) }];
}

function isBefore({ to }: Period, day: LocalDate): boolean {
  return to !== undefined && to < day;
}

export function dayBefore(day: LocalDate): LocalDate {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10) as LocalDate;
}
