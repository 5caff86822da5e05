import { describe, expect, it } from '@jest/globals';
import { ranking as rankingOfYear } from '../../projections/ranking/ranking.projection.js';
import { wholeRanking } from '../../read-models/ranking/ranking-view.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { RankingComputed } from '../../src/emulation-years/ranking/ranking.events.js';
import type { Scope } from '../../src/kernel/scope.js';
import { historiesOf } from '../support/history.js';
import { judged, scoringRules } from '../support/mothers/scoring.js';
import { inYear, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { areaOf, given, markedBy, rankedBy, ranking } from '../support/mothers/subjects.js';

const history = historiesOf(rankingOfYear);
const [first = '', second = '', ...others] = SEVEN;
const SUM = { by: 'SUM', precision: 'EXACT' } as const;
const year = year2024({
  scoring: scoringRules([judged('nen-nep', '10')], {
    subPeriods: ['quy-1', 'quy-2'],
    groups: [{ id: 'nhom-mo' }],
    rollUp: { subjects: SUM, subPeriods: SUM },
  }),
  ranking: { ...rulebook.ranking, tieKeys: [] },
});

const named = (...unitIds: readonly string[]): EmulationYearEvent => ({
  type: 'GroupMembersNamed',
  data: { ...inYear('2024-04-01'), group: 'nhom-mo', unitIds },
});
const sheet = (unitId: string, scope: Scope, mark = '5') => markedBy(unitId, scope, mark);
const corrected = (unitId: string, scope: Scope): EmulationYearEvent => ({
  type: 'RecordCorrected',
  data: {
    ...inYear('2025-04-01'),
    ...{ unitId, scope, lines: [{ criterionId: 'nen-nep', mark: '6', points: '6' }], reason: 'Cộng nhầm' },
    document: { number: '12/QĐ', date: { date: '2025-04-01' } },
  },
});

/** One by its residential areas, one by quarters, the others by sheets of the whole. */
const scored = [
  ...year,
  areaOf(first, 'to-5'),
  areaOf(first, 'to-6', 'nhom-mo'),
  named(second),
  sheet(first, { subject: 'to-5' }),
  sheet(first, { subject: 'to-6' }),
  sheet(second, { subPeriod: 'quy-1' }),
  sheet(second, { subPeriod: 'quy-2' }),
  ...others.map((unitId) => sheet(unitId, {})),
];

describe('a ranking is marked on its page where the rule calls it outdated (decision 36)', () => {
  it.each<[string, Scope, EmulationYearEvent, boolean]>([
    ['a rolled-up area was corrected', {}, corrected(first, { subject: 'to-5' }), true],
    ['a rolled-up quarter was corrected', {}, corrected(second, { subPeriod: 'quy-1' }), true],
    ['a sheet of the whole was corrected', {}, corrected(others[0] ?? '', {}), true],
    ['an area is scored for the whole after all', {}, sheet(first, {}), true],
    ['a unit of quarters is scored for the whole after all', {}, sheet(second, {}), true],
    [
      'a quarter of an area that no one asked for was agreed',
      {},
      sheet(first, { subject: 'to-5', subPeriod: 'quy-1' }),
      false,
    ],
    ['another area was registered', {}, areaOf(first, 'to-7'), true],
    ['an area of a unit with a sheet of its own was registered', {}, areaOf(others[0] ?? '', 'to-8'), false],
    ['an area was registered in the group', { group: 'nhom-mo' }, areaOf(first, 'to-7', 'nhom-mo'), true],
    ['an area was registered in no group', { group: 'nhom-mo' }, areaOf(first, 'to-7'), false],
    ['another unit was named in the group', { group: 'nhom-mo' }, named(second, others[0] ?? ''), true],
    ['a unit was taken out of the group', { group: 'nhom-mo' }, named(others[0] ?? ''), true],
    ['the same were named again', { group: 'nhom-mo' }, named(second), false],
    ['the group was named, and the whole is ranked', {}, named(others[0] ?? ''), false],
  ])('%s', (_, scope, after, expected) => {
    const computed: RankingComputed = { type: 'RankingComputed', data: rankedBy(scored, ranking(scope)) };
    const row = history(...scored, computed, after).row();
    const { decision } = given(...scored, computed, after).when({
      type: 'PublishResult',
      data: { ...inYear('2025-05-01'), parts: [{ part: 'RANKING', scope, ranks: [1], pointsShown: false }] },
    });
    const outdated = !decision.accepted && decision.refusal.code === 'RANKING_OUTDATED';
    expect([outdated, row && wholeRanking(row, scope).order?.basisCorrected]).toEqual([expected, expected]);
  });
});
