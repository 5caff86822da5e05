import type { Folds } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import type { Party } from '../../kernel/party.js';
import type { RankingYear } from '../ranking/ranking.fold.js';
import { isVoid } from '../voting/voting.fold.js';
import type { AwardConferred, CommendationProposed, ConferralEvent } from './conferral.events.js';
import { BATCHES, batchOf } from './conferral.values.js';

export type Proposal = Readonly<{
  form: string;
  grantor: Party;
  count?: number;
  basis: CommendationProposed['data']['basis'];
  named: readonly string[];
  proposedOn: PartialDate;
  withdrawn: boolean;
}>;

export type Award = Readonly<Pick<AwardConferred['data'], 'collectives' | 'individuals' | 'blocs'>>;

export type ConferralState = Readonly<{
  proposals: Readonly<Record<string, Proposal>>;
  awards: Readonly<Record<string, Award>>;
  /** Ids of the summaries recorded. */
  summaries: readonly string[];
}>;

export const nothingConferred: ConferralState = { proposals: {}, awards: {}, summaries: [] };

export function proposalOf({ proposals }: ConferralState, id: string): Proposal | undefined {
  return Object.hasOwn(proposals, id) ? proposals[id] : undefined;
}

export function awardOf({ awards }: ConferralState, id: string): Award | undefined {
  return Object.hasOwn(awards, id) ? awards[id] : undefined;
}

/** Proposals that stand: not withdrawn, and not by a void decision (D41). */
export function standingProposals({ conferral, voting }: ConferralYear): readonly Proposal[] {
  return Object.values(conferral.proposals).filter(({ basis, withdrawn }) => !withdrawn && !isVoid(voting, basis));
}

/** How many it is for; where a source does not tell the number at least one, and as many as are named. */
export function recipientsOf({ count, named }: Pick<Proposal, 'count' | 'named'>): number {
  return count ?? Math.max(1, named.length);
}

/** The parts of a year that a proposal or an award reads. */
export type ConferralYear = RankingYear & Readonly<{ conferral: ConferralState }>;

export const conferralFolds: Folds<ConferralState, ConferralEvent> = {
  CommendationProposed: (conferral, { occurredOn, proposalId, form, grantor, count, basis, nominees }) =>
    withProposal(conferral, proposalId, {
      ...{ form, grantor, basis, named: nominees, proposedOn: occurredOn, withdrawn: false },
      ...defined({ count }),
    }),
  ProposalRecipientNamed: (conferral, { proposalId, unitId }) => {
    const proposal = proposalOf(conferral, proposalId);
    if (proposal === undefined) return conferral;
    return withProposal(conferral, proposalId, { ...proposal, named: [...proposal.named, unitId] });
  },
  ProposalGrantorNamed: (conferral, { proposalId, grantor }) => {
    const proposal = proposalOf(conferral, proposalId);
    return proposal === undefined ? conferral : withProposal(conferral, proposalId, { ...proposal, grantor });
  },
  ProposalWithdrawn: (conferral, { proposalId }) => {
    const proposal = proposalOf(conferral, proposalId);
    return proposal === undefined ? conferral : withProposal(conferral, proposalId, { ...proposal, withdrawn: true });
  },
  AwardConferred: (conferral, { awardId, collectives, individuals, blocs }) =>
    withAward(conferral, awardId, { collectives, individuals, ...defined({ blocs }) }),
  AwardRecipientNamed: (conferral, { awardId, kind, recipient }) => {
    const award = awardOf(conferral, awardId);
    if (award === undefined) return conferral;
    const batch = batchOf(award, kind);
    if (batch === undefined) return conferral;
    const named = [...batch.named, recipient];
    return withAward(conferral, awardId, { ...award, [BATCHES[kind]]: { ...batch, named } });
  },
  CommendationSummaryRecorded: (conferral, { summaryId }) => ({
    ...conferral,
    summaries: [...conferral.summaries, summaryId],
  }),
  PlacementsRecorded: (conferral) => conferral,
  BlocStatisticRecorded: (conferral) => conferral,
};

function withProposal(conferral: ConferralState, id: string, proposal: Proposal): ConferralState {
  return { ...conferral, proposals: { ...conferral.proposals, [id]: proposal } };
}

function withAward(conferral: ConferralState, id: string, award: Award): ConferralState {
  return { ...conferral, awards: { ...conferral.awards, [id]: award } };
}
