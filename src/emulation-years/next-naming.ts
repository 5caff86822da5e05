import { recipientsOf, type Award, type Proposal } from './conferral/conferral.fold.js';
import { batchOf, RECIPIENT_KINDS, type RecipientKind } from './conferral/conferral.values.js';
import type { EmulationYear } from './emulation-year.fold.js';
import type { InYear } from './frame/frame.values.js';
import { type Candidate, MOST_OF_A_KIND, OWN } from './next-candidate.js';
import { isVoid } from './voting/voting.fold.js';

/** Who is named only later: recipients of what was proposed or conferred by number, and whom a proposal goes to. After the close too (D17). */
export function* naming(year: EmulationYear, on: InYear): Generator<Candidate> {
  for (const [proposalId, proposal] of proposalsThatStand(year).slice(0, MOST_OF_A_KIND)) {
    yield* ofProposal(proposalId, proposal, on);
  }
  for (const [awardId, award] of Object.entries(year.conferral.awards).slice(0, MOST_OF_A_KIND)) {
    for (const kind of RECIPIENT_KINDS.filter((one) => isOpen(award, one))) {
      const named = { awardId, kind, recipient: { name: OWN } };
      yield { command: { type: 'NameAwardRecipient', data: { ...on, ...named } }, step: 'AWARDS', about: { awardId } };
    }
  }
}

/** Not withdrawn, and by no decision that is void; with their ids. */
export function proposalsThatStand({ conferral, voting }: EmulationYear): readonly (readonly [string, Proposal])[] {
  return Object.entries(conferral.proposals).filter(([, { basis, withdrawn }]) => !withdrawn && !isVoid(voting, basis));
}

function* ofProposal(proposalId: string, proposal: Proposal, on: InYear): Generator<Candidate> {
  const of = { step: 'PROPOSALS', about: { proposalId } } as const;
  const grantor = { kind: 'EXTERNAL', name: OWN } as const;
  if (proposal.grantor.kind === 'UNKNOWN') {
    yield { command: { type: 'NameProposalGrantor', data: { ...on, proposalId, grantor } }, ...of };
  }
  if (proposal.named.length < recipientsOf(proposal)) {
    yield { command: { type: 'NameProposalRecipient', data: { ...on, proposalId, unitId: OWN } }, ...of };
  }
}

function isOpen(award: Award, kind: RecipientKind): boolean {
  const { count = 0, named = [] } = batchOf(award, kind) ?? {};
  return named.length < count;
}
