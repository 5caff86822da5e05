import { describe, expect, it } from '@jest/globals';
import { DEFAULT_RULEBOOK } from '../../src/rulebooks/default-rulebook.js';
import type { QuotaBase, Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { judged, line, problemsIn, scoringBy } from '../support/mothers/rulebooks.js';

describe('classes', () => {
  const last = { id: 'c', title: { vi: 'Chưa hoàn thành' } };
  const classes = (...all: NonNullable<Rulebook['classification']>['classes']): readonly string[] =>
    problemsIn({
      ...scoringBy(judged('a', '60'), { kind: 'GROUP', id: 'g', title: { vi: 'G' }, children: [judged('b', '40')] }),
      classification: { precision: 'ROUNDED', classes: all },
    });
  const best = { id: 'a', title: { vi: 'Xuất sắc' } };

  it('stand from the best down, with gates on lines and headings', () => {
    const gates = [
      { kind: 'EVERY_LINE', atLeast: '17/20' },
      { kind: 'SHARE', criterionId: 'a', atLeast: '1/1' },
      { kind: 'POINTS', criterionId: 'g', atLeast: '40' },
    ] as const;
    expect(
      classes({ ...best, from: '90', gates, decisionRequired: true }, { ...best, id: 'b', from: '90' }, last),
    ).toEqual([]);
    expect(classes({ ...best, from: '90', gates: [] }, { ...best, id: 'b', from: '70' }, last)).toEqual([]);
  });
  it('can be reached, and none hides behind another', () => {
    expect(classes({ ...best, from: '101' }, { ...last, from: '5' })).toEqual([
      'classification.classes[0].from: 101 can never be reached, at most 100',
      'classification.classes[1]: the last class must ask for nothing, so that each sheet is of one',
    ]);
    expect(classes({ ...best, from: '90' }, { ...best, id: 'b', from: '90' }, last)).toEqual([
      'classification.classes[1]: no sheet is ever of it, a before it asks for no more',
    ]);
    expect(classes()).toEqual(['classification.classes: there is no class']);
  });
  it('have gates on criteria that there are, and that have what is asked of them', () => {
    const gates = [
      { kind: 'SHARE', criterionId: 'g', atLeast: '3/2' },
      { kind: 'POINTS', criterionId: 'z', atLeast: '1' },
      { kind: 'POINTS', criterionId: 'a', atLeast: '61' },
    ] as const;
    expect(classes({ ...best, gates }, last)).toEqual([
      'classification.classes[0].gates[0].atLeast: 3/2 is outside 0..1',
      'classification.classes[0].gates[0].criterionId: g has no max to take a share of',
      'classification.classes[0].gates[1].criterionId: there is no criterion z',
      'classification.classes[0].gates[2].atLeast: 61 can never be reached, at most 60',
    ]);
  });
});

describe('a quota of those who meet a criterion', () => {
  const last = { id: 'khong', title: { vi: 'Không đạt' } };
  const quota = (changes: Readonly<{ base: QuotaBase; classId?: string }>): readonly string[] => {
    const [form, ...forms] = DEFAULT_RULEBOOK.commendations.forms;
    if (form === undefined) throw new RangeError('The default rulebook has no form');
    const asked = { ...form, quota: { kind: 'SHARE', share: '1/5', ...changes } as const };
    return problemsIn({
      ...DEFAULT_RULEBOOK,
      classification: { precision: 'ROUNDED', classes: [last] },
      commendations: { ...DEFAULT_RULEBOOK.commendations, forms: [asked, ...forms] },
    });
  };

  it('names a class that there is, and no other quota names one', () => {
    expect(quota({ base: 'MEETING_CRITERION', classId: 'khong' })).toEqual([]);
    expect(quota({ base: 'MEETING_CRITERION', classId: 'tot' })).toEqual([
      'commendations.forms[0].quota.classId: there is no class tot',
    ]);
    const wrong = ['commendations.forms[0].quota.classId: MEETING_CRITERION names a class, and no other base does'];
    expect(quota({ base: 'MEETING_CRITERION' })).toEqual(wrong);
    expect(quota({ base: 'ALL_MEMBERS', classId: 'khong' })).toEqual(wrong);
  });
});

describe('what is wrong with a rulebook', () => {
  it('is told in Vietnamese too, each place named', () => {
    const bad = scoringBy(
      { kind: 'GROUP', id: 'muc', title: { vi: 'Mục' }, max: '50', min: '60', children: [judged('a', '-1')] },
      line({ kind: 'STEP', bands: [{ from: '2', upTo: '1', points: '11' }] }, { id: 'a' }),
    );
    const vi = problemsIn(bad, 'vi');
    const places = (lines: readonly string[]): readonly string[] => lines.map((one) => one.split(': ')[0] ?? '');
    expect(places(vi)).toEqual(places(problemsIn(bad)));
    expect(vi.filter((one) => !/[à-ỹđ]/i.test(one.split(': ').slice(1).join(': ')))).toEqual([]);
    expect(vi).toContain('scoring.criteria: a xuất hiện hơn một lần');
  });
});

describe('the tie keys', () => {
  const ranking = (...tieKeys: Rulebook['ranking']['tieKeys']): readonly string[] =>
    problemsIn({ ...DEFAULT_RULEBOOK, ranking: { ...DEFAULT_RULEBOOK.ranking, tieKeys } });

  it('that are computed stand before those that people decide (D26)', () => {
    expect(ranking({ key: 'MORE_BONUS' }, { key: 'MEMBERS_VOTE' }, { key: 'HEAD_DECIDES' })).toEqual([]);
    expect(ranking({ key: 'MEMBERS_VOTE' }, { key: 'CRITERION', criterionId: 'phan-1' })).toEqual([
      'ranking.tieKeys[1]: CRITERION is computed and stands behind MEMBERS_VOTE, which people decide',
    ]);
  });
  it('count occurrences where a line counts them', () => {
    expect(
      ranking({ key: 'MORE_OCCURRENCES', criterionId: 'dien-hinh-tien-tien' }, { key: 'LINES_AT_FULL_MARKS' }),
    ).toEqual([]);
    expect(ranking({ key: 'MORE_OCCURRENCES', criterionId: 'bao-cao' })).toEqual([
      'ranking.tieKeys[0].criterionId: nothing is counted on bao-cao, its kind is not COUNT',
    ]);
  });
});
