import type { Command } from '../kernel/decider.js';
import type { CouncilReviewRecorded, ReviewOutcomeNamed } from './council-review.events.js';

/** Each carries exactly the data of the event that it asks for. */
export type RecordCouncilReview = Command<'RecordCouncilReview', CouncilReviewRecorded['data']>;
export type NameReviewOutcome = Command<'NameReviewOutcome', ReviewOutcomeNamed['data']>;

export type CouncilReviewCommand = RecordCouncilReview | NameReviewOutcome;
