import type { Audience } from '../ranking/year-audience.js';
import type { ProposalRecord } from './proposals.js';
import type { ProposalView } from './proposals.dto.js';

/** What that audience may see of a proposal; `undefined` when nothing. */
export function proposalViewFor(
  { sees, published, nameOf }: Audience,
  proposal: ProposalRecord,
): ProposalView | undefined {
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

function withoutCount({ basis: { count: _, ...basis }, ...proposal }: ProposalView): ProposalView {
  return { ...proposal, basis };
}
