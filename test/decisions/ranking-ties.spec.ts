import { describe, expect, it } from '@jest/globals';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { RankingCommand } from '../../src/emulation-years/ranking/ranking.commands.js';
import type { RankingEvent } from '../../src/emulation-years/ranking/ranking.events.js';
import type { FractionText } from '../../src/kernel/fraction.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { TieKey } from '../../src/rulebooks/rulebook.values.js';
import type { BallotOpened } from '../../src/emulation-years/voting/voting.events.js';
import { ballot, count, tallied } from '../support/mothers/voting.js';
import { published } from '../support/mothers/ranking.js';
import { given, compute, computed, places, tied, among } from '../support/mothers/rankings.js';
import { agreedInputs, HUNDREDS, line } from '../support/mothers/scoring.js';
import { fullName, inYear, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';

describe('equal totals', () => {
  const partOne: TieKey = { key: 'CRITERION', criterionId: 'phan-1' };
  const even = { 'cao-bang': ['580', '285', '90'], 'lang-son': ['578', '287', '90'] } as const;

  it('955.00 and 955.00 with part I 580 and 578: Cao Bằng is first by part I', () => {
    const { groups } = computed([...tied([partOne]), ...among(even)]);
    expect(groups.slice(0, 2)).toEqual([
      { rank: 1, subjects: [{ unitId: 'cao-bang' }], orderKnown: true },
      { rank: 2, subjects: [{ unitId: 'lang-son' }], orderKnown: true, decidedBy: partOne },
    ]);
  });
  it('are told apart by lines at full marks', () => {
    const key: TieKey = { key: 'LINES_AT_FULL_MARKS' };
    const full = { 'cao-bang': ['580', '285', '90'], 'lang-son': ['600', '265', '90'] } as const;
    expect(computed([...tied([key]), ...among(full)]).groups.slice(0, 2)).toEqual([
      { rank: 1, subjects: [{ unitId: 'lang-son' }], orderKnown: true },
      { rank: 2, subjects: [{ unitId: 'cao-bang' }], orderKnown: true, decidedBy: key },
    ]);
  });
  it('are told apart by what was counted on a line, beyond its max too', () => {
    const key: TieKey = { key: 'MORE_OCCURRENCES', criterionId: 'viec-tot' };
    const criteria = [line('viec-tot', '10', { kind: 'COUNT', pointsEach: '5' })];
    const rules = { scoring: { ...rulebook.scoring, criteria }, ranking: { ...rulebook.ranking, tieKeys: [key] } };
    const sheets = SEVEN.map((unitId, n) => agreedInputs(unitId, [{ criterionId: 'viec-tot', value: `${n + 2}` }]));
    expect(places(computed([...year2024(rules), ...sheets]))).toEqual(
      SEVEN.toReversed().map((unitId, n) => [n + 1, unitId]),
    );
  });
  it('stay on one rank where no key decides: 1, 1, 3', () => {
    const same = { 'cao-bang': ['580', '285', '90'], 'lang-son': ['580', '285', '90'] } as const;
    expect(places(computed([...tied([partOne]), ...among(same)])).slice(0, 2)).toEqual([
      [1, 'cao-bang', 'lang-son'],
      [3, 'lai-chau'],
    ]);
  });
  it('are read on the exact totals unless the rulebook says rounded (H8)', () => {
    const near = { 'cao-bang': ['580.001', '285', '90'], 'lang-son': ['580.002', '285', '90'] } as const;
    expect(places(computed([...tied([]), ...among(near)]))[0]).toEqual([1, 'lang-son']);
    expect(places(computed([...tied([], { tiePrecision: 'ROUNDED' }), ...among(near)]))[0]).toEqual([
      1,
      'cao-bang',
      'lang-son',
    ]);
  });

  describe('and equal keys, 72 % women and 40 % (NĐ 152/2025 Art. 4)', () => {
    const women: TieKey = { key: 'WOMEN_SHARE' };
    const same = { 'cao-bang': HUNDREDS, 'lang-son': HUNDREDS };
    const shares = [
      { unitId: 'cao-bang', share: '2/5' },
      { unitId: 'lang-son', share: '18/25' },
    ] as const;
    const on = (
      day: string,
      womenShares: readonly { unitId: string; share: FractionText }[] = shares,
    ): RankingCommand => ({
      type: 'ComputeRanking',
      data: { ...compute.data, scope: {}, occurredOn: onDay(day), womenShares },
    });
    const history = [...tied([partOne, women]), ...among(same)];

    it('the collective of women is first from 1/7/2025 on, and the key is recorded', () => {
      expect(computed(history, on('2025-07-01')).groups.slice(0, 2)).toEqual([
        { rank: 1, subjects: [{ unitId: 'lang-son' }], orderKnown: true },
        { rank: 2, subjects: [{ unitId: 'cao-bang' }], orderKnown: true, decidedBy: women },
      ]);
    });
    it('both are first before that day', () => {
      expect(places(computed(history, on('2025-06-30')))[0]).toEqual([1, 'cao-bang', 'lang-son']);
    });
    it('both are first when both have 70 % or more', () => {
      const both = [
        { unitId: 'cao-bang', share: '7/10' },
        { unitId: 'lang-son', share: '18/25' },
      ] as const;
      expect(places(computed(history, on('2025-07-01', both)))[0]).toEqual([1, 'cao-bang', 'lang-son']);
    });
    it('no share is more than the whole', () => {
      given(...history)
        .when(on('2025-07-01', [{ unitId: 'cao-bang', share: '3/2' }]))
        .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/womenShares/0/share' } });
    });
  });

  it('fall to more bonus, then to fewer deductions, in the order of the rulebook', () => {
    const criteria = [
      ...rulebook.scoring.criteria,
      line('thuong', '50', { kind: 'BONUS' }),
      line('tru', '50', { kind: 'DEDUCTION' }),
    ];
    const keys: readonly TieKey[] = [{ key: 'MORE_BONUS' }, { key: 'FEWER_DEDUCTIONS' }];
    const sheet = (unitId: string, part1: string, bonus: string, deduction: string): EmulationYearEvent =>
      agreedInputs(unitId, [
        { criterionId: 'phan-1', mark: part1 },
        { criterionId: 'phan-2', mark: '200' },
        { criterionId: 'phan-3', mark: '50' },
        { criterionId: 'thuong', mark: bonus },
        { criterionId: 'tru', mark: deduction },
      ]);
    const order = (by: readonly TieKey[]): unknown =>
      computed([
        ...year2024({
          scoring: { ...rulebook.scoring, criteria },
          ranking: { ...rulebook.ranking, tieKeys: by },
        }),
        ...among({}),
        sheet('cao-bang', '500', '10', '-5'),
        sheet('lang-son', '497', '10', '-2'),
        sheet('son-la', '495', '20', '-10'),
      ])
        .groups.slice(0, 3)
        .map(({ subjects, decidedBy }) => [subjects[0]?.unitId, decidedBy?.key]);
    expect(order(keys)).toEqual([
      ['son-la', undefined],
      ['lang-son', 'MORE_BONUS'],
      ['cao-bang', 'FEWER_DEDUCTIONS'],
    ]);
    expect(order([keys[1] ?? { key: 'MORE_BONUS' }])).toEqual([
      ['lang-son', undefined],
      ['cao-bang', 'FEWER_DEDUCTIONS'],
      ['son-la', 'FEWER_DEDUCTIONS'],
    ]);
  });
});

describe('breaking a tie', () => {
  const same = { 'cao-bang': HUNDREDS, 'lang-son': HUNDREDS };
  const history = (...keys: readonly TieKey[]): readonly EmulationYearEvent[] => {
    const year = [...tied(keys), ...among(same)];
    return [...year, { type: 'RankingComputed', data: computed(year) }];
  };
  const about = {
    ...{ ...inYear('2025-03-22'), scope: {}, rank: 1 },
    order: [{ unitId: 'lang-son' }, { unitId: 'cao-bang' }],
    reason: 'Biểu quyết',
  };
  const cited = { key: 'MEMBERS_VOTE' as const, ballotId: 'dong-hang' };
  const breakTie = (changes: object = {}): RankingCommand => ({
    type: 'BreakTie',
    data: { ...about, ...cited, ...changes },
  });
  const broken: RankingEvent = { type: 'TieBroken', data: { ...about, ...cited, version: 1 } };
  /** Counted for Lạng Sơn and for Cao Bằng. */
  const vote = (langSon: number, caoBang: number, changes: Partial<BallotOpened['data']> = {}) => [
    ballot({
      ballotId: 'dong-hang',
      purpose: 'RANKING',
      questions: [
        { questionId: 'cao-bang', unitId: 'cao-bang' },
        { questionId: 'lang-son', unitId: 'lang-son' },
      ],
      seats: 1,
      ...changes,
    }),
    tallied(
      [
        count(caoBang, 7 - caoBang, caoBang > langSon ? 'PASSED' : 'FAILED', { questionId: 'cao-bang' }),
        count(langSon, 7 - langSon, langSon > caoBang ? 'PASSED' : 'FAILED', { questionId: 'lang-son' }),
      ],
      { ballotId: 'dong-hang' },
    ),
  ];
  const byVote = [...history({ key: 'MEMBERS_VOTE' }), ...vote(6, 1)];

  it('puts the units of one rank in order, as the rulebook lists it', () => {
    given(...byVote)
      .when(breakTie())
      .then(broken);
    given(...byVote)
      .when(breakTie({ key: 'HEAD_DECIDES' }))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'HEAD_DECIDES' } });
  });
  it('leaves no tie to break', () => {
    given(...byVote, broken)
      .when(breakTie())
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'tie', id: '1' } });
  });
  it('is refused where there is no tie, no such ballot, or another set of units', () => {
    given(...byVote)
      .when(breakTie({ rank: 3 }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'tie', id: '3' } });
    given(...byVote)
      .when(breakTie({ ballotId: 'phieu-1' }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'ballot', id: 'phieu-1' } });
    given(...byVote)
      .when(breakTie({ order: [{ unitId: 'lang-son' }, { unitId: 'lai-chau' }] }))
      .thenRefused({
        code: 'INVALID_INPUT',
        facts: { field: '/order', units: [fullName('cao-bang'), fullName('lang-son')] },
      });
  });
  const both = { units: [fullName('lang-son'), fullName('cao-bang')], unitIds: ['lang-son', 'cao-bang'] };
  const notDecided = { code: 'TIE_NOT_DECIDED', facts: both } as const;

  it('by the members cites their ballot about this tie, which gave that order (decision 26)', () => {
    const ranked = history({ key: 'MEMBERS_VOTE' });
    given(...ranked)
      .when({ type: 'BreakTie', data: { ...about, key: 'MEMBERS_VOTE' } })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'ballot', field: '/ballotId' } });
    for (const other of [
      vote(1, 6),
      vote(3, 3),
      vote(6, 1, { purpose: 'HEAD' }),
      vote(6, 1, { questions: [{ questionId: 'lang-son', unitId: 'lang-son' }] }),
      vote(6, 1).slice(0, 1),
    ]) {
      given(...ranked, ...other)
        .when(breakTie())
        .thenRefused(notDecided);
    }
    given(...ranked, ...vote(6, 1))
      .when(breakTie())
      .then(broken);
    given(...ranked)
      .claiming()
      .when({ type: 'BreakTie', data: { ...about, key: 'MEMBERS_VOTE' } })
      .then({ type: 'TieBroken', data: { ...about, key: 'MEMBERS_VOTE', version: 1 } });
  });

  it('is for the head once the members voted in vain, where the rulebook asks them first', () => {
    const ranked = history({ key: 'MEMBERS_VOTE' }, { key: 'HEAD_DECIDES' });
    const byHead = { ...about, key: 'HEAD_DECIDES' as const };
    const first = { code: 'MEMBERS_VOTE_FIRST', facts: both } as const;
    for (const before of [[], vote(6, 1), vote(3, 3, { purpose: 'HEAD' })]) {
      given(...ranked, ...before)
        .when({ type: 'BreakTie', data: byHead })
        .thenRefused(first);
    }
    given(...ranked, ...vote(3, 3))
      .when({ type: 'BreakTie', data: byHead })
      .then({ type: 'TieBroken', data: { ...byHead, version: 1 } });
    given(...history({ key: 'HEAD_DECIDES' }, { key: 'MEMBERS_VOTE' }))
      .when({ type: 'BreakTie', data: byHead })
      .then({ type: 'TieBroken', data: { ...byHead, version: 1 } });
  });

  it('in a list ranked apart names the list, is published with it, and is kept when it is computed again', () => {
    const [opened, adopted] = year2024({
      scoring: {
        ...rulebook.scoring,
        criteria: rulebook.scoring.criteria.map((one) =>
          one.id === 'phan-3' ? { ...one, notApplicable: 'SEPARATE_GROUP' } : one,
        ),
      },
      ranking: { ...rulebook.ranking, tieKeys: [{ key: 'HEAD_DECIDES' }] },
    });
    const apart = (unitId: string): EmulationYearEvent =>
      agreedInputs(unitId, [
        { criterionId: 'phan-1', mark: '500' },
        { criterionId: 'phan-2', mark: '250' },
        { criterionId: 'phan-3', notApplicable: true },
      ]);
    const sheets = [...among({}), apart('cao-bang'), apart('lang-son')];
    const year = [opened, adopted, ...sheets];
    const ranked: EmulationYearEvent = { type: 'RankingComputed', data: computed(year) };
    const list = { ...about, withoutCriteria: ['phan-3'], key: 'HEAD_DECIDES' as const };
    const order: RankingEvent = { type: 'TieBroken', data: { ...list, version: 1 } };
    given(...year, ranked)
      .when({ type: 'BreakTie', data: list })
      .then(order);
    given(...year, ranked)
      .when({ type: 'BreakTie', data: { ...list, withoutCriteria: ['phan-1'] } })
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/withoutCriteria', allowed: ['phan-3'] } });
    given(...year, ranked, order)
      .when({
        type: 'PublishResult',
        data: {
          ...inYear('2025-03-22'),
          parts: [{ part: 'RANKING', scope: {}, withoutCriteria: ['phan-3'], ranks: [2], pointsShown: false }],
        },
      })
      .then({
        type: 'ResultPublished',
        data: {
          ...inYear('2025-03-22'),
          parts: [
            { part: 'RANKING', scope: {}, withoutCriteria: ['phan-3'], version: 1, ranks: [2], pointsShown: false },
          ],
        },
      });
    const later = { ...inYear('2025-03-22'), scope: {} };
    const again = computed([...year, ranked, order], { type: 'ComputeRanking', data: later });
    expect(again.apart?.[0]?.groups.map(({ rank, subjects }) => [rank, subjects[0]?.unitId])).toEqual([
      [1, 'lang-son'],
      [2, 'cao-bang'],
    ]);
    expect(again.ties).toEqual([
      { withoutCriteria: ['phan-3'], rank: 1, order: about.order, key: 'HEAD_DECIDES', reason: about.reason },
    ]);
  });

  it('is refused once the ranking is published (R36)', () => {
    given(...byVote, published({ ranks: [1] }))
      .when(breakTie())
      .thenRefused({ code: 'FINAL_STATE' });
  });
});
