import type { Event } from '../kernel/event.js';
import type { PartialDate } from '../kernel/partial-date.js';
import type { Party, ReferenceDocument } from '../kernel/party.js';
import { streamName } from '../kernel/stream.js';
import type { Reviewed, ReviewedForm } from './council-review.values.js';

type OfReview = { councilReviewId: string; occurredOn: PartialDate };

/**
 * A superior council went through the proposals of many blocs (H11): how many it agreed to of each form, who they are as far as that is
 * told. Of what it did not agree to no reason is told.
 */
export type CouncilReviewRecorded = Event<
  'CouncilReviewRecorded',
  OfReview & {
    council?: Party;
    /** How many blocs the proposals came from. */
    blocs?: number;
    forms: readonly ReviewedForm[];
    named?: readonly Reviewed[];
    document?: ReferenceDocument;
  }
>;
/** What became of one of the pool became known later. */
export type ReviewOutcomeNamed = Event<'ReviewOutcomeNamed', OfReview & { named: Reviewed }>;

export type CouncilReviewEvent = CouncilReviewRecorded | ReviewOutcomeNamed;

export const councilReviewStream = (councilReviewId: string): string => streamName('councilReview', councilReviewId);
