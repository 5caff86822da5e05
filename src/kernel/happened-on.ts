import type { Metadata } from './event.js';
import { dayInHanoi } from './instant.js';
import { asRecordedOn, precisionOf, type PartialDate } from './partial-date.js';

/** A fact, and when it was recorded, where it is on record. */
type Happened = Readonly<{ data: object; metadata: Partial<Pick<Metadata, 'recordedAt'>> }>;

/** When a fact happened, as it is known from the day of its recording (decision 46); `undefined` where it says no day. */
export function happenedOn({ data, metadata: { recordedAt } }: Happened): PartialDate | undefined {
  const { occurredOn } = data as { occurredOn?: PartialDate };
  const isDay = occurredOn === undefined || precisionOf(occurredOn.date) === 'DAY';
  return isDay || recordedAt === undefined ? occurredOn : asRecordedOn(occurredOn, dayInHanoi(recordedAt));
}
