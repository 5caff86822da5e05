import { defined } from '../../src/kernel/defined.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { lastDayOf } from '../../src/kernel/partial-date.js';
import { heldOn, type Periods } from '../../src/kernel/periods.js';
import { latestOn } from '../recording.js';
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
  const isOver = dissolved !== undefined && (day === undefined || lastDayOf(dissolved.recording.occurredOn) <= day);
  const actingHead = isOver ? undefined : latestOn(duty, day);
  const flagHolder = isOver ? undefined : latestOn(flag, day);
  return {
    ...defined({ day }),
    name: latestOn(names, day)?.value.name ?? established.value.name,
    members: members.filter(({ periods }) => !isOver && isMember(periods, day)).map(({ unitId }) => unitId),
    ...defined({ declaredSize: isOver ? undefined : declaredSizeOn(row, day), actingHead, flagHolder }),
  };
}

function isMember(periods: Periods, day: LocalDate | undefined): boolean {
  const last = periods.at(-1);
  return day === undefined ? last !== undefined && last.to === undefined : heldOn(periods, day);
}
