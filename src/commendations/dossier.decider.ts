import { breach, mustSayWhy, refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { mustFollow } from '../kernel/happened.js';
import { firstDayOf, lastDayOf, type PartialDate } from '../kernel/partial-date.js';
import type { ReturnDossier, SubmitDossier, SupplementDossier } from './commendation.commands.js';
import type { DossierReturned, DossierSubmitted, DossierSupplemented } from './commendation.events.js';
import { pendingOn, type Commendation, type Dossier } from './commendation.fold.js';
import { lastDayOfTerm, REQUIRED_PARTS, type DossierPart } from './commendation.values.js';
import { inRecord } from './in-record.js';
import { mustStillStand } from './opening.decider.js';

/** The dossier is handed in whole (R30), once, while nothing is pending (R29). */
export function* submitDossier(command: SubmitDossier & Circumstances, one: Commendation): Deciding<DossierSubmitted> {
  const { data } = command;
  yield* mustBeOpen(one);
  yield* mustStillStand(command, one.recipients);
  if (one.dossier?.state === 'SUBMITTED') yield* refuse('ALREADY_EXISTS', { kind: 'dossier', id: one.commendationId });
  if (one.dossier?.state === 'RETURNED') yield breach('INVALID_TRANSITION', { step: 'DOSSIER_RETURNED' });
  if (one.proposalId !== undefined) yield* mustFollow(command, one.openedOn, data.occurredOn, 'COMMENDATION');
  yield* mustHavePendingNothing(one, data.occurredOn);
  yield* mustBeComplete(command, data.parts);
  return [{ type: 'DossierSubmitted', data: inRecord(one, data) }];
}

/** Who decides gives it back, with the reason, within the term that it was handed in under. */
export function* returnDossier(command: ReturnDossier & Circumstances, one: Commendation): Deciding<DossierReturned> {
  const { data } = command;
  yield* mustBeOpen(one);
  const { on, term } = yield* dossierAt(one, 'SUBMITTED', 'DOSSIER_NOT_SUBMITTED', data.occurredOn);
  yield* mustFollow(command, on, data.occurredOn, 'COMMENDATION');
  yield* mustSayWhy(command);
  if (term !== undefined) {
    const date = lastDayOfTerm(term, lastDayOf(on));
    if (firstDayOf(data.occurredOn) > date) yield breach('RETURN_TERM_PASSED', { date });
  }
  return [{ type: 'DossierReturned', data: inRecord(one, data) }];
}

/** What was missing is added; with what was there before it is whole (R30). */
export function* supplementDossier(
  command: SupplementDossier & Circumstances,
  one: Commendation,
): Deciding<DossierSupplemented> {
  const { data } = command;
  yield* mustBeOpen(one);
  yield* mustStillStand(command, one.recipients);
  const { on, parts } = yield* dossierAt(one, 'RETURNED', 'DOSSIER_NOT_RETURNED', data.occurredOn);
  yield* mustFollow(command, on, data.occurredOn, 'COMMENDATION');
  yield* mustHavePendingNothing(one, data.occurredOn);
  yield* mustBeComplete(command, data.parts && [...(parts ?? []), ...data.parts]);
  return [{ type: 'DossierSupplemented', data: inRecord(one, data) }];
}

/** The dossier in that state; a claim goes on with what it tells itself. */
function* dossierAt(
  { dossier }: Commendation,
  state: Dossier['state'],
  step: string,
  on: Dossier['on'],
): Checks<Pick<Dossier, 'on' | 'parts' | 'term'>> {
  if (dossier?.state !== state) yield breach('INVALID_TRANSITION', { step });
  return dossier ?? { on };
}

/** Neither decided nor rejected. */
export function* mustBeOpen({ decided, rejected }: Commendation): Checks {
  if (decided !== undefined) yield breach('INVALID_TRANSITION', { step: 'COMMENDATION_DECIDED' });
  if (rejected) yield breach('INVALID_TRANSITION', { step: 'COMMENDATION_REJECTED' });
}

/** R29: nothing is considered while a complaint, an inspection or the like is pending, on the day of the step itself. */
export function* mustHavePendingNothing(one: Commendation, on: PartialDate): Checks {
  const pending = pendingOn(one, on);
  if (pending.length > 0) yield breach('PENDING_CASE', { cases: pending });
}

/** R30. Of a claim that tells no parts nothing is missed. */
function* mustBeComplete({ mode }: Circumstances, parts: readonly DossierPart[] | undefined): Checks {
  if (parts === undefined && mode.kind === 'CLAIM') return;
  const missing = REQUIRED_PARTS.filter((kind) => !(parts ?? []).some((part) => part.kind === kind && isWhole(part)));
  if (missing.length > 0) yield breach('DOSSIER_INCOMPLETE', { missing });
}

/** Minutes tell the result of the vote. */
function isWhole({ kind, vote }: DossierPart): boolean {
  if (kind !== 'MINUTES') return true;
  return vote?.kind === 'UNANIMOUS' || (vote?.inFavour !== undefined && vote.of !== undefined);
}
