import { mustSay, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { mustBeAtSession } from '../sessions/known-session.js';
import { mustBeCommendable } from '../voting/questions.decider.js';
import type { ConferAward, NameAwardRecipient } from './conferral.commands.js';
import type { AwardConferred, AwardRecipientNamed } from './conferral.events.js';
import { awardOf, type ConferralYear } from './conferral.fold.js';
import { batchOf, BATCHES, recipientKey, type Batch, type Recipient } from './conferral.values.js';

/** An award of the head's own grantor, conferred in the hall, by name or by count. Refuses by R25 and R32. */
export function* conferAward(command: ConferAward & Circumstances, year: ConferralYear): Deciding<AwardConferred> {
  const { data } = command;
  const { awardId, collectives } = data;
  yield* mustSay(command, data.form, { kind: 'form', field: '/form' });
  yield* mustSay(command, data.exemplars, { kind: 'exemplars', field: '/exemplars' });
  yield* mustBeAtSession(data, year.sessions);
  if (awardOf(year.conferral, awardId)) yield* refuse('ALREADY_EXISTS', { kind: 'award', id: awardId });
  yield* mustBeCommendable(unitsOf(collectives.named), year);
  const batches = Object.values(BATCHES).flatMap((part) => (data[part] === undefined ? [] : [{ part, ...data[part] }]));
  for (const { part, ...batch } of batches) {
    yield* mustSay(command, batch.count, { kind: 'recipients', field: `/${part}/count` });
    yield* mustBeTold(batch.named, `/${part}/named`);
    yield* mustHoldCount(batch);
  }
  if (batches.every(({ count }) => count === 0)) yield* refuse('RECIPIENT_COUNT_MISMATCH', { count: 0 });
  return [{ type: 'AwardConferred', data }];
}

/** One more of those that were announced by count. Refuses by R25 and R32. */
export function* nameAwardRecipient(
  { data }: NameAwardRecipient & Circumstances,
  year: ConferralYear,
): Deciding<AwardRecipientNamed> {
  const { awardId, kind, recipient } = data;
  const award = awardOf(year.conferral, awardId);
  if (award === undefined) {
    return yield* refuse('UNKNOWN_REFERENCE', { kind: 'award', id: awardId });
  }
  const batch = batchOf(award, kind) ?? { count: 0, named: [] };
  if (kind === 'COLLECTIVE') yield* mustBeCommendable(unitsOf([recipient]), year);
  yield* mustBeTold([recipient], '/recipient');
  yield* mustHoldCount({ ...batch, named: [...batch.named, recipient] });
  return [{ type: 'AwardRecipientNamed', data }];
}

/** R25 bars a collective of an excluded unit; a person there is not the unit. */
function unitsOf(recipients: readonly Recipient[]): readonly string[] {
  return recipients.flatMap(({ unitId }) => unitId ?? []);
}

/** Of each recipient something is told: a name, an office, or its unit alone. */
function* mustBeTold(recipients: readonly Recipient[], field: string): Checks {
  if (recipients.some(({ name, office, unitId }) => (name ?? office ?? unitId) === undefined))
    yield* refuse('INVALID_INPUT', { field });
}

/** R32: no more names than announced, each once. Persons are told apart by name, office and unit (decision 38). */
function* mustHoldCount({ count, named }: Batch): Checks {
  const distinct = new Set(named.map(recipientKey)).size;
  if (named.length <= (count ?? named.length) && distinct === named.length) return;
  yield* refuse('RECIPIENT_COUNT_MISMATCH', { count: count ?? distinct });
}
