import { breach, type Breach } from './decider.js';
import { dayInHanoi, type Instant } from './instant.js';
import { firstDayOf, lastDayOf, type PartialDate } from './partial-date.js';

/** Decision 15: nothing is recorded before it happened. A partial date is in the future when all of it is. */
export function* happened(occurredOn: PartialDate, now: Instant): Generator<Breach, void, void> {
  if (firstDayOf(occurredOn) > dayInHanoi(now)) yield breach('DATE_IN_FUTURE', { date: occurredOn.date });
}

/** R46. Partial dates contradict each other only when no day that they can mean fits. */
export function* inOrder(first: PartialDate, second: PartialDate): Generator<Breach, void, void> {
  if (firstDayOf(first) > lastDayOf(second)) {
    yield breach('INVALID_DATES', { first: first.date, second: second.date });
  }
}
