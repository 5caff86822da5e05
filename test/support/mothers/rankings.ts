import type { EmulationYearEvent } from '../../../src/emulation-years/emulation-year.events.js';
import type { PublishResult, RankingCommand } from '../../../src/emulation-years/ranking/ranking.commands.js';
import { rankingDecisions } from '../../../src/emulation-years/ranking/ranking.decider.js';
import type { RankingComputed, RankingEvent } from '../../../src/emulation-years/ranking/ranking.events.js';
import { subjectKey } from '../../../src/emulation-years/scoring/subject.values.js';
import type { Rulebook, TieKey } from '../../../src/rulebooks/rulebook.values.js';
import { partOfYear, scenarios } from '../given.js';
import { allAgreed, type Marks } from './scoring.js';
import { inYear, rulebook, SEVEN, year2024 } from './seven-provinces.js';

const ranking = partOfYear<RankingCommand, RankingEvent>(rankingDecisions);
export const given = scenarios(ranking);
export const compute: RankingCommand = { type: 'ComputeRanking', data: { ...inYear('2025-03-21'), scope: {} } };
export const publish = (...ranks: readonly number[]): PublishResult => ({
  type: 'PublishResult',
  data: { ...inYear('2025-03-22'), parts: [{ part: 'RANKING', scope: {}, ranks, pointsShown: false }] },
});

/** The ranking that these histories give. */
export function computed(
  history: readonly EmulationYearEvent[],
  command: RankingCommand = compute,
): RankingComputed['data'] {
  const { decision } = given(...history).when(command);
  if (!decision.accepted) throw new Error(decision.refusal.code);
  const [event] = decision.events;
  if (event?.type !== 'RankingComputed') throw new Error('no ranking');
  return event.data;
}

/** Each rank with what stands on it, by `subjectKey`. */
export const places = ({
  groups,
}: Pick<RankingComputed['data'], 'groups'>): readonly (readonly [number, ...string[]])[] =>
  groups.map(({ rank, subjects }) => [rank, ...subjects.map(subjectKey)]);

/** The year with these tie keys. */
export const tied = (
  tieKeys: readonly TieKey[],
  changes: Partial<Rulebook['ranking']> = {},
): readonly EmulationYearEvent[] => year2024({ ranking: { ...rulebook.ranking, tieKeys, ...changes } });

/** All agreed: these units with their marks, all others below 110 points. */
export const among = (marks: Readonly<Record<string, Marks>>): readonly EmulationYearEvent[] => {
  const below = SEVEN.map((unitId, place) => [unitId, ['100', `${place}`, '0'] satisfies Marks] as const);
  return allAgreed({ ...Object.fromEntries(below), ...marks });
};
