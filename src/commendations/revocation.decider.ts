import { recipientKey, type Recipient } from '../emulation-years/conferral/conferral.values.js';
import { mustBeDocumented } from '../kernel/cited-document.js';
import { breach, mustSay, refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { mustFollow, mustHaveHappened } from '../kernel/happened.js';
import { lastDayOf, type PartialDate } from '../kernel/partial-date.js';
import type { RecordRecovery, RevokeAward } from './commendation.commands.js';
import type { AwardRevoked, ObjectsRecovered } from './commendation.events.js';
import type { Commendation } from './commendation.fold.js';
import { isSameAuthority, namedIn, type Recipients } from './commendation.values.js';
import { inRecord } from './in-record.js';
import { groundsOn, isJudged } from './law.values.js';
import { mustHoldCounts, tellsAnyone } from './recipients.decider.js';

/** R37: an award that there is, a ground that is lawful on the day of the annulment, and the authority that granted it; by a document (R38). */
export function* revokeAward(command: RevokeAward & Circumstances, one: Commendation): Deciding<AwardRevoked> {
  const { data } = command;
  const { by, document, occurredOn, ground, of } = data;
  if (of !== undefined) yield* mustTellSome(of);
  yield* mustBeCommended(of, one.recipients);
  yield* mustNotBeRevokedFor(of, one);
  const revokedOn = document?.date ?? occurredOn;
  yield* mustHaveHappened(revokedOn, command.now);
  yield* mustFollow(command, one.decided?.on, revokedOn, 'COMMENDATION');
  if (one.decided === undefined) yield breach('REVOCATION_INVALID', { why: 'NO_AWARD' });
  else if (![one.decided.issuer, one.grantor].some((granting) => isSameAuthority(granting, by)))
    yield breach('REVOCATION_INVALID', { why: 'OTHER_AUTHORITY' });
  yield* mustSay(command, ground, { kind: 'ground of revocation', field: '/ground' });
  yield* mustBeLawful(command.mode, ground, revokedOn);
  yield* mustBeDocumented(document);
  return [{ type: 'AwardRevoked', data: inRecord(one, data) }];
}

/** R37: the grounds are those of the law of that day. Before the first law that is known here none is judged of a source. */
function* mustBeLawful({ kind }: Circumstances['mode'], ground: string | undefined, revokedOn: PartialDate): Checks {
  if (ground === undefined || (kind === 'CLAIM' && !isJudged(ground, lastDayOf(revokedOn)))) return;
  const allowed = groundsOn(lastDayOf(revokedOn));
  if (!allowed.includes(ground))
    yield breach('REVOCATION_INVALID', { why: 'GROUND', date: revokedOn.date, field: '/ground', allowed });
}

/** A revocation of some tells who or how many they are. */
function* mustTellSome(of: Recipients): Checks {
  yield* mustHoldCounts(of, '/of');
  if (!tellsAnyone(of)) yield* refuse('INVALID_INPUT', { field: '/of', why: 'NOBODY' });
}

function* mustNotBeRevokedFor(of: Recipients | undefined, { commendationId, revoked }: Commendation): Checks {
  const again = namedIn(of ?? {}).some((one) => revoked?.of.includes(recipientKey(one)) === true);
  if (revoked?.whole === true || again) yield* refuse('ALREADY_EXISTS', { kind: 'revocation', id: commendationId });
}

/** Whom it names is among those commended, where all of those are named. */
function* mustBeCommended(of: Recipients = {}, recipients: Recipients): Checks {
  const batches = [recipients.collectives, recipients.individuals, recipients.blocs].flatMap((batch) => batch ?? []);
  const known = new Set(batches.flatMap(({ named }) => named.map(recipientKey)));
  const isWhole = batches.length > 0 && batches.every(({ count, named }) => count === named.length);
  const stranger = isWhole ? namedIn(of).find((one) => !known.has(recipientKey(one))) : undefined;
  if (stranger === undefined) return;
  yield* refuse('UNKNOWN_REFERENCE', { kind: 'recipient', id: wordsFor(stranger), field: '/of' });
}

function wordsFor({ name, office, unitId = '–' }: Recipient): string {
  return name ?? office ?? unitId;
}

/** What came back of the objects and the bonus, perhaps through a third body; nothing, where there was none. */
export function* recordRecovery(
  command: RecordRecovery & Circumstances,
  one: Commendation,
): Deciding<ObjectsRecovered> {
  const { data } = command;
  if (one.revoked === undefined) yield breach('INVALID_TRANSITION', { step: 'AWARD_NOT_REVOKED' });
  yield* mustFollow(command, one.revoked?.on, data.occurredOn, 'COMMENDATION');
  yield* mustSay(command, data.items, { kind: 'recovered objects', field: '/items' });
  return [{ type: 'ObjectsRecovered', data: inRecord(one, data) }];
}
