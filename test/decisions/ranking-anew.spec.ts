import { describe, expect, it } from '@jest/globals';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { TieBroken } from '../../src/emulation-years/ranking/ranking.events.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed } from '../support/given.js';
import { places } from '../support/mothers/rankings.js';
import { agreed, allAgreed, type Marks } from '../support/mothers/scoring.js';
import { BLOC_NAME, fullName, inYear, members, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { given, rankedBy, ranking, scoring } from '../support/mothers/subjects.js';

const year = year2024({ scoring });

describe('whom a ranking is about (D21, D22)', () => {
  const [opened, ...afterOpening] = year;
  const terms = (...periods: readonly Readonly<{ unitId: string; from: string; to?: string }>[]) => {
    const changed = periods.map(({ unitId, ...membership }) => {
      const member = members.find((known) => known.unitId === unitId)!;
      return { ...member, membership: membership as { from: LocalDate; to?: LocalDate } };
    });
    const rest = members.filter(({ unitId }) => periods.every((period) => period.unitId !== unitId));
    const updated: EmulationYearEvent = {
      type: 'YearMembersUpdated',
      data: { ...inYear('2025-03-20'), members: [...changed, ...rest], blocName: BLOC_NAME, blocRevision: 12 },
    };
    return [opened, ...afterOpening, updated];
  };
  const without = (unitId: string) =>
    allAgreed().filter(({ type, data }) => type !== 'ScoreAgreed' || data.unitId !== unitId);

  it('ranks a member that left and came back on one place', () => {
    const back = terms(
      { unitId: 'lao-cai', from: '2008-01-01', to: '2024-05-01' },
      { unitId: 'lao-cai', from: '2024-07-01' },
    );
    const { groups, sheets } = rankedBy([...back, ...allAgreed()], ranking({}));
    expect(groups.flatMap(({ subjects }) => subjects).filter(({ unitId }) => unitId === 'lao-cai')).toHaveLength(1);
    expect(sheets).toHaveLength(SEVEN.length);
  });

  it('ranks who left with an agreed sheet, and names who left without one', () => {
    const left = terms({ unitId: 'lao-cai', from: '2008-01-01', to: '2025-02-28' });
    expect(rankedBy([...left, ...allAgreed()], ranking({})).sheets).toHaveLength(7);
    const { sheets, departed } = rankedBy([...left, ...without('lao-cai')], ranking({}));
    expect(sheets).toHaveLength(6);
    expect(departed).toEqual([{ unitId: 'lao-cai', until: '2025-02-28' }]);
  });

  it('waits for a member of that day', () =>
    given(...year, ...without('lao-cai'))
      .when(ranking({}))
      .thenRefused({ code: 'RANKING_INCOMPLETE', facts: { units: [fullName('lao-cai')], unitIds: ['lao-cai'] } }));

  it('leaves out who joined after the period, and who is not there yet', () => {
    const late = terms({ unitId: 'lao-cai', from: '2025-01-01' });
    expect(rankedBy([...late, ...without('lao-cai')], ranking({})).sheets).toHaveLength(6);
  });
});

describe('a tie that was broken (D42)', () => {
  const even: Readonly<Record<string, Marks>> = { 'cao-bang': ['590', '285', '90'], 'lang-son': ['590', '285', '90'] };
  const tieKeys = [{ key: 'HEAD_DECIDES' as const }];
  const start = year2024({ scoring, ranking: { ...rulebook.ranking, tieKeys } });
  const scored = [
    ...start,
    ...allAgreed({
      ...Object.fromEntries(SEVEN.map((unitId, place) => [unitId, ['100', `${place}`, '0'] as Marks])),
      ...even,
    }),
  ];
  const first: EmulationYearEvent = { type: 'RankingComputed', data: rankedBy(scored, ranking({})) };
  const tie = {
    ...{ rank: 1, order: [{ unitId: 'lang-son' }, { unitId: 'cao-bang' }] },
    ...{ key: 'HEAD_DECIDES' as const, reason: 'Trưởng cụm quyết định' },
  };
  const broken: TieBroken = {
    type: 'TieBroken',
    data: { ...inYear('2025-03-22'), version: 1, scope: {}, ...tie },
  };

  it('stays so when the ranking is computed again, on whichever rank (D10)', () => {
    const again = rankedBy([...scored, first, broken], ranking({}, '2025-03-23'));
    expect(places(again).slice(0, 2)).toEqual([
      [1, 'lang-son'],
      [2, 'cao-bang'],
    ]);
    expect([again.ties, again.lapsed]).toEqual([[tie], undefined]);
    const behind = rankedBy(
      [...scored, first, broken, agreed('son-la', ['591', '285', '90'])],
      ranking({}, '2025-03-23'),
    );
    expect(places(behind).slice(0, 3)).toEqual([
      [1, 'son-la'],
      [2, 'lang-son'],
      [3, 'cao-bang'],
    ]);
    expect(behind.ties).toEqual([{ ...tie, rank: 2 }]);
    const { decision } = given(...scored, first, broken, { type: 'RankingComputed', data: again }).when(
      ranking({}, '2025-03-24'),
    );
    expect(decision.accepted && decision.events[0]?.type === 'RankingComputed' && decision.events[0].data.ties).toEqual(
      [tie],
    );
  });

  it('keeps what set its first place behind the one before, and says by which key the others stand', () => {
    const byLine = { key: 'CRITERION' as const, criterionId: 'phan-1' };
    const keyed = year2024({ scoring, ranking: { ...rulebook.ranking, tieKeys: [byLine, ...tieKeys] } });
    const marks = { 'son-la': ['595', '280', '90'], ...even } satisfies Readonly<Record<string, Marks>>;
    const others = Object.fromEntries(SEVEN.map((unitId, place) => [unitId, ['100', `${place}`, '0'] as Marks]));
    const history = [...keyed, ...allAgreed({ ...others, ...marks })];
    const before: EmulationYearEvent = { type: 'RankingComputed', data: rankedBy(history, ranking({})) };
    const second: EmulationYearEvent = { ...broken, data: { ...broken.data, rank: 2 } };
    const again = rankedBy([...history, before, second], ranking({}, '2025-03-23'));
    expect(again.groups.slice(0, 3).map(({ rank, decidedBy }) => [rank, decidedBy])).toEqual([
      [1, undefined],
      [2, byLine],
      [3, { key: 'HEAD_DECIDES' }],
    ]);
  });

  it('falls away when others are tied, which is remarked and recorded', () => {
    const history = [...scored, first, broken, agreed('son-la', ['590', '285', '90'])];
    const { decision } = given(...history).when(ranking({}, '2025-03-23'));
    const data = rankedBy(history, ranking({}, '2025-03-23'));
    expect(places(data)[0]).toEqual([1, 'cao-bang', 'lang-son', 'son-la']);
    expect([data.ties, data.lapsed]).toEqual([undefined, [tie]]);
    expect(decision.accepted && decision.warnings.map(({ code, rule }) => [code, rule])).toEqual([
      ['TIE_BREAK_LAPSED', 'D42'],
    ]);
  });

  it('by a ballot found void falls away, and what stands on it is not published (D41)', () => {
    const byVote = { ...tie, key: 'MEMBERS_VOTE' as const, ballotId: 'phieu-1' };
    const voted: readonly EmulationYearEvent[] = [
      {
        type: 'BallotOpened',
        data: {
          ...inYear('2025-03-22'),
          ...{
            ballotId: 'phieu-1',
            sessionId: 'tru-bi',
            purpose: 'RANKING',
            method: 'SHOW_OF_HANDS',
            questions: [],
            seats: 1,
          },
          eligible: SEVEN,
        },
      },
      { type: 'TieBroken', data: { ...inYear('2025-03-22'), version: 1, scope: {}, ...byVote } },
      { type: 'BallotVoided', data: { ...inYear('2025-03-23'), ballotId: 'phieu-1', ground: 'Kiểm phiếu sai' } },
    ];
    const history = [...scored, first, ...voted];
    given(...history)
      .when({
        type: 'PublishResult',
        data: { ...inYear('2025-03-24'), parts: [{ part: 'RANKING', scope: {}, ranks: [1], pointsShown: false }] },
      })
      .thenRefused({ code: 'RANKING_OUTDATED' });
    expect(rankedBy(history, ranking({}, '2025-03-24')).lapsed).toEqual([byVote]);
  });

  it('of a claim changes nothing that was done here', () => {
    const { decision } = given(...scored, first, claimed(broken)).when(ranking({}, '2025-03-23'));
    const [event] = decision.accepted ? decision.events : [];
    expect(event?.type === 'RankingComputed' && places(event.data)[0]).toEqual([1, 'cao-bang', 'lang-son']);
  });
});
