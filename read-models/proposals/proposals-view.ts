import type { LocalizedText } from '../../src/kernel/text.js';
import type { Audience } from '../ranking/year-audience.js';
import type { OwnAward, Proposal, YearProposals } from './proposals.js';

/** A proposal as it is shown. The count of votes and the remark on the head are for who works in the year. */
export type ProposalShown = Omit<Proposal, 'headAmongRecipients'> &
  Readonly<{ conflictOfInterest?: Readonly<{ unitId: string; note: LocalizedText }> }>;

export type ProposalsShown = Pick<YearProposals, 'blocId' | 'year' | 'blocName' | 'members'> &
  Readonly<{ proposals: readonly ProposalShown[] }>;

export type AwardsShown = Pick<YearProposals, 'blocId' | 'year' | 'blocName'> &
  Readonly<{ awards: readonly OwnAward[] }>;

/** What that audience may see of a proposal; `undefined` when nothing. */
export function shownTo({ sees, published, nameOf }: Audience, proposal: Proposal): ProposalShown | undefined {
  const { headAmongRecipients, ...shown } = proposal;
  if (sees === 'PUBLIC') return published ? withoutCount(shown) : undefined;
  if (headAmongRecipients === undefined) return shown;
  const { vi } = nameOf(headAmongRecipients);
  const note = {
    vi: `${vi} chủ trì năm thi đua và cũng được đề nghị khen thưởng.`,
    en: `${vi} presides over the year and is itself proposed.`,
  };
  return { ...shown, conflictOfInterest: { unitId: headAmongRecipients, note } };
}

function withoutCount({ basis: { count: _, ...basis }, ...proposal }: ProposalShown): ProposalShown {
  return { ...proposal, basis };
}
