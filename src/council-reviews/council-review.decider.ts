import { PROPOSAL_STANDING } from '../emulation-years/conferral/proposal.standing.js';
import { mustBeDocumented } from '../kernel/cited-document.js';
import {
  decider,
  mustSay,
  placedAt,
  refuse,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../kernel/decider.js';
import type { Decisions } from '../kernel/decisions.js';
import type { WhoMay } from '../kernel/entitlement-words.js';
import type { Gathered } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import { mustHaveHappened } from '../kernel/happened.js';
import { mustHoldRecipients } from '../kernel/recipients.js';
import { streamName } from '../kernel/stream.js';
import type { Party } from '../kernel/party.js';
import { mustBeKnown as mustBeUnit } from '../units/unit.standing.js';
import type { CouncilReviewCommand, NameReviewOutcome, RecordCouncilReview } from './council-review.commands.js';
import type { CouncilReviewEvent } from './council-review.events.js';
import { councilReviewHistories, type CouncilReview } from './council-review.fold.js';
import { reviewedKey, type ProposalInPool, type Reviewed, type ReviewedForm } from './council-review.values.js';

/** A review stands on a stream of its own: its pool belongs to no bloc, and to no commendation. */
export const councilReviewDecider = decider<CouncilReviewCommand, CouncilReview | undefined, CouncilReviewEvent>({
  fold: councilReviewHistories,
  decide,
});

export const councilReviewDecisions: Decisions<CouncilReviewCommand, CouncilReview | undefined, CouncilReviewEvent> = {
  RecordCouncilReview: { actor: 'COUNCIL', decide: record },
  NameReviewOutcome: { actor: 'COUNCIL', decide: nameOutcome },
};

/** Of so many years of blocs one command may name proposals: each is read whole for it. */
const MOST_YEARS = 50;

/** The proposals that a command names, to be looked up; none where they are of more years than one command may name. */
export function proposalsNamed(command: CouncilReviewCommand): readonly ProposalInPool[] {
  const proposals = allNamed(command).flatMap(({ proposal }) => proposal ?? []);
  return isOfTooManyYears(proposals) ? [] : proposals;
}

/** The units that a command names: of the pool, and one that is the council. */
export function unitsNamed(command: CouncilReviewCommand): readonly string[] {
  return [...allNamed(command).flatMap(({ unitId }) => unitId ?? []), ...unitIn(councilIn(command))];
}

function allNamed({ type, data }: CouncilReviewCommand): readonly Reviewed[] {
  return type === 'RecordCouncilReview' ? (data.named ?? []) : [data.named];
}

function councilIn({ type, data }: CouncilReviewCommand): Party | undefined {
  return type === 'RecordCouncilReview' ? data.council : undefined;
}

function unitIn(party: Party | undefined): readonly string[] {
  return (party?.kind === 'UNIT' || party?.kind === 'OFFICE') && party.unitId !== undefined ? [party.unitId] : [];
}

function isOfTooManyYears(proposals: readonly ProposalInPool[]): boolean {
  return new Set(proposals.map(({ blocId, year }) => streamName('emulationYear', blocId, year))).size > MOST_YEARS;
}

function* decide(
  command: CouncilReviewCommand & Circumstances,
  review: CouncilReview | undefined,
): Deciding<CouncilReviewEvent> {
  // A pool of many blocs is no secretary's own.
  const who: WhoMay = 'COUNCIL';
  const { role } = command.origin;
  if (role !== 'council') yield* refuse('NOT_ENTITLED', { role, command: command.type, who });
  yield* mustHaveHappened(command.data.occurredOn, command.now);
  return command.type === 'RecordCouncilReview' ? yield* record(command, review) : yield* nameOutcome(command, review);
}

/** H11: of each form how many were proposed and agreed to; who they are only as far as it is told. */
function* record(
  command: RecordCouncilReview & Circumstances,
  review: CouncilReview | undefined,
): Deciding<CouncilReviewEvent> {
  const { data, gathered } = command;
  const { councilReviewId, forms, named = [] } = data;
  if (isOfTooManyYears(named.flatMap(({ proposal }) => proposal ?? [])))
    yield* refuse('INVALID_INPUT', { field: '/named', why: 'YEARS_OF_BLOCS' });
  for (const unitId of unitIn(data.council)) yield* placedAt('/council', mustBeUnit(gathered, unitId));
  for (const [nth, one] of named.entries()) yield* placedAt(`/named/${nth}`, mustBeKnown(one, forms, gathered));
  if (review !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'councilReview', id: councilReviewId });
  if (new Set(forms.map(({ form }) => form)).size < forms.length)
    yield* refuse('INVALID_INPUT', { field: '/forms', why: 'TWICE' });
  for (const [nth, one] of forms.entries()) yield* placedAt(`/forms/${nth}`, mustAddUp(one, command));
  yield* mustHold(named, forms);
  yield* mustBeDocumented(data.document);
  return [{ type: 'CouncilReviewRecorded', data }];
}

/** What became of one more of the pool (R32). */
function* nameOutcome(
  { data, gathered }: NameReviewOutcome & Circumstances,
  review: CouncilReview | undefined,
): Deciding<CouncilReviewEvent> {
  const { councilReviewId, named } = data;
  if (review === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'councilReview', id: councilReviewId });
  yield* placedAt('/named', mustBeKnown(named, review.forms, gathered));
  yield* mustHold([...review.named, named], review.forms);
  return [{ type: 'ReviewOutcomeNamed', data }];
}

/** Of a form that the council went through; told by its proposal, which the year knows, by its unit, or by name. */
function* mustBeKnown(one: Reviewed, forms: readonly ReviewedForm[], gathered: readonly Gathered[]): Checks {
  const { form } = one;
  const allowed = forms.flatMap((line) => line.form ?? []);
  // A line without a form holds any; who is named without one may be of any line.
  if (form !== undefined && lineOf(one, forms) === undefined)
    yield* refuse('UNKNOWN_REFERENCE', { kind: 'form', id: form, field: '/form', allowed });
  const { proposal, unitId } = one;
  if (unitId !== undefined) yield* mustBeUnit(gathered, unitId);
  if (proposal === undefined) {
    if ((unitId ?? one.name) === undefined) yield* refuse('INVALID_INPUT', { field: '', why: 'NOBODY' });
    return;
  }
  const { blocId, year, proposalId } = proposal;
  const isThere = gatheredOf(gathered, PROPOSAL_STANDING).some(
    (found) =>
      found.blocId === blocId && found.year === year && found.proposalId === proposalId && found.proposal !== undefined,
  );
  if (!isThere) yield* refuse('UNKNOWN_REFERENCE', { kind: 'proposal', id: proposalId, field: '/proposal' });
}

/** In which line of the pool one is counted: that of the form, else the one that tells none. */
function lineOf({ form }: Reviewed, forms: readonly ReviewedForm[]): ReviewedForm | undefined {
  return forms.find((line) => line.form === form) ?? forms.find((line) => line.form === undefined);
}

/** An act tells the form and both numbers; no more are agreed to than were proposed, nor are there more votes in favour than voters. */
function* mustAddUp({ form, proposed, agreed, inFavour = 0, voters }: ReviewedForm, command: Circumstances): Checks {
  yield* mustSay(command, form, { kind: 'form', field: '/form' });
  yield* mustSay(command, proposed, { kind: 'recipients', field: '/proposed' });
  yield* mustSay(command, agreed, { kind: 'recipients', field: '/agreed' });
  if (proposed !== undefined && (agreed ?? 0) > proposed)
    yield* refuse('RECIPIENT_COUNT_MISMATCH', { which: 'ANNOUNCED', count: proposed });
  if (voters !== undefined && inFavour > voters)
    yield* refuse('INVALID_INPUT', { field: '/inFavour', why: 'IN_FAVOUR' });
}

/** R32: each is named once, with one outcome, and no more of an outcome than there are of it. */
function* mustHold(named: readonly Reviewed[], forms: readonly ReviewedForm[]): Checks {
  yield* mustHoldRecipients(named.map(reviewedKey), undefined);
  for (const line of forms) {
    const { proposed, agreed } = line;
    const inLine = named.filter((one) => lineOf(one, forms) === line);
    const count = (...outcomes: readonly Reviewed['outcome'][]): number =>
      inLine.filter(({ outcome }) => outcomes.includes(outcome)).length;
    yield* mustNotExceed(inLine.length, proposed);
    yield* mustNotExceed(count('AGREED'), agreed ?? proposed);
    const rest = proposed === undefined ? undefined : proposed - (agreed ?? 0);
    yield* mustNotExceed(count('NOT_AGREED', 'DEFERRED'), rest);
  }
}

function* mustNotExceed(named: number, most: number | undefined): Checks {
  if (most !== undefined && named > most)
    yield* refuse('RECIPIENT_COUNT_MISMATCH', { which: 'ANNOUNCED', count: most });
}
