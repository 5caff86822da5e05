import { refuse, remark, type Checks, type Circumstances } from './decider.js';
import { dayInHanoi, type Instant } from './instant.js';
import type { Order } from './order-words.js';
import { firstDayOf, lastDayOf, type PartialDate } from './partial-date.js';

/** D15: nothing is recorded before it happened. A partial date is in the future when all of it is, an unknown one when its bound is. */
export function* mustHaveHappened(occurredOn: PartialDate, now: Instant): Checks {
  const { by } = occurredOn;
  if (by !== undefined && by > dayInHanoi(now)) yield* refuse('DATE_IN_FUTURE', { date: by });
  if (firstDayOf(occurredOn) > dayInHanoi(now)) yield* refuse('DATE_IN_FUTURE', { date: occurredOn.date });
}

/** R46. Partial dates contradict each other only when no day that they can mean fits. */
export function* mustBeInOrder(first: PartialDate, second: PartialDate, order: Order): Checks {
  if (firstDayOf(first) > lastDayOf(second)) {
    yield* refuse('INVALID_DATES', { first: first.date, second: second.date, order });
  }
}

/**
 * Decision 29: nothing is dated before what it rests on. It refuses an act; of a claim it is remarked, since its source may date either
 * wrongly. Where it is not known when the earlier was, nothing is held against the later.
 */
export function* mustFollow(
  { mode }: Pick<Circumstances, 'mode'>,
  earlier: PartialDate | undefined,
  later: PartialDate,
  order: Order,
): Checks {
  if (earlier === undefined || firstDayOf(earlier) <= lastDayOf(later)) return;
  const facts = { first: earlier.date, second: later.date, order };
  if (mode.kind === 'ACT') yield* refuse('INVALID_DATES', facts);
  yield remark('INVALID_DATES', 'D29', facts);
}
