import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { EmulationYearOpened, YearMembersUpdated } from '../../src/emulation-years/frame/frame.events.js';
import type { OfType, Recorded } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { lastDayOf } from '../../src/kernel/partial-date.js';
import type { Life } from './lives.js';
import { YEAR } from './turn.js';

export type YearFact = Recorded<EmulationYearEvent>;

/** The members of the year as they were taken from the bloc. */
type Copy = (EmulationYearOpened | YearMembersUpdated)['data'];

/** A fact of the year with what it was decided on: the acts before it, of a claim all that was known before it. */
export type Witnessed<E extends EmulationYearEvent = EmulationYearEvent> = Readonly<{
  fact: Recorded<E>;
  day: LocalDate;
  before: readonly YearFact[];
  copy: Copy;
}>;

/** The facts of the year after its opening, read from the log alone. */
export function witnessed({ log }: Life): readonly Witnessed[] {
  const facts = log.filter(isOfYear);
  const acts = facts.filter(isAct);
  return facts.flatMap((fact) => {
    const before = (isAct(fact) ? acts : facts).filter(({ revision }) => revision < fact.revision);
    const copy = before.findLast(
      (known) => known.type === 'EmulationYearOpened' || known.type === 'YearMembersUpdated',
    );
    if (copy?.type !== 'EmulationYearOpened' && copy?.type !== 'YearMembersUpdated') return [];
    return [{ fact, day: lastDayOf(fact.data.occurredOn), before, copy: copy.data }];
  });
}

/** What acts recorded. */
export function actsOf(life: Life): readonly Witnessed[] {
  return witnessed(life).filter(({ fact }) => isAct(fact));
}

function isAct({ metadata }: Recorded): boolean {
  return metadata.mode.kind === 'ACT';
}

function isOfYear(event: Recorded): event is YearFact {
  return event.stream === YEAR.stream;
}

/** The witnessed facts of one type. */
export function those<T extends EmulationYearEvent['type']>(
  all: readonly Witnessed[],
  type: T,
): readonly Witnessed<OfType<EmulationYearEvent, T>>[] {
  return all.filter((one): one is Witnessed<OfType<EmulationYearEvent, T>> => one.fact.type === type);
}

/** Who was a member on that day, counted day by day from the periods that the copy tells. */
export function membersOf({ members }: Copy, day: LocalDate): ReadonlySet<string> {
  const units = new Set<string>();
  for (const { unitId, membership } of members) {
    if ((membership.from ?? '0001-01-01') <= day && (membership.to ?? '9999-12-31') >= day) units.add(unitId);
  }
  return units;
}

/** How many members there were on that day: those named, or the number declared for it where that is larger. */
export function sizeOf(copy: Copy, day: LocalDate): number {
  const declared = (copy.declaredSizes ?? []).filter(
    ({ from = '0001-01-01', to }) => from <= day && (to ?? '9999-12-31') >= day,
  );
  return Math.max(membersOf(copy, day).size, declared.at(-1)?.size ?? 0);
}

export function isOnce(list: readonly unknown[]): boolean {
  return new Set(list).size === list.length;
}
