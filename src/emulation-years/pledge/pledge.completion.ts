import { lastDayOf, type PartialDate } from '../../kernel/partial-date.js';
import { memberCount, membersOn, type YearFrame } from '../frame/frame.fold.js';
import type { InYear } from '../frame/frame.values.js';
import type { PledgeCompleted, PledgeSigned } from './pledge.events.js';
import type { PledgeState } from './pledge.fold.js';
import { isSignedByAll } from './pledge.values.js';

/** What follows from a signature: the pledge is complete when it was the last one missing, once a version. */
export function completedBy(
  { data: { unitId, blocId, year, version, occurredOn } }: PledgeSigned,
  pledge: PledgeState,
  frame: YearFrame,
): readonly PledgeCompleted[] {
  const signatures = { ...pledge.signed, [unitId]: occurredOn };
  const latest = latestOf(occurredOn, Object.values(pledge.signed));
  if (pledge.completed || !everyMember(frame, signatures, latest)) return [];
  const count = Object.keys(signatures).length;
  return [{ type: 'PledgeCompleted', data: { blocId, year, occurredOn: latest, version, signatures: count } }];
}

/** What follows when members change: the pledge is complete when the last unit that had not signed has left. */
export function completedWithout(
  { blocId, year, occurredOn }: InYear,
  { version, signed, completed }: PledgeState,
  frame: YearFrame,
): readonly PledgeCompleted[] {
  const signatures = Object.keys(signed).length;
  if (completed || signatures === 0 || !everyMember(frame, signed, occurredOn)) return [];
  return [{ type: 'PledgeCompleted', data: { blocId, year, occurredOn, version, signatures } }];
}

/** Nothing is complete while fewer units are named than declared (D19). */
function everyMember(frame: YearFrame, signatures: PledgeState['signed'], on: PartialDate): boolean {
  const day = lastDayOf(on);
  return isSignedByAll(membersOn(frame, day), memberCount(frame, day), (unitId) => Object.hasOwn(signatures, unitId));
}

function latestOf(date: PartialDate, others: readonly PartialDate[]): PartialDate {
  return others.reduce((latest, other) => (lastDayOf(other) > lastDayOf(latest) ? other : latest), date);
}
