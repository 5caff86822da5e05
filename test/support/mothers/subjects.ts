import { emulationYearDecider } from '../../../src/emulation-years/emulation-year.decider.js';
import type { EmulationYearCommand } from '../../../src/emulation-years/emulation-year.commands.js';
import type { EmulationYearEvent } from '../../../src/emulation-years/emulation-year.events.js';
import type { RankingComputed } from '../../../src/emulation-years/ranking/ranking.events.js';
import type { Scope } from '../../../src/kernel/scope.js';
import { scenarios } from '../given.js';
import { compute } from './rankings.js';
import { agreed, HUNDREDS, type Marks } from './scoring.js';
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
