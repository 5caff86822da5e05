import { refuse, type Checks } from './decider.js';
import { dayInHanoi, type Instant } from './instant.js';
import type { Order } from './order-words.js';
import { firstDayOf, lastDayOf, type PartialDate } from './partial-date.js';

/** D15: nothing is recorded before it happened. A partial date is in the future when all of it is. */
export function* mustHaveHappened(occurredOn: PartialDate, now: Instant): Checks {
  if (firstDayOf(occurredOn) > dayInHanoi(now)) yield* refuse('DATE_IN_FUTURE', { date: occurredOn.date });
}

/** R46. Partial dates contradict each other only when no day that they can mean fits. */
export function* mustBeInOrder(first: PartialDate, second: PartialDate, order: Order): Checks {
  if (firstDayOf(first) > lastDayOf(second)) {
    yield* refuse('INVALID_DATES', { first: first.date, second: second.date, order });
  }
}
