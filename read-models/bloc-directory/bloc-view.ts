import { defined } from '../../src/kernel/defined.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { lastDayOf } from '../../src/kernel/partial-date.js';
import { heldOn, type Periods } from '../../src/kernel/periods.js';
import { changesState, type Current, latestOn, stateOn } from '../recording.js';
import { type BlocEntry, type BlocOnDay, declaredSizeOn } from './bloc-directory.js';
import type { BlocView } from './bloc-directory.dto.js';

export function blocViewOn({ on }: Readonly<{ on?: string }>): (bloc: BlocEntry) => BlocView {
  return (row) => {
    const { sortKey: _, ...bloc } = row;
    return { ...bloc, onDay: blocOn(row, on as LocalDate | undefined) };
  };
}

export function blocOn(row: BlocEntry, day: LocalDate | undefined): BlocOnDay {
  const { established, names, members } = row;
  const name = latestOn(names, day)?.value.name ?? established.value.name;
  if (isOver(row, day)) return { ...defined({ day }), name, members: [] };
  return {
    ...defined({ day }),
    name,
    members: members.filter(({ periods }) => isMember(periods, day)).map(({ unitId }) => unitId),
    ...defined({ declaredSize: declaredSizeOn(row, day), ...leadingOn(row, day) }),
  };
}

/** D35: of a bloc that an act established, a claimed end stands beside. */
function isOver({ established, dissolved }: BlocEntry, day: LocalDate | undefined): boolean {
  if (dissolved === undefined || !changesState(dissolved.recording, established.recording)) return false;
  return day === undefined || lastDayOf(dissolved.recording.occurredOn) <= day;
}

function leadingOn({ duty, flag }: BlocEntry, day: LocalDate | undefined) {
  return {
    actingHead: stateOn(duty, day),
    flagHolder: stateOn(flag, day),
    claimedHead: beside(duty, day),
    claimedHolder: beside(flag, day),
  };
}

/** What a claim about a later day than the state says. */
function beside<Value extends object>(
  list: readonly Current<Value>[],
  day: LocalDate | undefined,
): Current<Value> | undefined {
  const last = latestOn(list, day);
  return last === stateOn(list, day) ? undefined : last;
}

function isMember(periods: Periods, day: LocalDate | undefined): boolean {
  const last = periods.at(-1);
  return day === undefined ? last !== undefined && last.to === undefined : heldOn(periods, day);
}
