import type { Origin } from '../../src/kernel/event.js';
import { IN_NO_BLOC } from '../../src/kernel/stream.js';
import type { Reviewed } from '../../src/council-reviews/council-review.values.js';
import { audienceOf } from '../year-audience.js';
import type { CouncilReviewRow } from './council-reviews.js';
import type { CouncilReviewView } from './council-reviews.dto.js';

type Named = (one: Reviewed) => boolean;

/**
 * Everybody sees the numbers. An agreement is no award yet, and may come to none: whom the council agreed to is for those who proposed them
 * until the award itself is shown; whom it did not agree to is for superiors.
 */
export function reviewFor(caller: Origin, { day: _, ...review }: CouncilReviewRow): CouncilReviewView {
  const audience = audienceOf(undefined, IN_NO_BLOC, caller);
  if (audience.sees('PAPERS') === 'ALL') return review;
  const isShown = agreedAtHomeOf(caller);
  const { recorded, named } = review;
  const { claims = [] } = recorded;
  return audience.withFactsSeen({
    ...review,
    named: named.filter(({ value }) => isShown(value)),
    recorded: {
      ...recorded,
      value: withoutOthers(recorded.value, isShown),
      ...(claims.length === 0
        ? {}
        : { claims: claims.map((claim) => ({ ...claim, value: withoutOthers(claim.value, isShown) })) }),
    },
  });
}

/** Of the bloc of a secretary or an appraiser, of the unit of a representative. */
function agreedAtHomeOf({ role, blocId, unitId }: Origin): Named {
  const isAtHome: Named =
    role === 'representative'
      ? (one) => unitId !== undefined && one.unitId === unitId
      : ({ proposal }) => role !== 'dashboard' && blocId !== undefined && proposal?.blocId === blocId;
  return (one) => one.outcome === 'AGREED' && isAtHome(one);
}

function withoutOthers(
  { named, ...pool }: CouncilReviewRow['recorded']['value'],
  isShown: Named,
): CouncilReviewRow['recorded']['value'] {
  return named === undefined ? pool : { ...pool, named: named.filter(isShown) };
}
