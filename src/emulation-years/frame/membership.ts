import { breach, type Breach, type Checks } from '../../kernel/decider.js';
import type { Gathered } from '../../kernel/event.js';
import { daysOf, meets, type PartialDate } from '../../kernel/partial-date.js';
import { nameOf, type YearFrame } from './frame.fold.js';

/**
 * R01 and wherever else only a member will do: the unit belongs to the bloc on that day; of a partial date, on some day
 * that it can mean. An outsider is called by its name where its standing was gathered.
 */
export function* memberOn(
  frame: YearFrame,
  unitId: string,
  on: PartialDate,
  gathered: readonly Gathered[] = [],
): Checks {
  const days = daysOf(on);
  if (frame.members.some((member) => member.unitId === unitId && meets(member.membership, days))) return;
  yield notAMember(frame, unitId, on, gathered);
}

export function notAMember(
  frame: YearFrame,
  unitId: string,
  { date }: PartialDate,
  gathered: readonly Gathered[] = [],
): Breach {
  return breach('NOT_A_MEMBER', { unit: nameOf(frame, unitId, gathered), unitId, bloc: frame.blocName.vi, date });
}
