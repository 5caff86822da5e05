import { folded, gatheredFrom, standingsOnwards, type Gathering } from '../deciding/gathering.js';
import type { Requested } from '../deciding/request.js';
import type { Slice } from '../deciding/slice.js';
import { PROPOSAL_STANDING, standingOfProposal } from '../emulation-years/conferral/proposal.standing.js';
import { yearReading } from '../emulation-years/emulation-year.standing.js';
import { comparedWith, type Histories } from '../kernel/decider.js';
import type { Gathered } from '../kernel/event.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { unitStanding } from '../units/unit.standing.js';
import type { CouncilReviewCommand } from './council-review.commands.js';
import { councilReviewDecider, councilReviewDecisions, proposalsNamed, unitsNamed } from './council-review.decider.js';
import { councilReviewStream, type CouncilReviewEvent } from './council-review.events.js';
import { COUNCIL_REVIEW_EVENTS, type CouncilReview } from './council-review.fold.js';

/** A review rests on the proposals and units that it names. */
export const councilReviewSlice: Slice<
  CouncilReviewCommand,
  Histories<CouncilReview | undefined>,
  CouncilReviewEvent
> = {
  decisions: councilReviewDecisions,
  events: COUNCIL_REVIEW_EVENTS,
  decider: councilReviewDecider,
  streamOf: ({ data }) => councilReviewStream(data.councilReviewId),
  gather,
};

function* gather(
  command: CouncilReviewCommand,
  { mode }: Pick<Requested, 'mode' | 'origin'>,
): Gathering<readonly Gathered[]> {
  const found: Gathered[] = [];
  for (const { blocId, year, proposalId } of proposalsNamed(command)) {
    const { stream, fold } = yearReading(blocId, year);
    const seen = yield* folded(stream, fold);
    const known = comparedWith(seen.state, mode);
    if (known === undefined) continue;
    const standing = gatheredFrom(stream, seen, PROPOSAL_STANDING, standingOfProposal(known, proposalId));
    if (standing !== undefined) found.push(standing);
  }
  const at = { mode, day: lastDayOf(command.data.occurredOn) };
  return [...found, ...(yield* standingsOnwards(unitsNamed(command), unitStanding, () => [], at))];
}
