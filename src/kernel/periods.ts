import type { LocalDate } from './instant.js';
import { covers, type Period } from './partial-date.js';

/** When something held, in order of time: membership of a unit, an office of a person. No two overlap, only the last may be open. */
export type Periods = readonly Period[];

export const NEVER: Periods = [];

export function heldOn(periods: Periods, day: LocalDate): boolean {
  return periods.some((period) => covers(period, day));
}

/** The day since when it holds without an end, if it does. */
export function openSince(periods: Periods): LocalDate | undefined {
  const last = periods.at(-1);
  return last !== undefined && last.to === undefined ? last.from : undefined;
}

/** Whether all of it was over before that day, so that it may begin anew. */
export function isOverBefore(periods: Periods, day: LocalDate): boolean {
  return periods.every((period) => isBefore(period, day));
}

/** It holds from that day on. A period that reaches the day becomes one with the new one: the same fact told twice. */
export function beginning(periods: Periods, day: LocalDate): Periods {
  const over = periods.filter((period) => isBefore(period, day));
  const reaching = periods[over.length];
  return [...over, { from: reaching !== undefined && reaching.from < day ? reaching.from : day }];
}

/** It holds no longer from that day on: its last day is the one before. What had not begun by then stays as it is. */
export function ending(periods: Periods, day: LocalDate): Periods {
  const begun = openSince(periods);
  if (begun === undefined || begun >= day) return periods;
  return [...periods.slice(0, -1), { from: begun, to: dayBefore(day) }];
}

function isBefore({ to }: Period, day: LocalDate): boolean {
  return to !== undefined && to < day;
}

function dayBefore(day: LocalDate): LocalDate {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10) as LocalDate;
}
