import { describe, it } from '@jest/globals';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { ScoringRules } from '../../src/rulebooks/rulebook.values.js';
import { corrected } from '../support/mothers/ranking.js';
import { allAgreed } from '../support/mothers/scoring.js';
import { inYear, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { given, rankedBy, ranking, sheet } from '../support/mothers/subjects.js';

const [first = ''] = SEVEN;
const startWith = (scoring: Partial<ScoringRules>): readonly EmulationYearEvent[] => [
  ...year2024({ scoring: { ...rulebook.scoring, ...scoring }, obligatorySteps: [] }),
  ...allAgreed(),
];
const of = (scope: Scope) => SEVEN.map((unitId) => sheet(unitId, scope));
const ranked = (
  history: readonly EmulationYearEvent[],
  scope: Scope,
  day = '2025-03-21',
): readonly EmulationYearEvent[] => [
  ...history,
  { type: 'RankingComputed', data: rankedBy(history, ranking(scope, day)) },
];
const correction = (scope: Scope): EmulationYearEvent => {
  const event = corrected(first, ['1', '1', '1']);
  return { ...event, data: { ...event.data, scope } };
};
const close = { type: 'CloseEmulationYear' as const, data: inYear('2025-04-02') };
const closed: EmulationYearEvent = {
  type: 'EmulationYearClosed',
  data: { ...close.data, done: ['SCORING'], skipped: [] },
};

describe('a year is closed on the orders that make its scoring done, as they would be computed now (decision 31)', () => {
  const track = { track: 'cong-doan' };
  const group = { group: 'nhom-1' };
  const byTracks = [...startWith({ tracks: ['cong-doan'] }), ...of(track)];
  const byGroups = startWith({ groups: [{ id: 'nhom-1', unitIds: SEVEN }] });

  it.each<[string, readonly EmulationYearEvent[]]>([
    ['of the whole', [...ranked(startWith({}), {}), correction({})]],
    ['of a track', [...ranked(ranked(byTracks, {}), track), correction(track)]],
    ['of a group, with the whole ranked anew', ranked([...ranked(byGroups, group), correction({})], {}, '2025-04-01')],
  ])('not on an order %s that a correction has made another', (_, history) =>
    given(...history)
      .when(close)
      .thenRefused({ code: 'RANKING_OUTDATED' }),
  );

  it('whatever became of the order of a part of it, which is not the year (D30)', () => {
    const quarter = { subPeriod: 'quy-1' };
    const history = ranked(ranked([...startWith({ subPeriods: ['quy-1'] }), ...of(quarter)], {}), quarter);
    given(...history, correction(quarter))
      .when(close)
      .then(closed);
  });
});
