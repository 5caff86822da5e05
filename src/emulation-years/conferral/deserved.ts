import { breach, refuse, type Checks, type Circumstances } from '../../kernel/decider.js';
import type { Facts } from '../../kernel/event.js';
import { mustFollow } from '../../kernel/happened.js';
import { firstDayOf, type PartialDate } from '../../kernel/partial-date.js';
import type { Scope } from '../../kernel/scope.js';
import {
  PEOPLES_KEYS,
  type CommendationForm,
  type Nominee,
  type Rulebook,
  type TieKey,
} from '../../rulebooks/rulebook.values.js';
import type { InYear } from '../frame/frame.values.js';
import { unitFacts } from '../frame/membership.js';
import { leadingUnits, standingRanking } from '../ranking/ranking.fold.js';
import { isOutdated } from '../ranking/outdated-ranking.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { mustKnowMatter, mustKnowAssent, mustHavePassed, type Matter } from '../voting/basis.decider.js';
import { assentOf, listOf } from '../voting/voting.fold.js';
import { recipientsOf, standingProposals, type Proposal, type ConferralYear } from './conferral.fold.js';
import type { ProposalBasis } from './conferral.values.js';
import { formOf, formsBelow, proposedFor, quotaOf } from './quota.js';

/** A proposal as its rules see it; `of` is the one on record whose recipients are being named. */
type Wanted = Readonly<{
  form: string;
  nominees: readonly string[];
  basis: ProposalBasis;
  count: number;
  of?: Proposal;
}>;

type Proposing = Pick<Circumstances, 'mode'> & Readonly<{ data: InYear }>;

/**
 * R48, then quota and threshold in the order of their numbers: R23, R26, R27, R28, R51. Without a rulebook, or for a form that the one
 * adopted later does not know, only what it cites is asked (decision 34).
 */
export function* mustBeDeserved(
  wanted: Wanted,
  rulebook: Rulebook | undefined,
  year: ConferralYear,
  command: Proposing,
): Checks {
  const on = command.data;
  const supported = yield* mustKnowSupport(wanted, year);
  const form = rulebook && formOf(rulebook, wanted.form);
  if (rulebook === undefined || form === undefined) return;
  if (form.nominee !== 'ANY') yield* mustLead(wanted.nominees, form.nominee, rulebook, { year, command });
  yield* mustFitQuota(wanted, form, rulebook, { year, on });
  yield* mustNotRepeat(wanted, rulebook, year);
  if (supported || (wanted.basis.kind === 'NONE' && !rulebook.commendations.decisionRequired)) return;
  yield breach('PROPOSAL_NOT_DECIDED', { form: form.title.vi, formId: form.id });
}

/**
 * Whether a decision of the bloc carries it (R51); what it cites must have passed (R23) and met no objection (R48). All
 * proposals that cite it ask for no more than it holds: a question of a ballot is about one unit, an assent about those
 * it names, an agreed list may hold a number alone.
 */
function* mustKnowSupport(wanted: Wanted, year: ConferralYear): Checks<boolean> {
  const { basis, form } = wanted;
  const citing = citedFor(wanted, year);
  switch (basis.kind) {
    case 'NONE':
      return false;
    case 'BALLOT': {
      const asked = (yield* mustKnowMatter(basis, mattersOf(wanted), year)) && citing === 1;
      if (asked) yield* mustHavePassed(basis, year);
      return asked;
    }
    case 'ASSENT': {
      const questions = assentOf(year.voting, basis.assentId)?.questions ?? [];
      const asked = questions.filter((question) => question.form === form).length;
      return (yield* mustKnowAssent(basis.assentId, mattersOf(wanted), year)) && citing <= asked;
    }
    case 'AGREED_LIST':
      return yield* mustKnowListing(basis.listId, wanted, year);
  }
}

/** How many recipients this proposal and the others that stand for its form take from the same decision. */
function citedFor({ form, basis, count, of }: Wanted, year: ConferralYear): number {
  return standingProposals(year)
    .filter((one) => one !== of && one.form === form && citation(one.basis) === citation(basis))
    .reduce((total, one) => total + recipientsOf(one), count);
}

function citation(basis: ProposalBasis): string {
  switch (basis.kind) {
    case 'NONE':
      return basis.kind;
    case 'BALLOT':
      return `${basis.kind} ${basis.ballotId} ${basis.questionId}`;
    case 'ASSENT':
      return `${basis.kind} ${basis.assentId}`;
    case 'AGREED_LIST':
      return `${basis.kind} ${basis.listId}`;
  }
}

/** What the decision must have been about: each nominee for this form, or this form while no nominee is named. */
function mattersOf({ form, nominees }: Wanted): readonly Matter[] {
  const about: Matter = { purpose: 'COMMENDATION', form };
  return nominees.length === 0 ? [about] : nominees.map((unitId) => ({ ...about, unitId }));
}

/** The entries for this form together hold as many as all that cites the list, and these units where they name any. */
function* mustKnowListing(listId: string, wanted: Wanted, year: ConferralYear): Checks<boolean> {
  const { form, nominees } = wanted;
  const list = listOf(year.voting, listId);
  if (list === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'list', id: listId });
  const entries = list.entries.filter((one) => one.form === form);
  const listed = new Set(entries.flatMap(({ unitIds }) => unitIds));
  const holdsAll =
    entries.some(({ unitIds }) => unitIds.length === 0) || nominees.every((unitId) => listed.has(unitId));
  const told = entries.flatMap(({ count }) => count ?? []);
  // A list whose number no source tells holds whatever cites it.
  const places = told.length < entries.length ? Infinity : told.reduce((total, count) => total + count, 0);
  return entries.length > 0 && holdsAll && citedFor(wanted, year) <= places;
}

/**
 * R26: rank 1 of the whole bloc, and of a group only for a form that says so; by the order as it would be computed now, and with nobody beside
 * it while people can still break the tie (D24). Where the rulebook lets neither members nor head do so it is final (D16): they lead together.
 * Of those excluded from awards the next takes the place only by `promoteNext`.
 */
function* mustLead(
  nominees: readonly string[],
  nominee: Exclude<Nominee, 'ANY'>,
  { ranking, scoring }: Rulebook,
  { year, command }: Readonly<{ year: ConferralYear; command: Proposing }>,
): Checks {
  const on = command.data;
  const groups = nominee === 'LEADING_A_GROUP' ? (scoring.groups ?? []) : [];
  const scopes: readonly Scope[] = [{}, ...groups.map(({ id }) => ({ group: id }))];
  if (scopes.some((scope) => isOutdatedIn(scope, year, on))) yield breach('RANKING_OUTDATED');
  const leaders = scopes.map((scope) => (ranking.promoteNext ? promoted(year, scope) : leadingUnits(year, scope)));
  const days = scopes.map((scope) => standingRanking(year, scope)?.latest);
  const mayBreak = ranking.tieKeys.some(isPeoplesKey);
  for (const unitId of nominees) {
    const led = leaders.filter((units) => units.includes(unitId));
    if (led.length === 0) yield breach('NOT_LEADING', unitFacts(year.frame, unitId));
    else if (mayBreak && led.every((units) => units.length > 1))
      yield breach('INVALID_TRANSITION', { step: 'FIRST_PLACE_TIED' });
    const ledOn = days.flatMap((day, place) => (day && leaders[place]?.includes(unitId) ? [day] : []));
    yield* mustFollow(command, ledOn.toSorted(byFirstDay)[0], on.occurredOn, 'RANKED');
  }
}

function isPeoplesKey({ key }: TieKey): boolean {
  return PEOPLES_KEYS.some((known) => known === key);
}

function byFirstDay(one: PartialDate, other: PartialDate): number {
  return firstDayOf(one) < firstDayOf(other) ? -1 : 1;
}

function isOutdatedIn(scope: Scope, year: ConferralYear, on: InYear): boolean {
  const order = standingRanking(year, scope);
  return order !== undefined && isOutdated(order, year, { ...on, scope });
}

function promoted(year: ConferralYear, scope: Scope): readonly string[] {
  const groups = standingRanking(year, scope)?.groups ?? [];
  const eligible = groups.map(({ subjects }) =>
    subjects.map(({ unitId }) => unitId).filter((unitId) => !exclusionFrom(year.scoring, unitId, 'AWARDS')),
  );
  return eligible.find((units) => units.length > 0) ?? [];
}

/** R27: no more proposals for a form than its quota, nor fewer left for lower ones than are proposed for them already (decision 25). */
function* mustFitQuota(
  { count, of }: Wanted,
  form: CommendationForm,
  rulebook: Rulebook,
  { year, on }: Readonly<{ year: ConferralYear; on: InYear }>,
): Checks {
  const before = of === undefined || of.withdrawn ? 0 : recipientsOf(of);
  const used = proposedFor([form.id], year) - before;
  const quota = quotaOf(form, rulebook, { year, on });
  if (quota !== undefined && used + count > quota) yield breach('QUOTA_EXCEEDED', usedOf(form, used, quota));
  for (const lower of formsBelow(form, rulebook)) {
    const proposed = proposedFor([lower.id], year);
    const left = quotaOf(lower, rulebook, { year, on, moreHigher: count - before });
    if (left !== undefined && proposed > left) yield breach('QUOTA_EXCEEDED', usedOf(lower, proposed, left));
  }
}

function usedOf({ title, id }: CommendationForm, used: number, quota: number): Facts {
  return { form: title.vi, formId: id, used, quota };
}

/** R28: one form for one unit in a year, unless the rulebook lets several meet; never the same form twice. */
function* mustNotRepeat({ form, nominees, of }: Wanted, rulebook: Rulebook, year: ConferralYear): Checks {
  const several = rulebook.commendations.severalForms === 'ALLOWED';
  const others = standingProposals(year).filter((one) => one !== of && (!several || one.form === form));
  for (const unitId of new Set(nominees)) {
    const other = others.find(({ named }) => named.includes(unitId));
    if (other === undefined) continue;
    const title = formOf(rulebook, other.form)?.title.vi ?? other.form;
    yield breach('DUPLICATE_COMMENDATION', { ...unitFacts(year.frame, unitId), form: title, formId: other.form });
  }
}
