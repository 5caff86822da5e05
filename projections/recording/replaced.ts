import { MOST_ENTRIES } from '../../read-models/recording.js';

/** The list with the new entry in the place of the one before, else at its end. */
export function replaced<Entry>(list: readonly Entry[], before: Entry | undefined, now: Entry): readonly Entry[] {
  return before === undefined ? [...list, now] : list.map((known) => (known === before ? now : known));
}

/** The list with the new entry at its end and without the one before. */
export function movedToEnd<Entry>(list: readonly Entry[], before: Entry | undefined, now: Entry): readonly Entry[] {
  return [...list.filter((known) => known !== before), now];
}

/** The list with that entry in the place of its former self, or at its end while there is room. */
export function withEntry<Entry>(list: readonly Entry[], before: Entry | undefined, next: Entry): readonly Entry[] {
  return before === undefined && list.length >= MOST_ENTRIES ? list : replaced(list, before, next);
}
