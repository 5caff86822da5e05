import { histories, type Fact } from '../kernel/decider.js';
import type { CouncilReviewEvent } from './council-review.events.js';
import type { Reviewed, ReviewedForm } from './council-review.values.js';

/** A review of a pool as its decisions see it. */
export type CouncilReview = Readonly<{ forms: readonly ReviewedForm[]; named: readonly Reviewed[] }>;

/** `undefined` until it is recorded. An act may tell anew what a claim has told: then the pool is as the act tells it. */
function evolve(
  review: CouncilReview | undefined,
  { type, data }: Fact<CouncilReviewEvent>,
): CouncilReview | undefined {
  if (type === 'CouncilReviewRecorded') {
    const { forms, named = [] } = data;
    return { forms, named };
  }
  return review && { ...review, named: [...review.named, data.named] };
}

export const COUNCIL_REVIEW_EVENTS = ['CouncilReviewRecorded', 'ReviewOutcomeNamed'];

export const councilReviewHistories = histories<CouncilReview | undefined, CouncilReviewEvent>({
  initial: undefined,
  evolve,
});
