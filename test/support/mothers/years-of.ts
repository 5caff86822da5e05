import { blocStream } from '../../../src/blocs/bloc.events.js';
import type { BlocStanding } from '../../../src/blocs/bloc.standing.js';
import type { EmulationYearOpened, RulebookAdopted } from '../../../src/emulation-years/frame/frame.events.js';
import type { InYear, YearMember } from '../../../src/emulation-years/frame/frame.values.js';
import type { Gathered } from '../../../src/kernel/event.js';
import type { LocalDate } from '../../../src/kernel/instant.js';
import { onDay } from '../../../src/kernel/partial-date.js';
import type { LocalizedText } from '../../../src/kernel/text.js';
import { rulebookStream } from '../../../src/rulebooks/rulebook.events.js';
import type { Rulebook, RulebookVersion } from '../../../src/rulebooks/rulebook.values.js';
import { unitStream } from '../../../src/units/unit.events.js';
import type { UnitStanding } from '../../../src/units/unit.standing.js';
import { gathered } from './origins.js';

/** A bloc as the tests know it. */
type Bloc = Readonly<{
  blocId: string;
  name: LocalizedText;
  members: readonly YearMember[];
  actingHead: string;
  leadership: BlocStanding['leadership'];
  rulebookId: string;
  rulebook: Rulebook;
  /** The year of a fact that names none. */
  usualYear: string;
}>;

/** The facts with which every year of the bloc begins. */
export function yearsOf(bloc: Bloc) {
  const { blocId, members, actingHead, rulebookId, rulebook, usualYear } = bloc;

  /** What every fact of the year names. */
  function inYear(occurredOn: string, year = usualYear): InYear {
    return { blocId, year, occurredOn: onDay(occurredOn) };
  }

  /** A calendar year, opened on 2 January of it. */
  function opened(year = usualYear, changes: Partial<EmulationYearOpened['data']> = {}): EmulationYearOpened {
    return {
      type: 'EmulationYearOpened',
      data: {
        ...inYear(`${year}-01-02`, year),
        label: { vi: `Năm thi đua ${year}` },
        period: { from: `${year}-01-01` as LocalDate, to: `${year}-12-31` as LocalDate },
        blocName: bloc.name,
        members,
        leadership: bloc.leadership[year] ?? { deputies: [] },
        actingHead,
        blocRevision: 9,
        ...changes,
      },
    };
  }

  /** The year adopts version 1; `changes` replace whole parts of its content: `adopted('2024', { pledge: … })`. */
  function adopted(year = usualYear, changes: Partial<Rulebook> = {}): RulebookAdopted {
    return {
      type: 'RulebookAdopted',
      data: { ...inYear(`${year}-01-03`, year), rulebookId, version: 1, content: { ...rulebook, ...changes } },
    };
  }

  /** Given: the year is open with its members and its rulebook. */
  function begun(year = usualYear, changes: Partial<Rulebook> = {}): readonly [EmulationYearOpened, RulebookAdopted] {
    return [opened(year), adopted(year, changes)];
  }

  function memberOf(unitId: string): YearMember | undefined {
    return members.find((member) => member.unitId === unitId);
  }

  /** The printed name of a member. */
  function fullName(unitId: string): string {
    return memberOf(unitId)?.name.full.vi ?? unitId;
  }

  function unitStanding(unitId: string, changes: Partial<UnitStanding> = {}): Gathered {
    const { kind, name } = memberOf(unitId) ?? {
      kind: 'OTHER',
      name: { full: { vi: unitId }, short: { vi: unitId } },
    };
    const data: UnitStanding = { unitId, kind, name, ...changes };
    return gathered('UnitStanding', unitStream(unitId), data);
  }

  function blocStanding(changes: Partial<BlocStanding> = {}): Gathered {
    const data: BlocStanding = {
      blocId,
      name: bloc.name,
      members: members.map(({ unitId, membership }) => ({ unitId, membership })),
      leadership: bloc.leadership,
      actingHead,
      revision: 9,
      ...changes,
    };
    return gathered('BlocStanding', blocStream(blocId), data);
  }

  function rulebookVersion(changes: Partial<RulebookVersion> = {}): Gathered {
    const data: RulebookVersion = { rulebookId, version: 1, content: rulebook, ...changes };
    return gathered('RulebookVersion', rulebookStream(rulebookId), data);
  }

  /** Every member exists and is active. */
  const allStanding: readonly Gathered[] = members.map(({ unitId }) => unitStanding(unitId));

  return {
    inYear,
    opened,
    adopted,
    begun,
    fullName,
    unitStanding,
    blocStanding,
    rulebookVersion,
    allStanding,
  };
}
