import { COUNCIL_REVIEWS, type CouncilReviewRow } from '../read-models/council-reviews/council-reviews.js';
import { councilReviewStream, type CouncilReviewEvent } from '../src/council-reviews/council-review.events.js';
import { defined } from '../src/kernel/defined.js';
import { lastDayOf } from '../src/kernel/partial-date.js';
import type { Projection } from '../src/kernel/projection.js';
import { currentVersion, sourced } from './recording/recording.js';
import { withEntry } from './recording/replaced.js';

/** Reviews of pools of proposals by superior councils, one row each. */
export const councilReviews: Projection<CouncilReviewRow, CouncilReviewEvent> = {
  name: COUNCIL_REVIEWS.name,
  version: 1,
  key: ({ data }) => data.councilReviewId,
  streams: (key) => [councilReviewStream(key)],
  indexes: [['day']],
  on: {
    CouncilReviewRecorded: (row, event) => {
      const { councilReviewId, council, blocs, forms, named, document } = event.data;
      const recorded = currentVersion(row?.recorded, { forms, ...defined({ council, blocs, named, document }) }, event);
      return { councilReviewId, day: lastDayOf(recorded.recording.occurredOn), recorded, named: row?.named ?? [] };
    },
    ReviewOutcomeNamed: (row, event) =>
      row && { ...row, named: withEntry(row.named, undefined, sourced(event.data.named, event)) },
  },
};
