import { type BlocYear, MOST_ENTRIES } from '../../read-models/bloc-history/bloc-history.js';
import type { Current } from '../../read-models/recording.js';
import type { Event, OfType, Recorded } from '../../src/kernel/event.js';
import { renewed, currentVersion } from '../recording/recording.js';
import { replaced } from '../recording/replaced.js';

/** What events of one part of a year do to the row of an opened year. */
export type YearFolds<E extends Event> = Readonly<{
  [T in E['type']]?: (row: BlocYear, event: Recorded<OfType<E, T>>) => BlocYear;
}>;

/** How many contradicting claims are kept beside a value. */
const MOST_BESIDE = 20;

/** As {@link currentVersion}, with a bound on what stands beside. */
export function boundedVersion<Value extends object>(
  before: Current<Value> | undefined,
  value: Value,
  event: Recorded,
): Current<Value> {
  return bounded(currentVersion(before, value, event));
}

/** As {@link renewed}, with a bound on what stands beside. */
export function boundedRenewed<Value extends object>(
  before: Current<Value> | undefined,
  value: Value,
  event: Recorded,
): Current<Value> {
  return bounded(renewed(before, value, event));
}

function bounded<Value extends object>(now: Current<Value>): Current<Value> {
  return now.claims === undefined ? now : { ...now, claims: now.claims.slice(-MOST_BESIDE) };
}

/** The list with that entry in the place of its former self, or at its end while there is room. */
export function withEntry<Entry>(list: readonly Entry[], before: Entry | undefined, next: Entry): readonly Entry[] {
  return before === undefined && list.length >= MOST_ENTRIES ? list : replaced(list, before, next);
}

/** The list with that value; where the list has the `same` thing already, one of both is current. */
export function withValue<Value extends object>(
  list: readonly Current<Value>[],
  value: Value,
  event: Recorded,
  same: (known: Value) => boolean,
): readonly Current<Value>[] {
  const before = list.find((known) => same(known.value));
  return withEntry(list, before, boundedVersion(before, value, event));
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
