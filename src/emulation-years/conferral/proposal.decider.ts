import { breach, refuse, remark, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { CommendationForm, Rulebook } from '../../rulebooks/rulebook.values.js';
import { mustHaveRulebook, refuseForm } from '../frame/adopted-rulebook.js';
import { presiding } from '../frame/frame.values.js';
import type { InYear } from '../frame/frame.values.js';
import { unitFacts, mustBeMembers } from '../frame/membership.js';
import { leadingUnits, rankingOn } from '../ranking/ranking.fold.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { mustKnowMatter, mustKnowAssent, mustHavePassed, type Matter } from '../voting/basis.decider.js';
import { mustBeCommendable } from '../voting/questions.decider.js';
import { assentOf, listOf } from '../voting/voting.fold.js';
import type { NameProposalRecipient, ProposeCommendation, WithdrawProposal } from './conferral.commands.js';
import type { CommendationProposed, ProposalRecipientNamed, ProposalWithdrawn } from './conferral.events.js';
import { proposalOf, standingProposals, type Proposal, type ConferralYear } from './conferral.fold.js';
import type { ProposalBasis } from './conferral.values.js';
import { proposedFor, quotaOf } from './quota.js';

/**
 * Đề nghị khen thưởng, with its recipients or only their number (S4). The grantor is the rulebook's for that form.
 * Refuses by R01, R25, R32, R48, then R23, R26, R27, R28, R51.
 */
export function* proposeCommendation(
  { data }: ProposeCommendation & Circumstances,
  year: ConferralYear,
): Deciding<CommendationProposed> {
  const rulebook = (yield* mustHaveRulebook(year.frame)).content;
  const form = formOf(rulebook, data.form);
  if (form === undefined) {
    return yield* refuseForm(data.form, rulebook.commendations);
  }
  const { proposalId, count, nominees, basis } = data;
  if (proposalOf(year.conferral, proposalId)) yield* refuse('ALREADY_EXISTS', { kind: 'proposal', id: proposalId });
  yield* mustBeMembers(nominees, data.occurredOn, year.frame);
  yield* mustBeCommendable(nominees, year);
  const distinct = new Set(nominees).size;
  if (count < 1 || distinct > count || distinct < nominees.length) yield* refuse('RECIPIENT_COUNT_MISMATCH', { count });
  yield* mustBeDeserved({ form, nominees, basis, count }, rulebook, year, data);
  yield* remarkHead(nominees, year);
  return [{ type: 'CommendationProposed', data: { ...data, grantor: form.grantor } }];
}

/** Fills a line that was proposed by count only; what holds of a nominee is asked again. Refuses by R25 and R32 too. */
export function* nameProposalRecipient(
  { data }: NameProposalRecipient & Circumstances,
  year: ConferralYear,
): Deciding<ProposalRecipientNamed> {
  const { proposalId, unitId } = data;
  const found = onRecord(proposalId, year);
  if (found === undefined) {
    return yield* refuse('UNKNOWN_REFERENCE', { kind: 'proposal', id: proposalId });
  }
  const { proposal, rulebook, form } = found;
  const { count, named, basis } = proposal;
  yield* mustBeMembers([unitId], data.occurredOn, year.frame);
  yield* mustBeCommendable([unitId], year);
  if (named.length >= count || named.includes(unitId)) yield* refuse('RECIPIENT_COUNT_MISMATCH', { count });
  yield* mustBeDeserved({ form, nominees: [unitId], basis, count, of: proposal }, rulebook, year, data);
  yield* remarkHead([unitId], year);
  if (proposal.withdrawn) yield breach('INVALID_TRANSITION', { step: 'WITHDRAWN' });
  return [{ type: 'ProposalRecipientNamed', data }];
}

/** The proposal with the rules that it was made by. */
function onRecord(
  proposalId: string,
  { frame, conferral }: ConferralYear,
): Readonly<{ proposal: Proposal; rulebook: Rulebook; form: CommendationForm }> | undefined {
  const rulebook = frame.rulebook?.content;
  const proposal = proposalOf(conferral, proposalId);
  if (rulebook === undefined || proposal === undefined) return undefined;
  const form = formOf(rulebook, proposal.form);
  return form && { proposal, rulebook, form };
}

/** The proposal no longer stands; its place in the quota is free again. */
export function* withdrawProposal(
  { data }: WithdrawProposal & Circumstances,
  { conferral }: ConferralYear,
): Deciding<ProposalWithdrawn> {
  const { proposalId } = data;
  const proposal = proposalOf(conferral, proposalId);
  if (proposal === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'proposal', id: proposalId });
  if (proposal.withdrawn) yield* refuse('ALREADY_EXISTS', { kind: 'withdrawal', id: proposalId });
  return [{ type: 'ProposalWithdrawn', data }];
}

/** A proposal as its rules see it; `of` is the one on record whose recipients are being named. */
type Wanted = Readonly<{
  form: CommendationForm;
  nominees: readonly string[];
  basis: ProposalBasis;
  count: number;
  of?: Proposal;
}>;

/** R48, then quota and threshold in the order of their numbers: R23, R26, R27, R28, R51. */
function* mustBeDeserved(wanted: Wanted, rulebook: Rulebook, year: ConferralYear, on: InYear): Checks {
  const supported = yield* mustKnowSupport(wanted, rulebook, year);
  if (wanted.form.nominee === 'LEADING') yield* mustLead(wanted.nominees, rulebook, year);
  yield* mustFitQuota(wanted, rulebook, year, on);
  yield* mustNotRepeat(wanted, rulebook, year);
  if (!supported) yield breach('PROPOSAL_NOT_DECIDED', { form: wanted.form.title.vi, formId: wanted.form.id });
}

/**
 * Whether a decision of the bloc carries it (R51); what it cites must have passed (R23) and met no objection (R48). All
 * proposals that cite it ask for no more than it holds: a question of a ballot is about one unit, an assent about those
 * it names, an agreed list may hold a number alone.
 */
function* mustKnowSupport(wanted: Wanted, { commendations }: Rulebook, year: ConferralYear): Checks<boolean> {
  const { basis, form } = wanted;
  const citing = citedFor(wanted, year);
  switch (basis.kind) {
    case 'NONE':
      return !commendations.decisionRequired;
    case 'BALLOT': {
      const asked = (yield* mustKnowMatter(basis, mattersOf(wanted), year)) && citing === 1;
      if (asked) yield* mustHavePassed(basis, year);
      return asked;
    }
    case 'ASSENT': {
      const questions = assentOf(year.voting, basis.assentId)?.questions ?? [];
      const asked = questions.filter((question) => question.form === form.id).length;
      return (yield* mustKnowAssent(basis.assentId, mattersOf(wanted), year)) && citing <= asked;
    }
    case 'AGREED_LIST':
      return yield* mustKnowListing(basis.listId, wanted, year);
  }
}

/** How many recipients this proposal and the others that stand for its form take from the same decision. */
function citedFor({ form, basis, count, of }: Wanted, { conferral }: ConferralYear): number {
  return standingProposals(conferral)
    .filter((one) => one !== of && one.form === form.id && citation(one.basis) === citation(basis))
    .reduce((total, one) => total + one.count, count);
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
  const about: Matter = { purpose: 'COMMENDATION', form: form.id };
  return nominees.length === 0 ? [about] : nominees.map((unitId) => ({ ...about, unitId }));
}

/** The list holds as many for this form as all that cites it, and these units where it names any. */
function* mustKnowListing(listId: string, wanted: Wanted, year: ConferralYear): Checks<boolean> {
  const { form, nominees } = wanted;
  const list = listOf(year.voting, listId);
  if (list === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'list', id: listId });
  const entry = list.entries.find((one) => one.form === form.id);
  if (entry === undefined) return false;
  const holdsAll = entry.unitIds.length === 0 || nominees.every((unitId) => entry.unitIds.includes(unitId));
  return holdsAll && citedFor(wanted, year) <= entry.count;
}

/** R26: rank 1 of the whole bloc; of those excluded from awards the next takes the place only by `promoteNext`. */
function* mustLead(nominees: readonly string[], rulebook: Rulebook, year: ConferralYear): Checks {
  const leaders = rulebook.ranking.promoteNext ? promoted(year) : leadingUnits(year.ranking);
  for (const unitId of nominees) {
    if (!leaders.includes(unitId)) yield breach('NOT_LEADING', unitFacts(year.frame, unitId));
  }
}

function promoted({ ranking, scoring }: ConferralYear): readonly string[] {
  const groups = rankingOn(ranking, {})?.groups ?? [];
  const eligible = groups.map(({ units }) => units.filter((unitId) => !exclusionFrom(scoring, unitId, 'AWARDS')));
  return eligible.find((units) => units.length > 0) ?? [];
}

/** R27: no more proposals for a form than its quota. */
function* mustFitQuota({ form, count, of }: Wanted, rulebook: Rulebook, year: ConferralYear, on: InYear): Checks {
  const quota = quotaOf(form, rulebook, year, on);
  const used = proposedFor([form.id], year) - (of === undefined || of.withdrawn ? 0 : of.count);
  if (quota !== undefined && used + count > quota) {
    yield breach('QUOTA_EXCEEDED', { form: form.title.vi, formId: form.id, used, quota });
  }
}

/** R28: one form for one unit in a year, unless the rulebook lets several meet; never the same form twice. */
function* mustNotRepeat({ form, nominees, of }: Wanted, rulebook: Rulebook, year: ConferralYear): Checks {
  const several = rulebook.commendations.severalForms === 'ALLOWED';
  const others = standingProposals(year.conferral).filter((one) => one !== of && (!several || one.form === form.id));
  for (const unitId of new Set(nominees)) {
    const other = others.find(({ named }) => named.includes(unitId));
    if (other === undefined) continue;
    const title = formOf(rulebook, other.form)?.title.vi ?? other.form;
    yield breach('DUPLICATE_COMMENDATION', { ...unitFacts(year.frame, unitId), form: title, formId: other.form });
  }
}

/** The head may be a nominee; it is shown (D3). */
function* remarkHead(nominees: readonly string[], { frame }: ConferralYear): Checks {
  const head = presiding(frame);
  if (head === undefined || !nominees.includes(head)) return;
  yield remark('CONFLICT_OF_INTEREST', 'D3', unitFacts(frame, head));
}

function formOf({ commendations }: Rulebook, form: string): CommendationForm | undefined {
  return commendations.forms.find(({ id }) => id === form);
}
