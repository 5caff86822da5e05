import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { RankingEvent } from '../../src/emulation-years/ranking/ranking.events.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed } from '../support/given.js';
import { published } from '../support/mothers/ranking.js';
import { given, compute, publish, computed, places } from '../support/mothers/rankings.js';
import { A3, agreed, allAgreed, excluded, type Marks } from '../support/mothers/scoring.js';
import { fullName, inYear, opened, rulebook, year2024 } from '../support/mothers/seven-provinces.js';

describe('the ranking of the seven provinces (A3)', () => {
  const year = [...year2024(), ...allAgreed()];

  it('has seven ranks with their points', () => {
    const { groups, sheets, version, unranked, exempt } = computed(year);
    expect(places({ groups })).toEqual([
      [1, 'dien-bien'],
      [2, 'lao-cai'],
      [3, 'cao-bang'],
      [4, 'lang-son'],
      [5, 'son-la'],
      [6, 'lai-chau'],
      [7, 'ha-giang'],
    ]);
    expect(Object.fromEntries(sheets.map(({ unitId, total }) => [unitId, total.points]))).toEqual({
      'dien-bien': '968.50',
      'lao-cai': '961.25',
      'cao-bang': '955.00',
      'lang-son': '951.75',
      'son-la': '949.50',
      'lai-chau': '947.00',
      'ha-giang': '946.25',
    });
    expect({ version, unranked, exempt }).toEqual({ version: 1, unranked: [], exempt: [] });
  });
  it('records every step of a sheet, and the revision it was computed from', () => {
    const revision = year.findIndex(({ type, data }) => type === 'ScoreAgreed' && data.unitId === 'dien-bien');
    expect(computed(year).sheets.find(({ unitId }) => unitId === 'dien-bien')).toEqual({
      unitId: 'dien-bien',
      lines: [
        { criterionId: 'phan-1', exact: '1171/2', capped: '1171/2', rounded: '1171/2' },
        { criterionId: 'phan-2', exact: '290', capped: '290', rounded: '290' },
        { criterionId: 'phan-3', exact: '93', capped: '93', rounded: '93' },
      ],
      steps: [
        { step: 'SUM', value: '1937/2' },
        { step: 'ROUND', value: '1937/2' },
      ],
      total: { exact: '1937/2', points: '968.50' },
      tieValues: ['1171/2'],
      agreedAt: revision,
    });
  });
  it('is published in part; then the ranking cannot change (R36)', () => {
    const ranked: RankingEvent = { type: 'RankingComputed', data: computed(year) };
    given(...year, ranked)
      .when(publish(1, 2))
      .then(published());
    given(...year, ranked, published())
      .when(compute)
      .thenRefused({ code: 'FINAL_STATE' });
    given(...year, ranked, published())
      .when(publish(1, 2))
      .thenRefused({ code: 'FINAL_STATE' });
  });
  it('shows only ranks that there are, of a ranking that there is', () => {
    const ranked: RankingEvent = { type: 'RankingComputed', data: computed(year) };
    given(...year, ranked)
      .when(publish(1, 8))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'rank', id: '8' } });
    given(...year)
      .when(publish(1))
      .thenRefused({ code: 'NOT_ON_RECORD', facts: { kind: 'ranking', id: '2024' } });
  });
  it('is computed again before publication as version 2', () => {
    const ranked: RankingEvent = { type: 'RankingComputed', data: computed(year) };
    expect(computed([...year, ranked])).toEqual({ ...computed(year), version: 2 });
  });
  it('is computed again after publication when a score was corrected since, and not published stale', () => {
    const ranked: RankingEvent = { type: 'RankingComputed', data: computed(year) };
    const corrected: EmulationYearEvent = {
      type: 'RecordCorrected',
      data: { ...agreed('lao-cai', ['600', '288', '92']).data, reason: 'Cộng sót', document: { number: '12/BB' } },
    };
    given(...year, ranked, corrected)
      .when(publish(1))
      .thenRefused({ code: 'RANKING_OUTDATED' });
    const again = computed([...year, ranked, published(), corrected]);
    expect([again.version, ...places(again).slice(0, 2)]).toEqual([2, [1, 'lao-cai'], [2, 'dien-bien']]);
    given(...year, ranked, published(), corrected, { type: 'RankingComputed', data: again })
      .when(publish(1, 2))
      .then(published({ version: 2 }));
  });
});

describe('a ranking after corrections (decision 24)', () => {
  const year = [...year2024(), ...allAgreed()];
  const ranked: RankingEvent = { type: 'RankingComputed', data: computed(year) };
  const correction = (unitId: string, marks: Marks): EmulationYearEvent => ({
    type: 'RecordCorrected',
    data: { ...agreed(unitId, marks).data, reason: 'Cộng sót', document: { number: '12/BB' } },
  });
  const other: Marks = ['600', '288', '92'];

  it('is outdated by one that changes a total or a line, and no more once it is taken back', () => {
    const before = A3['lao-cai']!;
    given(...year, ranked, correction('lao-cai', other))
      .when(publish(1))
      .thenRefused({ code: 'RANKING_OUTDATED' });
    given(...year, ranked, correction('lao-cai', other), correction('lao-cai', before))
      .when(publish(1, 2))
      .then(published());
    given(...year, ranked, correction('lao-cai', before))
      .when(publish(1, 2))
      .then(published());
    given(...year, ranked, published(), correction('lao-cai', other), correction('lao-cai', before))
      .when(compute)
      .thenRefused({ code: 'FINAL_STATE' });
  });

  it('is outdated exactly where it would be computed otherwise, whatever was corrected', () => {
    const marks = fc.constantFrom<Marks>(other, A3['lao-cai']!, A3['dien-bien']!);
    const corrections = fc.array(fc.tuple(fc.constantFrom('lao-cai', 'dien-bien', 'son-la'), marks), { maxLength: 6 });
    const found = ({ groups, sheets }: ReturnType<typeof computed>) =>
      JSON.stringify([groups, sheets.map(({ agreedAt: _, ...sheet }) => sheet)]);
    fc.assert(
      fc.property(corrections, (made) => {
        const history = [...year, ranked, ...made.map(([unitId, marks]) => correction(unitId, marks))];
        const { decision } = given(...history).when(publish(1));
        const isSame = found(computed(history)) === found(computed(year));
        expect(decision.accepted ? undefined : decision.refusal.code).toBe(isSame ? undefined : 'RANKING_OUTDATED');
      }),
      { numRuns: 100 },
    );
  });
});

describe('a ranking needs all scores (R16)', () => {
  const six = allAgreed().filter(({ type, data }) => type !== 'ScoreAgreed' || data.unitId !== 'ha-giang');
  const missing = { units: [fullName('ha-giang')], unitIds: ['ha-giang'] };

  it('A4: names Hà Giang, which has not agreed', () => {
    given(...year2024(), ...six)
      .when(compute)
      .thenRefused({ code: 'RANKING_INCOMPLETE', facts: missing });
  });
  it('sets an exempt unit aside with its reason', () => {
    const exempt = { unitId: 'ha-giang', reason: 'Sáp nhập' };
    const history = [
      ...year2024(),
      ...six,
      { type: 'UnitExempted', data: { ...inYear('2025-03-20'), ...exempt } } as const,
    ];
    expect(computed(history).exempt).toEqual([exempt]);
    expect(computed(history).groups).toHaveLength(6);
  });
  it('is outdated by the score of an exempt unit that is agreed after all, published or not', () => {
    const exempted = {
      type: 'UnitExempted',
      data: { ...inYear('2025-03-20'), unitId: 'ha-giang', reason: 'Mới' },
    } as const;
    const facts = [...year2024(), ...six, exempted];
    const ranked: RankingEvent = { type: 'RankingComputed', data: computed(facts) };
    const late = agreed('ha-giang', ['500', '250', '50']);
    given(...facts, ranked, late)
      .when(publish(1))
      .thenRefused({ code: 'RANKING_OUTDATED' });
    given(...facts, ranked, published())
      .when(compute)
      .thenRefused({ code: 'FINAL_STATE' });
    const again = computed([...facts, ranked, published(), late]);
    expect([again.version, again.groups.length, again.exempt]).toEqual([2, 7, []]);
  });
  it('is not outdated by a claim that exempts a unit whose score is agreed: it is ranked by it', () => {
    const year = [...year2024(), ...allAgreed()];
    const ranked: RankingEvent = { type: 'RankingComputed', data: computed(year) };
    const exempted = {
      type: 'UnitExempted',
      data: { ...inYear('2025-03-23'), unitId: 'ha-giang', reason: 'Sáp nhập' },
    } as const;
    for (const known of [claimed(exempted), exempted]) {
      given(...year, ranked, known)
        .when(publish(1))
        .then(published({ ranks: [1] }));
    }
  });
  it('counts the members that nobody has named', () => {
    given(
      opened('2024', { declaredSizes: [{ size: 9, from: '2024-01-01' as LocalDate }] }),
      ...year2024().slice(1),
      ...allAgreed(),
    )
      .when(compute)
      .thenRefused({ code: 'RANKING_INCOMPLETE', facts: { units: ['+2'], unitIds: [] } });
  });
  it('warns about a claim and ranks the units it knows', () => {
    const { decision } = given(...year2024(), ...six)
      .claiming()
      .when(compute);
    expect(decision.accepted && decision.warnings).toEqual([
      { code: 'RANKING_INCOMPLETE', rule: 'R16', facts: missing },
    ]);
  });
  it('is refused without a rulebook and for a scope it does not declare', () => {
    given(opened())
      .when(compute)
      .thenRefused({ code: 'RULEBOOK_NOT_ADOPTED', facts: { year: '2024' } });
    given(...year2024())
      .when({ type: 'ComputeRanking', data: { ...inYear('2025-03-21'), scope: { group: 'nhom-1' } } })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'group', id: 'nhom-1' } });
  });
});

describe('a unit that is excluded', () => {
  const history = (
    promoteNext: boolean,
    from: 'RANKING' | 'AWARDS',
    unitId = 'dien-bien',
  ): readonly EmulationYearEvent[] => [
    ...year2024({ ranking: { ...rulebook.ranking, promoteNext } }),
    ...allAgreed(),
    excluded(unitId, from),
  ];

  it('from the ranking is scored and shown apart, and the next is not leading', () => {
    const data = computed(history(false, 'RANKING'));
    expect(places(data).slice(0, 2)).toEqual([
      [2, 'lao-cai'],
      [3, 'cao-bang'],
    ]);
    expect(data.unranked).toEqual([{ unitId: 'dien-bien', ground: 'vi-pham-phap-luat', reason: 'Kết luận thanh tra' }]);
    expect(data.sheets).toHaveLength(7);
  });
  it('leaves the first place to the next where the rulebook says promoteNext', () => {
    expect(places(computed(history(true, 'RANKING')))[0]).toEqual([1, 'lao-cai']);
  });
  it('from behind the leader leaves no gap', () => {
    expect(places(computed(history(false, 'RANKING', 'lao-cai'))).slice(0, 2)).toEqual([
      [1, 'dien-bien'],
      [2, 'cao-bang'],
    ]);
  });
  it('from awards keeps its rank', () => {
    expect(places(computed(history(false, 'AWARDS')))[0]).toEqual([1, 'dien-bien']);
  });
});
