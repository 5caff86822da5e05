import { mustSay, refuse, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { mustHoldSomebody } from '../../kernel/recipients.js';
import { mustBeAtSession } from '../sessions/known-session.js';
import { mustBeCommendable } from '../voting/questions.decider.js';
import type { ConferAward, NameAwardRecipient } from './conferral.commands.js';
import type { AwardConferred, AwardRecipientNamed } from './conferral.events.js';
import { awardOf, type ConferralYear } from './conferral.fold.js';
import { batchOf, BATCHES, type Recipient } from './conferral.values.js';
import { mustBeTold, mustHoldCount } from './recipients.standing.js';

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
  if (batches.every(({ count }) => count === 0)) yield* mustHoldSomebody();
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
