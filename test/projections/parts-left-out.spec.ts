import { describe, expect, it } from '@jest/globals';
import { ranking as rankingOfYear } from '../../projections/ranking/ranking.projection.js';
import { explanationOf } from '../../read-models/explanation/explanation.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Scope } from '../../src/kernel/scope.js';
import { claimed } from '../support/given.js';
import { historiesOf, type Told } from '../support/history.js';
import { judged, scoringRules } from '../support/mothers/scoring.js';
import { inYear, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { areaOf, markedBy, rankedBy, ranking } from '../support/mothers/subjects.js';

const history = historiesOf(rankingOfYear);
const [first = '', ...others] = SEVEN;
const SUM = { by: 'SUM', precision: 'EXACT' } as const;
const year = year2024({
  scoring: scoringRules([judged('nen-nep', '10')], {
    subPeriods: ['quy-1', 'quy-2'],
    scopeTitles: [{ id: 'quy-1', title: { vi: 'Quý I' } }],
    rollUp: { subjects: SUM, subPeriods: SUM },
  }),
  ranking: { ...rulebook.ranking, tieKeys: [] },
});
const wholes = others.map((unitId) => markedBy(unitId, {}, '5'));
const areas = [areaOf(first, 'to-5'), areaOf(first, 'to-6'), markedBy(first, { subject: 'to-6' }, '8')];
const exempt = (scope: Scope): EmulationYearEvent => ({
  type: 'UnitExempted',
  data: { ...inYear('2024-11-01'), unitId: first, scope, reason: 'Mới chia tách' },
});

/** What the explanation of the first unit says of exemptions. */
function exemptions(facts: readonly EmulationYearEvent[], ...after: readonly Told<EmulationYearEvent>[]) {
  const computed: EmulationYearEvent = { type: 'RankingComputed', data: rankedBy(facts, ranking({})) };
  const row = history(...facts, computed, ...after).row();
  const { steps = [] } = (row && explanationOf(row, {}, { unitId: first }, undefined)) ?? {};
  return steps.filter(({ kind }) => kind === 'EXEMPT').map(({ text }) => text.vi);
}

describe('the explanation of a sheet that was rolled up', () => {
  const byAreas = [...year, ...wholes, ...areas, exempt({ subject: 'to-5' })];

  it('names the part that was exempt and left out', () => {
    expect(exemptions(byAreas)).toEqual(['to-5 không tính vì được miễn chấm điểm: Mới chia tách.']);
    const quarters = [...year, ...wholes, markedBy(first, { subPeriod: 'quy-2' }, '7'), exempt({ subPeriod: 'quy-1' })];
    expect(exemptions(quarters)).toEqual(['Quý I không tính vì được miễn chấm điểm: Mới chia tách.']);
  });

  it('names none that was exempt later, by a claim alone, or of another kind of part', () => {
    const all = [...year, ...wholes, ...areas, markedBy(first, { subject: 'to-5' }, '9')];
    expect(exemptions(all, exempt({ subject: 'to-5' }))).toEqual([]);
    expect(exemptions(byAreas, claimed(exempt({ subPeriod: 'quy-1' })))).toHaveLength(1);
    expect(exemptions([...year, ...wholes, markedBy(first, {}, '9')], exempt({ subject: 'to-5' }))).toEqual([]);
  });
});
