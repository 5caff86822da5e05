import { lastDayOf, type PartialDate } from '../../kernel/partial-date.js';
import { memberCount, membersOn, type YearFrame } from '../year/year.fold.js';
import type { PledgeState } from './pledge.fold.js';

/**
 * The latest of these signatures when they are those of every member on that day, else nothing. Nothing is complete
 * while fewer units are named than declared (decision 19).
 */
export function completedOn(frame: YearFrame, signed: PledgeState['signed']): PartialDate | undefined {
  const latest = latestOf(Object.values(signed));
  if (latest === undefined) return undefined;
  const day = lastDayOf(latest);
  const members = membersOn(frame, day);
  const all = members.length === memberCount(frame, day) && members.every((unitId) => Object.hasOwn(signed, unitId));
  return all ? latest : undefined;
}

function latestOf(dates: readonly PartialDate[]): PartialDate | undefined {
  return dates.reduce<PartialDate | undefined>(
    (latest, date) => (latest === undefined || lastDayOf(date) > lastDayOf(latest) ? date : latest),
    undefined,
  );
}
