import {
  breach,
  mustSay,
  mustSayWhy,
  refuse,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../kernel/decider.js';
import { mustFollow, mustHaveHappened } from '../kernel/happened.js';
import { daysOf, knownFrom, precisionOf, type PartialDate } from '../kernel/partial-date.js';
import type { ReferenceDocument } from '../kernel/party.js';
import { isSaid } from '../kernel/text.js';
import type { DecideCommendation, RejectCommendation } from './commendation.commands.js';
import type { CommendationDecided, CommendationRejected } from './commendation.events.js';
import type { Commendation } from './commendation.fold.js';
import { mustHavePendingNothing } from './dossier.decider.js';
import type { CitedLaw } from './commendation.values.js';
import { inRecord } from './in-record.js';
import { basesOn, isInForce, legalBasisOf } from './law.values.js';
import { mustStillStand } from './opening.decider.js';
import { mustHoldCounts } from './recipients.decider.js';

/**
 * Quyết định khen thưởng: with number, date and issuer (R31), by legal texts in force on its date, on a dossier that was handed in, and
 * while nothing is pending (R29).
 */
export function* decideCommendation(
  command: DecideCommendation & Circumstances,
  one: Commendation,
): Deciding<CommendationDecided> {
  const { data, mode } = command;
  const { document, occurredOn, recipients = {} } = data;
  if (one.decided !== undefined)
    yield* refuse('ALREADY_EXISTS', { kind: 'commendation decision', id: one.commendationId });
  if (one.rejected) yield breach('INVALID_TRANSITION', { step: 'COMMENDATION_REJECTED' });
  yield* mustStillStand(command, one.recipients, recipients);
  const decidedOn = document?.date ?? occurredOn;
  yield* mustHaveHappened(decidedOn, command.now);
  yield* mustFollow(command, decidedOn, occurredOn, 'DECISION_DATED');
  yield* mustRestOnDossier(command, one, decidedOn);
  yield* mustHavePendingNothing(one, decidedOn);
  yield* mustBeWhole(document, mode);
  yield* mustHoldCounts(recipients, '/recipients');
  yield* mustBeInForce(command, decidedOn);
  return [{ type: 'CommendationDecided', data: inRecord(one, data) }];
}

/** What was taken up from a proposal is decided on its dossier; what stands alone may be decided without one. */
function* mustRestOnDossier(
  command: DecideCommendation & Circumstances,
  { proposalId, dossier }: Commendation,
  decidedOn: PartialDate,
): Checks {
  const missing = dossier === undefined && proposalId !== undefined && command.mode.kind === 'ACT';
  if (missing) yield breach('INVALID_TRANSITION', { step: 'DOSSIER_NOT_SUBMITTED' });
  if (dossier?.state === 'RETURNED') yield breach('INVALID_TRANSITION', { step: 'DOSSIER_RETURNED' });
  yield* mustFollow(command, dossier?.on, decidedOn, 'COMMENDATION');
}

/** R31. An act dates it to the day. A claim may leave out the document: its source tells none. */
function* mustBeWhole(document: ReferenceDocument | undefined, { kind }: Circumstances['mode']): Checks {
  if (document === undefined && kind === 'CLAIM') return;
  const { number, date, issuer = { kind: 'UNKNOWN' } } = document ?? {};
  const told = {
    number: isSaid(number),
    date: date && (kind === 'ACT' ? precisionOf(date.date) === 'DAY' : knownFrom(date)),
    issuer: issuer.kind !== 'UNKNOWN',
  };
  const missing = Object.entries(told).flatMap(([what, isTold]) => (isTold ? [] : [what]));
  if (missing.length > 0) yield breach('DECISION_INCOMPLETE', { missing });
}

/** An act cites some text; one whose days are known is in force on the date of the decision, of a partial date on some day of it. */
function* mustBeInForce(command: DecideCommendation & Circumstances, decidedOn: PartialDate): Checks {
  const { legalBases = [] } = command.data;
  const days = daysOf(decidedOn);
  const cited = legalBases.length === 0 ? undefined : legalBases;
  yield* mustSay(command, cited, { kind: 'legal basis', field: '/legalBases' });
  yield* mustBeTold(legalBases);
  for (const { number } of legalBases) {
    const basis = number === undefined ? undefined : legalBasisOf(number);
    if (basis === undefined || isInForce(basis, days)) continue;
    yield breach('LEGAL_BASIS_NOT_IN_FORCE', {
      ...{ basis: basis.number, date: decidedOn.date, field: '/legalBases', allowed: basesOn(days.to) },
    });
  }
}

/** Each text is told by its number or its title. */
function* mustBeTold(legalBases: readonly CitedLaw[]): Checks {
  const nth = legalBases.findIndex(({ number, title }) => (number ?? title) === undefined);
  if (nth >= 0) yield* refuse('INVALID_INPUT', { field: `/legalBases/${nth}`, why: 'UNNAMED' });
}

/** Who decides does not agree, and says why. */
export function* rejectCommendation(
  command: RejectCommendation & Circumstances,
  one: Commendation,
): Deciding<CommendationRejected> {
  const { data } = command;
  if (one.rejected) yield* refuse('ALREADY_EXISTS', { kind: 'rejection', id: one.commendationId });
  if (one.decided !== undefined) yield breach('INVALID_TRANSITION', { step: 'COMMENDATION_DECIDED' });
  yield* mustFollow(
    command,
    one.dossier?.on ?? (one.proposalId === undefined ? undefined : one.openedOn),
    data.occurredOn,
    'COMMENDATION',
  );
  yield* mustSayWhy(command);
  return [{ type: 'CommendationRejected', data: inRecord(one, data) }];
}
