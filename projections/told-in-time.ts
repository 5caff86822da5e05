import type { Standing } from '../read-models/recording.js';
import type { Recorded } from '../src/kernel/event.js';
import { lastDayOf } from '../src/kernel/partial-date.js';
import { standing } from './recording.js';

/**
 * Values in the order of the days they hold from, with what this event tells; where it tells of the `same` thing again,
 * that stands as {@link standing} says. Of two on one day the one told later comes last, but no claim after an act.
 */
export function toldInTime<Value extends object>(
  list: readonly Standing<Value>[],
  value: Value,
  event: Recorded,
  same: (known: Standing<Value>) => boolean,
): readonly Standing<Value>[] {
  const before = list.find(same);
  const told = standing(before, value, event);
  const others = list.filter((known) => known !== before);
  const place = others.findLastIndex((known) => !isAfter(known, told)) + 1;
  return [...others.slice(0, place), told, ...others.slice(place)];
}

function isAfter(a: Standing<object>, b: Standing<object>): boolean {
  const [dayOfA, dayOfB] = [lastDayOf(a.recording.occurredOn), lastDayOf(b.recording.occurredOn)];
  return dayOfA === dayOfB ? a.recording.mode === 'ACT' && b.recording.mode === 'CLAIM' : dayOfA > dayOfB;
}
