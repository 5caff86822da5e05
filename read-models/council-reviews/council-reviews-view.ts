import type { Origin } from '../../src/kernel/event.js';
import { IN_NO_BLOC } from '../../src/kernel/stream.js';
import type { Reviewed } from '../../src/council-reviews/council-review.values.js';
import { audienceOf } from '../year-audience.js';
import type { CouncilReviewRow } from './council-reviews.js';
import type { CouncilReviewView } from './council-reviews.dto.js';

/** Everybody sees the numbers and whom it agreed to; whom it did not agree to is for the superior. */
export function reviewFor(caller: Origin, { day: _, ...review }: CouncilReviewRow): CouncilReviewView {
  const audience = audienceOf(undefined, IN_NO_BLOC, caller);
  if (audience.sees('PAPERS') === 'ALL') return review;
  const { recorded, named } = review;
  const { claims = [] } = recorded;
  return audience.withFactsSeen({
    ...review,
    named: named.filter(({ value }) => isAgreed(value)),
    recorded: {
      ...recorded,
      value: withoutOthers(recorded.value),
      ...(claims.length === 0
        ? {}
        : { claims: claims.map((claim) => ({ ...claim, value: withoutOthers(claim.value) })) }),
    },
  });
}

function isAgreed({ outcome }: Reviewed): boolean {
  return outcome === 'AGREED';
}

function withoutOthers({
  named,
  ...pool
}: CouncilReviewRow['recorded']['value']): CouncilReviewRow['recorded']['value'] {
  return named === undefined ? pool : { ...pool, named: named.filter(isAgreed) };
}
