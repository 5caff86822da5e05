import type { AwardConferred, CommendationProposed, ConferralEvent } from './conferral.events.js';

export type Proposal = Readonly<{
  form: string;
  count: number;
  basis: CommendationProposed['data']['basis'];
  named: readonly string[];
  withdrawn: boolean;
}>;

export type Award = Readonly<Pick<AwardConferred['data'], 'form' | 'collectives' | 'individuals'>>;

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

/** Proposals that stand: not withdrawn. */
export function standingProposals({ proposals }: ConferralState): readonly Proposal[] {
  return Object.values(proposals).filter(({ withdrawn }) => !withdrawn);
}

export function evolveConferral(conferral: ConferralState, event: ConferralEvent): ConferralState {
  switch (event.type) {
    case 'CommendationProposed': {
      const { proposalId, form, count, basis, nominees } = event.data;
      return withProposal(conferral, proposalId, { form, count, basis, named: nominees, withdrawn: false });
    }
    case 'ProposalRecipientNamed': {
      const { proposalId, unitId } = event.data;
      const proposal = proposalOf(conferral, proposalId);
      if (proposal === undefined) return conferral;
      return withProposal(conferral, proposalId, { ...proposal, named: [...proposal.named, unitId] });
    }
    case 'ProposalWithdrawn': {
      const proposal = proposalOf(conferral, event.data.proposalId);
      if (proposal === undefined) return conferral;
      return withProposal(conferral, event.data.proposalId, { ...proposal, withdrawn: true });
    }
    case 'AwardConferred': {
      const { awardId, form, collectives, individuals } = event.data;
      return { ...conferral, awards: { ...conferral.awards, [awardId]: { form, collectives, individuals } } };
    }
    case 'AwardRecipientNamed': {
      const { awardId, kind, recipient } = event.data;
      const award = awardOf(conferral, awardId);
      if (award === undefined) return conferral;
      const part = kind === 'COLLECTIVE' ? 'collectives' : 'individuals';
      const batch = { ...award[part], named: [...award[part].named, recipient] };
      return { ...conferral, awards: { ...conferral.awards, [awardId]: { ...award, [part]: batch } } };
    }
    case 'CommendationSummaryRecorded':
      return { ...conferral, summaries: [...conferral.summaries, event.data.summaryId] };
    case 'BlocStatisticRecorded':
      return conferral;
  }
}

function withProposal(conferral: ConferralState, id: string, proposal: Proposal): ConferralState {
  return { ...conferral, proposals: { ...conferral.proposals, [id]: proposal } };
}
