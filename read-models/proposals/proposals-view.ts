import { defined } from '../../src/kernel/defined.js';
import type { Origin } from '../../src/kernel/event.js';
import type { Stored } from '../read-model-store.js';
import { type Answered, answered, answeredOpenly } from '../rows.js';
import { type Audience, audienceOf } from '../year-audience.js';
import { type ProposalRecord, publicProposal, restsOnNothing, type YearProposals } from './proposals.js';
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
  const { blocId, year: label, blocName, members, namedBeside, proposals } = year;
  const frame = { blocId, year: label, blocName, members, namedBeside };
  switch (sees('PROPOSALS')) {
    case 'ALL':
      return {
        ...frame,
        proposals: proposals.map((proposal) => wholeProposal(proposal, [...members, ...namedBeside])),
      };
    case 'NAMED':
      return { ...frame, proposals: proposals.flatMap(publishedProposal) };
    case 'NOTHING':
      return { ...frame, proposals: [] };
  }
}

function wholeProposal(
  { headAmongRecipients: head, published, changedUnder, ...known }: ProposalRecord,
  members: YearProposals['members'],
): ProposalView {
  const basisCorrected = changedUnder.map(({ mark }) => mark);
  const shown = { ...known, basisCorrected, ...markedVoid(known), ...defined({ published: published?.recording }) };
  if (head === undefined) return shown;
  const { vi } = members.find(({ unitId }) => unitId === head)?.name ?? { vi: head };
  const note = {
    vi: `${vi} chủ trì năm thi đua và cũng được đề nghị khen thưởng.`,
    en: `${vi} presides over the year and is itself proposed.`,
  };
  return { ...shown, conflictOfInterest: { unitId: head, note } };
}

/** What of it was published, as it was then; and that it rests on a void decision, which everybody is told (D41). */
function publishedProposal({ published, basis }: ProposalRecord): readonly ProposalView[] {
  if (published === undefined) return [];
  return [{ ...publicProposal(published.as), published: published.recording, ...markedVoid({ basis }) }];
}

function markedVoid({ basis }: Pick<ProposalRecord, 'basis'>): { void?: true } {
  return restsOnNothing(basis) ? { void: true } : {};
}
