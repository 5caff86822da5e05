import { refuse, type Checks } from '../../kernel/decider.js';
import { mustHoldRecipients } from '../../kernel/recipients.js';
import { type Batch, recipientKey, type Recipient } from './conferral.values.js';

/** Of each recipient something is told: a name, an office, or its unit alone. `field` is the JSON pointer of the list. */
export function* mustBeTold(recipients: readonly Recipient[], field: string): Checks {
  if (recipients.some(({ name, office, unitId }) => (name ?? office ?? unitId) === undefined))
    yield* refuse('INVALID_INPUT', { field, why: 'NOBODY' });
}

/** R32: no more names than announced, each once. Persons are told apart by name, office and unit (decision 38). */
export function mustHoldCount({ count, named }: Batch): Checks {
  return mustHoldRecipients(named.map(recipientKey), count);
}
