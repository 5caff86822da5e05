import type { LocalDate } from './instant.js';

/** What holds from a day on, until the next entry takes over: names, heads, holders. In the order of the days. */
export type Timeline<Value> = readonly Readonly<{ from: LocalDate; value: Value }>[];

/** The timeline with one more entry, whatever the order of telling. Of two on one day the one told later holds. */
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

/** What holds for good as far as is known; `undefined` when that begins only after the day. */
export function stillHoldingOn<Value>(timeline: Timeline<Value>, day: LocalDate): Value | undefined {
  const last = timeline.at(-1);
  return last !== undefined && last.from <= day ? last.value : undefined;
}
