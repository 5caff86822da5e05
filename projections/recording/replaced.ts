/** The list with the new entry in the place of the one before, else at its end. */
export function replaced<Entry>(list: readonly Entry[], before: Entry | undefined, now: Entry): readonly Entry[] {
  return before === undefined ? [...list, now] : list.map((known) => (known === before ? now : known));
}

/** The list with the new entry at its end and without the one before. */
export function movedToEnd<Entry>(list: readonly Entry[], before: Entry | undefined, now: Entry): readonly Entry[] {
  return [...list.filter((known) => known !== before), now];
}
