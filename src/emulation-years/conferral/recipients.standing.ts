import { refuse, type Checks } from '../../kernel/decider.js';
import { type Batch, recipientKey, type Recipient } from './conferral.values.js';

/** Of each recipient something is told: a name, an office, or its unit alone. `field` is the JSON pointer of the list. */
export function* mustBeTold(recipients: readonly Recipient[], field: string): Checks {
  if (recipients.some(({ name, office, unitId }) => (name ?? office ?? unitId) === undefined))
    yield* refuse('INVALID_INPUT', { field });
}

/** R32: no more names than announced, each once. Persons are told apart by name, office and unit (decision 38). */
export function* mustHoldCount({ count, named }: Batch): Checks {
  const distinct = new Set(named.map(recipientKey)).size;
  if (named.length <= (count ?? named.length) && distinct === named.length) return;
  yield* refuse('RECIPIENT_COUNT_MISMATCH', { count: count ?? distinct });
}
