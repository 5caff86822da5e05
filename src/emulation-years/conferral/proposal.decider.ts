import { mustFollowDecision } from '../voting/basis.decider.js';
import {
  breach,
  mustSay,
  mustSayWhy,
  refuse,
  remark,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import type { Party } from '../../kernel/party.js';
import { mustHoldRecipients, mustHoldSomebody } from '../../kernel/recipients.js';
import type { Rulebook } from '../../rulebooks/rulebook.values.js';
import { mustKnowForms, rulebookFor } from '../frame/adopted-rulebook.js';
import { dayOf, memberCount, membersOn } from '../frame/frame.fold.js';
import { presiding } from '../frame/frame.values.js';
import type { InYear } from '../frame/frame.values.js';
import { unitFacts, mustBeMembers } from '../frame/membership.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { mustBeCommendable } from '../voting/questions.decider.js';
import type {
  NameProposalGrantor,
  NameProposalRecipient,
  ProposeCommendation,
  WithdrawProposal,
} from './conferral.commands.js';
import type {
  CommendationProposed,
  ProposalGrantorNamed,
  ProposalRecipientNamed,
  ProposalWithdrawn,
} from './conferral.events.js';
import { proposalOf, recipientsOf, standingProposals, type ConferralYear } from './conferral.fold.js';
import { mustBeDeserved } from './deserved.js';
import { formOf } from './quota.js';

/**
 * Đề nghị khen thưởng, with its recipients or only their number (S4). The grantor is the rulebook's for that form.
 * Refuses by R01, R25, R32, R48, then R23, R26, R27, R28, R51; a claim in a year without a rulebook is held against none of
 * the rules that it would set (decision 34).
 */
export function* proposeCommendation(
  command: ProposeCommendation & Circumstances,
  year: ConferralYear,
): Deciding<CommendationProposed> {
  const { grantor, allOthers = false, count: told, ...data } = command.data;
  const rulebook = yield* rulebookFor(command, year.frame);
  yield* mustKnowForms([data.form], rulebook);
  yield* mustBeWellPut(command, rulebook, year);
  const others = allOthers ? othersOn(data, year) : undefined;
  const { nominees } = others ?? data;
  const count = yield* mustSay(command, told ?? others?.count, { kind: 'recipients', field: '/count' });
  yield* mustBeMembers(nominees, data.occurredOn, year.frame);
  yield* mustBeCommendable(nominees, year);
  yield* mustHoldNominees(nominees, count);
  const wanted = {
    form: data.form,
    nominees,
    basis: data.basis,
    count: recipientsOf({ named: nominees, ...defined({ count }) }),
  };
  yield* mustBeDeserved(wanted, rulebook, year, command);
  yield* mustFollowDecision(command, data.basis, year);
  yield* remarkHead(nominees, year);
  const proposed = { ...data, nominees, grantor: grantor ?? grantorOf(data.form, rulebook), ...defined({ count }) };
  return [{ type: 'CommendationProposed', data: allOthers ? { ...proposed, allOthers } : proposed }];
}

/** The id is new, the tracks are those of the rulebook, others are not named beside nominees, and only a claim tells a grantor. */
function* mustBeWellPut(
  { data, mode }: ProposeCommendation & Circumstances,
  rulebook: Rulebook | undefined,
  { conferral }: ConferralYear,
): Checks {
  const { proposalId, tracks, allOthers, nominees, grantor } = data;
  if (proposalOf(conferral, proposalId)) yield* refuse('ALREADY_EXISTS', { kind: 'proposal', id: proposalId });
  yield* mustKnowTracks(tracks, rulebook);
  if (allOthers === true && nominees.length > 0)
    yield* refuse('INVALID_INPUT', { field: '/nominees', why: 'ALL_OTHERS', allowed: [] });
  if (mode.kind === 'ACT' && grantor !== undefined)
    yield* refuse('INVALID_INPUT', { field: '/grantor', why: 'CLAIM_ALONE' });
}

function grantorOf(form: string, rulebook: Rulebook | undefined): Party {
  return (rulebook && formOf(rulebook, form)?.grantor) ?? { kind: 'UNKNOWN' };
}

/** R32: no more names than the number, each once; a number is one at least. */
function* mustHoldNominees(nominees: readonly string[], count: number | undefined): Checks {
  if (count === 0) yield* mustHoldSomebody();
  yield* mustHoldRecipients(nominees, count);
}

function* mustKnowTracks(tracks: readonly string[] = [], rulebook: Rulebook | undefined): Checks {
  if (rulebook === undefined) return;
  const allowed = rulebook.scoring.tracks ?? [];
  for (const [place, id] of tracks.entries()) {
    if (!allowed.includes(id))
      yield* refuse('UNKNOWN_REFERENCE', { field: `/tracks/${place}`, kind: 'track', id, allowed });
  }
}

/**
 * H10, "the remaining units": members of that day whom no other standing proposal names and nothing excludes from awards; and how many,
 * those counted that the bloc has and has not named.
 */
function othersOn(on: InYear, year: ConferralYear): Readonly<{ nominees: readonly string[]; count: number }> {
  const { frame, scoring } = year;
  const day = dayOf(on);
  const members = [...new Set(membersOn(frame, day))];
  const named = new Set(standingProposals(year).flatMap((one) => one.named));
  const nominees = members.filter(
    (unitId) => !named.has(unitId) && exclusionFrom(scoring, unitId, 'AWARDS') === undefined,
  );
  return { nominees, count: nominees.length + memberCount(frame, day) - members.length };
}

/** Who is asked to grant it is named once, where it was unknown. */
export function* nameProposalGrantor(
  { data }: NameProposalGrantor & Circumstances,
  { conferral }: ConferralYear,
): Deciding<ProposalGrantorNamed> {
  const { proposalId, grantor } = data;
  const proposal = proposalOf(conferral, proposalId);
  if (proposal === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'proposal', id: proposalId });
  if (grantor.kind === 'UNKNOWN') yield* refuse('INVALID_INPUT', { field: '/grantor', why: 'GRANTOR' });
  if (proposal.grantor.kind !== 'UNKNOWN') yield* refuse('ALREADY_EXISTS', { kind: 'grantor', id: proposalId });
  if (proposal.withdrawn) yield breach('INVALID_TRANSITION', { step: 'WITHDRAWN' });
  return [{ type: 'ProposalGrantorNamed', data }];
}

/** Fills a line that was proposed by count only; what holds of a nominee is asked again. Refuses by R25 and R32 too. */
export function* nameProposalRecipient(
  command: NameProposalRecipient & Circumstances,
  year: ConferralYear,
): Deciding<ProposalRecipientNamed> {
  const { data } = command;
  const { proposalId, unitId } = data;
  const proposal = proposalOf(year.conferral, proposalId);
  if (proposal === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'proposal', id: proposalId });
  const { form, count, named, basis } = proposal;
  yield* mustBeMembers([unitId], data.occurredOn, year.frame);
  yield* mustBeCommendable([unitId], year);
  yield* mustHoldRecipients([...named, unitId], count);
  const wanted = { form, nominees: [unitId], basis, count: count ?? named.length + 1, of: proposal };
  yield* mustBeDeserved(wanted, year.frame.rulebook?.content, year, command);
  yield* remarkHead([unitId], year);
  if (proposal.withdrawn) yield breach('INVALID_TRANSITION', { step: 'WITHDRAWN' });
  return [{ type: 'ProposalRecipientNamed', data }];
}

/** The proposal no longer stands; its place in the quota is free again. */
export function* withdrawProposal(
  command: WithdrawProposal & Circumstances,
  { conferral }: ConferralYear,
): Deciding<ProposalWithdrawn> {
  const { data } = command;
  const { proposalId } = data;
  const proposal = proposalOf(conferral, proposalId);
  if (proposal === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'proposal', id: proposalId });
  if (proposal.withdrawn) yield* refuse('ALREADY_EXISTS', { kind: 'withdrawal', id: proposalId });
  yield* mustSayWhy(command);
  return [{ type: 'ProposalWithdrawn', data }];
}

/** The head may be a nominee; it is shown (D3). */
function* remarkHead(nominees: readonly string[], { frame }: ConferralYear): Checks {
  const head = presiding(frame);
  if (head === undefined || !nominees.includes(head)) return;
  yield remark('CONFLICT_OF_INTEREST', 'D3', unitFacts(frame, head));
}
