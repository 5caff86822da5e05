import { describe, expect, it } from '@jest/globals';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { RankingCommand } from '../../src/emulation-years/ranking/ranking.commands.js';
import type { RankingEvent } from '../../src/emulation-years/ranking/ranking.events.js';
import type { LineInput } from '../../src/emulation-years/scoring/scoring.values.js';
import type { Scope } from '../../src/kernel/scope.js';
import { published } from '../support/mothers/ranking.js';
import { compute, computed, given, places } from '../support/mothers/rankings.js';
import { agreed, agreedInputs, allAgreed, excluded, line, scoringRules } from '../support/mothers/scoring.js';
import { BLOC_NAME, fullName, inYear, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { assented, ballot, convened, FLAG, objected } from '../support/mothers/voting.js';

const curve = { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } } as const;

describe('a ranking with a curve relative to the leader (Quảng Trị)', () => {
  const scoring = scoringRules([line('chi-tieu', '100', curve, { notApplicable: 'SEPARATE_GROUP' })]);
  const values = ['40', '50', '60', '75', '45', '30', '20'];
  const agreedOn = (value: string, unitId: string): EmulationYearEvent =>
    agreedInputs(unitId, [{ criterionId: 'chi-tieu', value, target: '50' }]);
  const all = SEVEN.map((unitId, place) => agreedOn(values[place] ?? '', unitId));

  it('reads every unit against the leader of all agreed inputs: 40.00, 50.00, 70.00 and 100.00', () => {
    const { sheets } = computed([...year2024({ scoring, ranking: { ...rulebook.ranking, tieKeys: [] } }), ...all]);
    expect(sheets.slice(0, 4).map(({ total }) => total.points)).toEqual(['40.00', '50.00', '70.00', '100.00']);
    expect(sheets[2]?.lines).toEqual([
      { criterionId: 'chi-tieu', exact: '70', capped: '70', rounded: '70', leader: '3/2' },
    ]);
  });

  it('ranks units without that target apart, with their like alone, and none of them leads', () => {
    const none: LineInput = { criterionId: 'chi-tieu', notApplicable: true };
    const data = computed([
      ...year2024({ scoring, ranking: { ...rulebook.ranking, tieKeys: [] } }),
      ...all,
      agreedInputs('lang-son', [none]),
      agreedInputs('son-la', [none]),
    ]);
    expect(places(data)).toEqual([
      [1, 'dien-bien'],
      [2, 'cao-bang'],
      [3, 'ha-giang'],
      [4, 'lao-cai'],
      [5, 'lai-chau'],
    ]);
    expect(data.sheets.find(({ unitId }) => unitId === 'dien-bien')?.total.points).toBe('100.00');
    expect(data.apart).toEqual([
      {
        withoutCriteria: ['chi-tieu'],
        groups: [{ rank: 1, subjects: [{ unitId: 'lang-son' }, { unitId: 'son-la' }], orderKnown: true }],
      },
    ]);
    expect(data.sheets).toHaveLength(7);
  });
});

describe('a ranking of a part', () => {
  const scoring = {
    ...rulebook.scoring,
    tracks: ['cong-doan'],
    groups: [{ id: 'nhom-1', unitIds: ['dien-bien', 'lai-chau'] }],
  };
  const inScope = (scope: Scope): RankingCommand => ({
    type: 'ComputeRanking',
    data: { ...inYear('2025-03-21'), scope },
  });

  it('of a group ranks its units by their own sheets', () => {
    const { groups, scope } = computed([...year2024({ scoring }), ...allAgreed()], inScope({ group: 'nhom-1' }));
    expect(scope).toEqual({ group: 'nhom-1' });
    expect(places({ groups })).toEqual([
      [1, 'dien-bien'],
      [2, 'lai-chau'],
    ]);
  });
  it('of a track needs the sheets of that track', () => {
    const track = { track: 'cong-doan' };
    const ofTrack = (unitId: string): EmulationYearEvent => ({
      ...agreed(unitId),
      data: { ...agreed(unitId).data, scope: track },
    });
    given(...year2024({ scoring }), ...allAgreed(), ...SEVEN.slice(1).map(ofTrack))
      .when(inScope(track))
      .thenRefused({ code: 'RANKING_INCOMPLETE', facts: { units: [fullName('lao-cai')], unitIds: ['lao-cai'] } });
    expect(places(computed([...year2024({ scoring }), ...SEVEN.map(ofTrack)], inScope(track)))).toEqual([
      [1, ...SEVEN.toSorted()],
    ]);
  });
});

describe('weeks that make a term', () => {
  const weeks = ['tuan-1', 'tuan-2', 'tuan-3'];
  const week = (unitId: string, subPeriod: string, mark: string): EmulationYearEvent => {
    const event = agreedInputs(unitId, [{ criterionId: 'nen-nep', mark }]);
    return { ...event, data: { ...event.data, scope: { subPeriod } } };
  };
  const term = (by: 'SUM' | 'MEAN', precision: 'EXACT' | 'ROUNDED'): readonly EmulationYearEvent[] =>
    year2024({
      scoring: scoringRules([line('nen-nep', '10', { kind: 'JUDGED' })], {
        subPeriods: weeks,
        rollUp: { subPeriods: { by, precision } },
      }),
      ranking: { ...rulebook.ranking, tieKeys: [{ key: 'CRITERION', criterionId: 'nen-nep' }] },
    });
  const marks = SEVEN.flatMap((unitId, n) =>
    weeks.map((name, nth) => week(unitId, name, nth === 2 ? `${n}.005` : '3.335')),
  );
  const printed = (events: readonly EmulationYearEvent[]): readonly string[] =>
    computed(events).sheets.map(({ total }) => total.points);

  it('are added or averaged, as they are or as they are printed, and rounded once', () => {
    expect(printed([...term('SUM', 'EXACT'), ...marks]).slice(0, 3)).toEqual(['6.68', '7.68', '8.68']);
    expect(printed([...term('SUM', 'ROUNDED'), ...marks]).slice(0, 3)).toEqual(['6.69', '7.69', '8.69']);
    expect(printed([...term('MEAN', 'EXACT'), ...marks]).slice(0, 3)).toEqual(['2.23', '2.56', '2.89']);
    const { sheets, groups } = computed([...term('MEAN', 'EXACT'), ...marks]);
    expect(sheets[0]).toMatchObject({
      lines: [],
      tieValues: ['89/40'],
      steps: [{ step: 'ROLL_UP' }, { step: 'ROUND' }],
    });
    expect(places({ groups })[0]).toEqual([1, SEVEN.at(-1)]);
  });
  it('make none while one of them is missing, or where the rulebook rolls up nothing (D23)', () => {
    const [first = ''] = SEVEN;
    const missing = { code: 'RANKING_INCOMPLETE', facts: { units: [fullName(first)], unitIds: [first] } } as const;
    given(...term('SUM', 'EXACT'), ...marks.slice(1))
      .when(compute)
      .thenRefused(missing);
    const scoring = { ...rulebook.scoring, subPeriods: weeks };
    const { decision } = given(...year2024({ scoring }), ...marks).when(compute);
    expect(decision.accepted).toBe(false);
  });
  it('count anew when one of them is corrected: the ranking is of another revision', () => {
    const history = [...term('SUM', 'EXACT'), ...marks];
    expect(computed(history).sheets.map(({ agreedAt }) => agreedAt)).toEqual(
      SEVEN.map((_, n) => history.length - marks.length + 3 * n + 2),
    );
  });
});

describe('an order agreed without scores (H3)', () => {
  const skipped: EmulationYearEvent = {
    type: 'StepSkipped',
    data: { ...inYear('2025-03-01'), step: 'SCORING', reason: 'Khối không chấm điểm' },
  };
  const first = { rank: 1, subjects: [{ unitId: 'dien-bien' }], orderKnown: true };
  const OTHERS = SEVEN.filter((unitId) => unitId !== 'dien-bien').map((unitId) => ({ unitId }));
  const rest = { rank: 2, subjects: OTHERS, orderKnown: false };
  const AGREED = {
    ...inYear('2025-03-22'),
    ...{ scope: {}, basis: 'ASSENT' as const, decision: 'nhat-tri', groups: [first, rest], partial: false },
  };
  const unanimous = (...more: readonly EmulationYearEvent[]) =>
    given(...year2024(), assented({ purpose: 'RANKING' }), ...more);
  const agree = (changes: object = {}): RankingCommand => ({
    type: 'AgreeRanking',
    data: { ...AGREED, ...changes },
  });
  const order: RankingEvent = {
    type: 'RankingAgreed',
    data: { ...AGREED, version: 1 },
  };
  const unscored = unanimous(skipped);

  it('cites what agreed it, a decision about a ranking of that kind (D11, decision 27)', () => {
    const { decision: _, ...unsaid } = AGREED;
    const untold: RankingCommand = { type: 'AgreeRanking', data: unsaid };
    unscored.when(untold).thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'decision', field: '/decision' } });
    const unfit = (id: string) =>
      ({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'decision', id, allowed: [] } }) as const;
    given(...year2024(), skipped, ballot({ purpose: 'HEAD' }))
      .when(agree({ basis: 'BALLOT', decision: 'suy-ton' }))
      .thenRefused(unfit('suy-ton'));
    given(...year2024(), skipped, ballot({ purpose: 'RANKING' }))
      .when(agree({ decision: 'suy-ton' }))
      .thenRefused(unfit('suy-ton'));
    unscored
      .claiming()
      .when(untold)
      .then({ type: 'RankingAgreed', data: { ...unsaid, version: 1 } });
  });
  it('may cite the session at which all agreed, by assent and of a session that there was', () => {
    const { decision: _, ...atSession } = { ...AGREED, sessionId: 'tru-bi' };
    given(...year2024(), skipped, convened())
      .when({ type: 'AgreeRanking', data: atSession })
      .then({ type: 'RankingAgreed', data: { ...atSession, version: 1 } });
    unscored
      .when({ type: 'AgreeRanking', data: atSession })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: 'tru-bi' } });
    given(...year2024(), skipped, convened())
      .when({ type: 'AgreeRanking', data: { ...atSession, basis: 'BALLOT' } })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'decision', field: '/decision' } });
  });
  it('is by self-scores where a source has it so, and no act', () => {
    const { decision: _, ...unsaid } = { ...AGREED, basis: 'SELF_SCORE' as const };
    given(...year2024())
      .when({ type: 'AgreeRanking', data: unsaid })
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/basis', allowed: ['ASSENT', 'BALLOT'] } });
    given(...year2024())
      .claiming()
      .when({ type: 'AgreeRanking', data: unsaid })
      .then({ type: 'RankingAgreed', data: { ...unsaid, version: 1 } });
  });
  it('is of a track that the rulebook knows', () =>
    unscored
      .when(agree({ scope: { track: 'la' } }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'track', id: 'la' } }));
  it('is recorded where scoring is skipped, with groups whose order is not known', () => {
    unscored.when(agree()).then(order);
  });
  it('is refused where the bloc scores (R16)', () => {
    unanimous()
      .when(agree())
      .thenRefused({ code: 'SCORES_NOT_AGREED', facts: { units: SEVEN.map(fullName), unitIds: SEVEN } });
  });
  it('is refused where the bloc scored after all', () => {
    const ranking: RankingEvent = { type: 'RankingComputed', data: computed([...year2024(), ...allAgreed()]) };
    unanimous(skipped, ...allAgreed(), ranking)
      .when(agree())
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'RANKED_BY_SCORES' } });
  });
  it('rests on no decision that failed or was objected to', () => {
    unanimous(skipped, objected('son-la'))
      .when(agree({ decision: 'nhat-tri' }))
      .thenRefused({ code: 'NOT_UNANIMOUS', facts: { units: [fullName('son-la')] } });
    unanimous(skipped, ballot({ purpose: 'RANKING' }))
      .when(agree({ basis: 'BALLOT', decision: 'suy-ton' }))
      .thenRefused({
        code: 'THRESHOLD_NOT_MET',
        facts: { outcome: 'NOT_COUNTED', questionId: FLAG.questionId },
      });
  });
  it('names every member unless it is partial', () => {
    unscored.when(agree({ groups: [first] })).thenRefused({
      code: 'RANKING_INCOMPLETE',
      facts: { units: OTHERS.map(({ unitId }) => fullName(unitId)), unitIds: OTHERS.map(({ unitId }) => unitId) },
    });
    unscored
      .when(agree({ groups: [first], partial: true }))
      .then({ ...order, data: { ...order.data, groups: [first], partial: true } });
  });
  it('has ranks that add up, and nobody twice or from outside', () => {
    const invalid = { code: 'INVALID_INPUT', facts: { field: '/groups' } } as const;
    unscored.when(agree({ groups: [first, { ...rest, rank: 3 }] })).thenRefused(invalid);
    unscored.when(agree({ groups: [first, { ...first, rank: 2 }] })).thenRefused(invalid);
    unscored.when(agree({ groups: [{ ...first, subjects: [{ unitId: 'yen-bai' }] }, rest] })).thenRefused({
      code: 'NOT_A_MEMBER',
      facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-22' },
    });
  });
  it('cites a decision that there is and leaves out who is excluded', () => {
    unscored
      .when(agree({ decision: 'nhat-tri-1' }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'decision', id: 'nhat-tri-1' } });
    unanimous(skipped, excluded('lai-chau', 'RANKING'))
      .when(agree())
      .thenRefused({
        code: 'UNIT_EXCLUDED',
        facts: {
          unit: fullName('lai-chau'),
          unitId: 'lai-chau',
          ground: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật',
          groundId: 'vi-pham-phap-luat',
        },
      });
  });
  it('is final once published (R36)', () => {
    unanimous(skipped, order, published({ ranks: [1] }))
      .when(agree())
      .thenRefused({ code: 'FINAL_STATE' });
    unanimous(skipped, order, published({ ranks: [1] }), ...allAgreed())
      .when(compute)
      .thenRefused({ code: 'FINAL_STATE' });
  });
  it('may be a claim although the bloc scored, with its warning', () => {
    unanimous(...allAgreed())
      .claiming()
      .when(agree())
      .thenWarns([{ code: 'INVALID_TRANSITION', facts: { step: 'RANKED_BY_SCORES' } }], order);
  });
});
