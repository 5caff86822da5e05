import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { RollUp, ScoringRules } from '../../src/rulebooks/rulebook.values.js';
import { places } from '../support/mothers/rankings.js';
import { agreedInputs, judged, line, scoringRules } from '../support/mothers/scoring.js';
import { fullName, inYear, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { areaOf, given, markedBy as sheet, rankedBy, ranking } from '../support/mothers/subjects.js';

const [first = '', ...others] = SEVEN;
const SUM: RollUp = { by: 'SUM', precision: 'EXACT' };

const registered = (subjectId: string, unitId = first, group?: string) => areaOf(unitId, subjectId, group);

const yearBy = (changes: Partial<ScoringRules>): readonly EmulationYearEvent[] =>
  year2024({
    scoring: scoringRules([judged('nen-nep', '10')], changes),
    ranking: { ...rulebook.ranking, tieKeys: [] },
  });

const wholes = others.map((unitId, place) => sheet(unitId, {}, `${place}`));
const missing = { code: 'RANKING_INCOMPLETE', facts: { units: [fullName(first)], unitIds: [first] } } as const;
const subjects = [registered('to-5'), registered('to-6')];
const areas = [sheet(first, { subject: 'to-5' }, '9'), sheet(first, { subject: 'to-6' }, '8')];

describe('residential areas that make a district (D23)', () => {
  it('are added or averaged to the sheet of the whole, which names them', () => {
    for (const [by, points] of [
      ['SUM', '17.00'],
      ['MEAN', '8.50'],
    ] as const) {
      const year = yearBy({ rollUp: { subjects: { by, precision: 'EXACT' } } });
      const { sheets, groups } = rankedBy([...year, ...subjects, ...wholes, ...areas], ranking({}));
      const [whole] = sheets;
      expect(whole).toMatchObject({ unitId: first, lines: [], total: { points } });
      expect(whole?.parts?.map(({ scope, total }) => [scope, total.points])).toEqual([
        [{ subject: 'to-5' }, '9.00'],
        [{ subject: 'to-6' }, '8.00'],
      ]);
      expect(places({ groups })[0]).toEqual([1, first]);
      expect(sheets.slice(1).every(({ parts }) => parts === undefined)).toBe(true);
    }
  });

  it('make none while one is missing, or where the rulebook rolls up no subjects', () => {
    const year = yearBy({ rollUp: { subjects: SUM } });
    given(...year, ...subjects, ...wholes, ...areas.slice(1))
      .when(ranking({}))
      .thenRefused(missing);
    given(...yearBy({}), ...subjects, ...wholes, ...areas)
      .when(ranking({}))
      .thenRefused(missing);
    given(...year, ...wholes)
      .when(ranking({}))
      .thenRefused(missing);
  });

  it('make it without those that are exempt (D10), unless all of them are', () => {
    const exempt = (scope: Scope): EmulationYearEvent => ({
      type: 'UnitExempted',
      data: { ...inYear('2024-11-01'), unitId: first, scope, reason: 'Mới chia tách' },
    });
    const partsOf = (history: readonly EmulationYearEvent[]) =>
      rankedBy(history, ranking({})).sheets[0]?.parts?.map(({ scope, total }) => [scope, total.points]);
    for (const by of ['SUM', 'MEAN'] as const) {
      const rollUp = { subjects: { by, precision: 'EXACT' }, subPeriods: { by, precision: 'EXACT' } } as const;
      const year = yearBy({ rollUp, subPeriods: ['quy-1', 'quy-2'] });
      const without = [...year, ...subjects, ...wholes, ...areas.slice(1), exempt({ subject: 'to-5' })];
      expect(partsOf(without)).toEqual([[{ subject: 'to-6' }, '8.00']]);
      const quarter = [...year, ...wholes, sheet(first, { subPeriod: 'quy-2' }, '7'), exempt({ subPeriod: 'quy-1' })];
      expect(partsOf(quarter)).toEqual([[{ subPeriod: 'quy-2' }, '7.00']]);
      given(...year, ...subjects, ...wholes, exempt({ subject: 'to-5' }), exempt({ subject: 'to-6' }))
        .when(ranking({}))
        .thenRefused(missing);
    }
  });

  it('stand behind a sheet of the whole, and a ranking without it is outdated', () => {
    const year = [...yearBy({ rollUp: { subjects: SUM } }), ...subjects, ...wholes, ...areas];
    const before: EmulationYearEvent = { type: 'RankingComputed', data: rankedBy(year, ranking({})) };
    const whole = [...year, before, sheet(first, {}, '3')];
    expect(rankedBy(whole, ranking({})).sheets[0]).toMatchObject({ total: { points: '3.00' } });
    given(...whole)
      .when({
        type: 'PublishResult',
        data: { ...inYear('2025-03-22'), parts: [{ part: 'RANKING', scope: {}, ranks: [1], pointsShown: false }] },
      })
      .thenRefused({ code: 'RANKING_OUTDATED' });
  });

  it('that are registered after the ranking make it outdated', () => {
    const year = [...yearBy({ rollUp: { subjects: SUM } }), ...subjects, ...wholes, ...areas];
    const ranked: EmulationYearEvent = { type: 'RankingComputed', data: rankedBy(year, ranking({})) };
    given(...year, ranked, registered('to-7'))
      .when({
        type: 'PublishResult',
        data: { ...inYear('2025-03-22'), parts: [{ part: 'RANKING', scope: {}, ranks: [1], pointsShown: false }] },
      })
      .thenRefused({ code: 'RANKING_OUTDATED' });
  });

  it('are ranked in their group, and make the whole of their member, by one sheet each', () => {
    const groups = [{ id: 'khu-dan-cu' }];
    const scope = { group: 'khu-dan-cu' };
    const year = [
      ...yearBy({ groups, rollUp: { subjects: SUM } }),
      registered('to-5', first, 'khu-dan-cu'),
      registered('to-6', first, 'khu-dan-cu'),
      ...wholes,
      sheet(first, { subject: 'to-5', ...scope }, '9'),
      sheet(first, { subject: 'to-6' }, '8'),
    ];
    expect(places(rankedBy(year, ranking(scope)))).toEqual([
      [1, `${first}|to-5`],
      [2, `${first}|to-6`],
    ]);
    expect(rankedBy(year, ranking({})).sheets[0]?.parts?.map(({ scope: part }) => part)).toEqual([
      { subject: 'to-5', ...scope },
      { subject: 'to-6' },
    ]);
  });

  it('that are scored by quarters are rolled up in both ways, and each step is named', () => {
    const year = yearBy({
      subPeriods: ['quy-1', 'quy-2'],
      rollUp: { subjects: { by: 'MEAN', precision: 'EXACT' }, subPeriods: SUM },
    });
    const quarters = ['to-5', 'to-6'].flatMap((subject, nth) => [
      sheet(first, { subject, subPeriod: 'quy-1' }, `${nth + 1}`),
      sheet(first, { subject, subPeriod: 'quy-2' }, '4'),
    ]);
    const [whole] = rankedBy([...year, ...subjects, ...wholes, ...quarters], ranking({})).sheets;
    expect(whole?.total.points).toBe('5.50');
    expect(whole?.parts?.map(({ scope, total, parts }) => [scope, total.points, parts?.length])).toEqual([
      [{ subPeriod: 'quy-1' }, '1.50', 2],
      [{ subPeriod: 'quy-2' }, '4.00', 2],
    ]);
  });

  it('read a curve against the leader of all areas of the same quarter, not against districts', () => {
    const curve = line('chi-tieu', '100', { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } });
    const year = year2024({
      scoring: scoringRules([curve], { rollUp: { subjects: SUM } }),
      ranking: { ...rulebook.ranking, tieKeys: [] },
    });
    const by = (unitId: string, scope: Scope, value: string): EmulationYearEvent => {
      const event = agreedInputs(unitId, [{ criterionId: 'chi-tieu', value, target: '50' }]);
      return { ...event, data: { ...event.data, scope } };
    };
    const history = [
      ...year,
      ...subjects,
      ...others.map((unitId) => by(unitId, {}, '1000')),
      by(first, { subject: 'to-5' }, '75'),
      by(first, { subject: 'to-6' }, '60'),
    ];
    const [whole] = rankedBy(history, ranking({})).sheets;
    expect(whole?.parts?.map(({ total }) => total.points)).toEqual(['100.00', '70.00']);
  });
});

describe('a sheet that is rolled up', () => {
  it('is the same in whatever order its parts were registered and agreed (1,000 orders)', () => {
    const facts = [...subjects, registered('to-7'), ...areas, sheet(first, { subject: 'to-7' }, '1.5'), ...wholes];
    const year = yearBy({ rollUp: { subjects: { by: 'MEAN', precision: 'ROUNDED' } } });
    const told = (history: readonly EmulationYearEvent[]) => {
      const { groups, sheets } = rankedBy([...year, ...history], ranking({}));
      return {
        groups,
        sheets: sheets.map(({ total, parts }) => [total, parts?.map((part) => [part.scope, part.total])]),
      };
    };
    const expected = told(facts);
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (history) => {
        expect(told(history)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
