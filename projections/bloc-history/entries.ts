import type { BlocYear } from '../../read-models/bloc-history/bloc-history.js';
import type { Current } from '../../read-models/recording.js';
import type { Event, OfType, Recorded } from '../../src/kernel/event.js';
import { currentVersion } from '../recording/recording.js';
import { withEntry } from '../recording/replaced.js';

/** What events of one part of a year do to the row of an opened year. */
export type YearFolds<E extends Event> = Readonly<{
  [T in E['type']]?: (row: BlocYear, event: Recorded<OfType<E, T>>) => BlocYear;
}>;

/** The list with that value; where the list has the `same` thing already, one of both is current. */
export function withValue<Value extends object>(
  list: readonly Current<Value>[],
  value: Value,
  event: Recorded,
  same: (known: Value) => boolean,
): readonly Current<Value>[] {
  const before = list.find((known) => same(known.value));
  return withEntry(list, before, currentVersion(before, value, event));
}

/** The list with the entry of which something more became known; the list itself where there is no such entry. */
export function withMore<Entry>(
  list: readonly Entry[],
  isMeant: (entry: Entry) => boolean,
  more: (entry: Entry) => Entry,
): readonly Entry[] {
  const before = list.find(isMeant);
  return before === undefined ? list : withEntry(list, before, more(before));
}
