import { type Current, MOST_ENTRIES } from '../../read-models/recording.js';
import type { Recorded } from '../../src/kernel/event.js';
import { lastDayOf } from '../../src/kernel/partial-date.js';
import { currentVersion } from './recording.js';

/**
 * Values in the order of the days they hold from, with the value of this event; where the list has the
 * `same` thing already, {@link currentVersion} says which is current. Of two on one day the one recorded later comes last,
 * but no claim after an act. Of more than a row holds the earliest are left out: what holds now is always there.
 */
export function inOrderOfDays<Value extends object>(
  list: readonly Current<Value>[],
  value: Value,
  event: Recorded,
  same: (known: Current<Value>) => boolean,
): readonly Current<Value>[] {
  const before = list.find(same);
  const current = currentVersion(before, value, event);
  const others = list.filter((known) => known !== before);
  const place = others.findLastIndex((known) => !isAfter(known, current)) + 1;
  return [...others.slice(0, place), current, ...others.slice(place)].slice(-MOST_ENTRIES);
}

function isAfter(a: Current<object>, b: Current<object>): boolean {
  const [dayOfA, dayOfB] = [lastDayOf(a.recording.occurredOn), lastDayOf(b.recording.occurredOn)];
  return dayOfA === dayOfB ? a.recording.mode === 'ACT' && b.recording.mode === 'CLAIM' : dayOfA > dayOfB;
}
