import { emulationYearDecider } from '../../../src/emulation-years/emulation-year.decider.js';
import type { EmulationYearCommand } from '../../../src/emulation-years/emulation-year.commands.js';
import type { EmulationYearEvent } from '../../../src/emulation-years/emulation-year.events.js';
import type { RankingComputed } from '../../../src/emulation-years/ranking/ranking.events.js';
import type { SubjectRegistered } from '../../../src/emulation-years/scoring/scoring.events.js';
import { defined } from '../../../src/kernel/defined.js';
import type { Scope } from '../../../src/kernel/scope.js';
import { scenarios } from '../given.js';
import { compute } from './rankings.js';
import { agreed, agreedInputs, HUNDREDS, type Marks } from './scoring.js';
import { allStanding, inYear, rulebook } from './seven-provinces.js';

export const given = scenarios(emulationYearDecider, { gathered: allStanding });

/** The rules of the seven provinces, which score a track, two quarters and residential areas too. */
export const scoring = {
  ...rulebook.scoring,
  tracks: ['cong-doan'],
  subPeriods: ['quy-1', 'quy-2'],
  groups: [{ id: 'khu-dan-cu', unitIds: ['son-la'] }],
};

/** The agreed sheet of that scope. */
export function sheet(unitId: string, scope: Scope, marks: Marks = HUNDREDS): EmulationYearEvent {
  return { type: 'ScoreAgreed', data: { ...agreed(unitId, marks).data, scope } };
}

/** What a member registered to be scored, under its id as its name. */
export function areaOf(unitId: string, subjectId: string, group?: string): SubjectRegistered {
  return {
    type: 'SubjectRegistered',
    data: { ...inYear('2024-04-01'), subjectId, unitId, name: { vi: subjectId }, ...defined({ group }) },
  };
}

/** The agreed sheet of that scope by a table of one line, `nen-nep`. */
export function markedBy(unitId: string, scope: Scope, mark: string): EmulationYearEvent {
  const event = agreedInputs(unitId, [{ criterionId: 'nen-nep', mark }]);
  return { ...event, data: { ...event.data, scope } };
}

export function ranking(scope: Scope, day = '2025-03-21'): EmulationYearCommand {
  return { type: 'ComputeRanking', data: { ...compute.data, ...inYear(day), scope } };
}

/** The ranking that this command gives. */
export function rankedBy(
  history: readonly EmulationYearEvent[],
  command: EmulationYearCommand,
): RankingComputed['data'] {
  const { decision } = given(...history).when(command);
  if (!decision.accepted) throw new Error(`${decision.refusal.code} ${JSON.stringify(decision.refusal.facts)}`);
  const [event] = decision.events;
  if (event?.type !== 'RankingComputed') throw new Error('no ranking');
  return event.data;
}
