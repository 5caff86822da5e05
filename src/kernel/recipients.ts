import { refuse, type Checks } from './decider.js';

/** R32: each recipient is named once, and no more are than were announced, where it is told how many. */
export function* mustHoldRecipients(named: readonly string[], count: number | undefined): Checks {
  const distinct = new Set(named).size;
  if (distinct < named.length) yield* refuse('RECIPIENT_COUNT_MISMATCH', { which: 'NAMED_TWICE' });
  if (count !== undefined && distinct > count) yield* refuse('RECIPIENT_COUNT_MISMATCH', { which: 'ANNOUNCED', count });
}

/** R32: a commendation is of one recipient at least. */
export function mustHoldSomebody(): Checks<never> {
  return refuse('RECIPIENT_COUNT_MISMATCH', { which: 'NOBODY' });
}
