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
  const { established, names, members, duty, flag, dissolved } = row;
  const isOver =
    dissolved !== undefined &&
    changesState(dissolved.recording, established.recording) &&
    (day === undefined || lastDayOf(dissolved.recording.occurredOn) <= day);
  const actingHead = isOver ? undefined : stateOn(duty, day);
  const flagHolder = isOver ? undefined : stateOn(flag, day);
  const claimed = defined({
    actingHead: isOver ? undefined : beside(duty, day),
    flagHolder: isOver ? undefined : beside(flag, day),
  });
  return {
    ...defined({ day }),
    name: latestOn(names, day)?.value.name ?? established.value.name,
    members: members.filter(({ periods }) => !isOver && isMember(periods, day)).map(({ unitId }) => unitId),
    ...defined({ declaredSize: isOver ? undefined : declaredSizeOn(row, day), actingHead, flagHolder }),
    ...(Object.keys(claimed).length === 0 ? {} : { claimed }),
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
