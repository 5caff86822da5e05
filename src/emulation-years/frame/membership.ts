import { breach, type Breach, type Checks } from '../../kernel/decider.js';
import type { Facts, Gathered } from '../../kernel/event.js';
import { daysOf, meets, type PartialDate } from '../../kernel/partial-date.js';
import { memberNamed, type YearFrame } from './frame.fold.js';

/**
 * R01 and wherever else only a member will do: the unit belongs to the bloc on that day; of a partial date, on some day
 * that it can mean. An outsider is called by its name where its standing was gathered.
 */
export function* mustBeMember(
  frame: YearFrame,
  unitId: string,
  on: PartialDate,
  gathered: readonly Gathered[] = [],
): Checks {
  const days = daysOf(on);
  if (frame.members.some((member) => member.unitId === unitId && meets(member.membership, days))) return;
  yield notAMember(frame, unitId, on, gathered);
}

/** R01, for units that are named rather than acting. */
export function* mustBeMembers(unitIds: readonly string[], on: PartialDate, frame: YearFrame): Checks {
  for (const unitId of new Set(unitIds)) yield* mustBeMember(frame, unitId, on);
}

export function notAMember(
  frame: YearFrame,
  unitId: string,
  { date }: PartialDate,
  gathered: readonly Gathered[] = [],
): Breach {
  return breach('NOT_A_MEMBER', { ...unitFacts(frame, unitId, gathered), bloc: frame.blocName.vi, date });
}

/**
 * A unit in the facts of a refusal: the name people read, the id for the record. An outsider is called by its name where
 * its standing was gathered.
 */
export function unitFacts(frame: YearFrame, unitId: string, gathered: readonly Gathered[] = []): Facts {
  return { unit: memberNamed(frame, unitId, gathered), unitId };
}
