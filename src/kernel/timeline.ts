import type { LocalDate } from './instant.js';

/** What holds from a day on, until the next entry takes over: names, heads, holders. In the order of the days. */
export type Timeline<Value> = readonly Readonly<{ from: LocalDate; value: Value }>[];

/** Adds an entry, in any order of recording. Of two entries for one day the one recorded later counts. */
export function since<Value>(timeline: Timeline<Value>, from: LocalDate, value: Value): Timeline<Value> {
  return [
    ...timeline.filter((entry) => entry.from <= from),
    { from, value },
    ...timeline.filter((entry) => entry.from > from),
  ];
}

/** What held on that day; `undefined` before the first entry. */
export function holdingOn<Value>(timeline: Timeline<Value>, day: LocalDate): Value | undefined {
  return timeline.findLast(({ from }) => from <= day)?.value;
}

/** The value of the last entry; `undefined` when that entry begins only after the day. */
export function stillHoldingOn<Value>(timeline: Timeline<Value>, day: LocalDate): Value | undefined {
  const last = timeline.at(-1);
  return last !== undefined && last.from <= day ? last.value : undefined;
}
