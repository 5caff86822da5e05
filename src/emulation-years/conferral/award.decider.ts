import { nameFolded } from '../../kernel/text.js';
import { refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { mustBeAtSession } from '../sessions/known-session.js';
import { mustBeCommendable } from '../voting/questions.decider.js';
import type { ConferAward, NameAwardRecipient } from './conferral.commands.js';
import type { AwardConferred, AwardRecipientNamed } from './conferral.events.js';
import { awardOf, type ConferralYear } from './conferral.fold.js';
import type { Batch, Recipient } from './conferral.values.js';

/** An award of the head's own grantor, conferred in the hall, by name or by count. Refuses by R25 and R32. */
export function* conferAward({ data }: ConferAward & Circumstances, year: ConferralYear): Deciding<AwardConferred> {
  const { awardId, collectives, individuals } = data;
  yield* mustBeAtSession(data, year.sessions);
  if (awardOf(year.conferral, awardId)) yield* refuse('ALREADY_EXISTS', { kind: 'award', id: awardId });
  yield* mustBeCommendable(unitsOf(collectives.named), year);
  yield* mustHoldCount(collectives);
  yield* mustHoldCount(individuals);
  if (collectives.count + individuals.count === 0) yield* refuse('RECIPIENT_COUNT_MISMATCH', { count: 0 });
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
  const batch = kind === 'COLLECTIVE' ? award.collectives : award.individuals;
  if (kind === 'COLLECTIVE') yield* mustBeCommendable(unitsOf([recipient]), year);
  yield* mustHoldCount({ ...batch, named: [...batch.named, recipient] });
  return [{ type: 'AwardRecipientNamed', data }];
}

/** R25 bars a collective of an excluded unit; a person there is not the unit. */
function unitsOf(recipients: readonly Recipient[]): readonly string[] {
  return recipients.flatMap(({ unitId }) => unitId ?? []);
}

/** R32: no more names than announced, each once. Two persons of one name come from different units. */
function* mustHoldCount({ count, named }: Batch): Checks {
  const distinct = new Set(named.map(({ name, unitId = '' }) => `${nameFolded(name)}|${unitId}`)).size;
  if (named.length > count || distinct < named.length) yield* refuse('RECIPIENT_COUNT_MISMATCH', { count });
}
