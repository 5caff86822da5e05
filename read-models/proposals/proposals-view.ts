import { defined } from '../../src/kernel/defined.js';
import type { Origin } from '../../src/kernel/event.js';
import type { Stored } from '../read-model-store.js';
import { type Answered, answered, answeredOpenly } from '../rows.js';
import { type Audience, audienceOf } from '../year-audience.js';
import { type ProposalRecord, publicProposal, type YearProposals } from './proposals.js';
import type { ProposalsView, ProposalView } from './proposals.dto.js';

/** What the caller may see of what the bloc of a year proposes; who sees the open part alone is told its proof. */
export function proposalsSeenBy(caller: Origin, found: Stored<YearProposals>): Answered<ProposalsView> {
  const { visibility, blocId } = found.row;
  const audience = audienceOf(visibility, blocId, caller);
  return audience.sees('PROPOSALS') === 'ALL'
    ? answered(found, (row) => audience.withFactsSeen(proposalsViewFor(audience, row)))
    : answeredOpenly(visibility, audience, proposalsViewFor(audience, found.row));
}

/** What that audience may see of what the bloc proposes. */
export function proposalsViewFor({ sees }: Pick<Audience, 'sees'>, year: YearProposals): ProposalsView {
  const { blocId, year: label, blocName, members, proposals } = year;
  const frame = { blocId, year: label, blocName, members };
  switch (sees('PROPOSALS')) {
    case 'ALL':
      return { ...frame, proposals: proposals.map((proposal) => wholeProposal(proposal, members)) };
    case 'NAMED':
      return { ...frame, proposals: proposals.flatMap(publishedProposal) };
    case 'NOTHING':
      return { ...frame, proposals: [] };
  }
}

function wholeProposal(
  { headAmongRecipients: head, published, ...known }: ProposalRecord,
  members: YearProposals['members'],
): ProposalView {
  const shown = { ...known, ...defined({ published: published?.recording }) };
  if (head === undefined) return shown;
  const { vi } = members.find(({ unitId }) => unitId === head)?.name ?? { vi: head };
  const note = {
    vi: `${vi} chủ trì năm thi đua và cũng được đề nghị khen thưởng.`,
    en: `${vi} presides over the year and is itself proposed.`,
  };
  return { ...shown, conflictOfInterest: { unitId: head, note } };
}

/** What of it was published, as it was then. */
function publishedProposal({ published }: ProposalRecord): readonly ProposalView[] {
  return published === undefined ? [] : [{ ...publicProposal(published.as), published: published.recording }];
}
