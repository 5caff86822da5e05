import { describe, expect, it } from '@jest/globals';
import { DEFAULT_RULEBOOK } from '../../src/rulebooks/default-rulebook.js';
import { rulebookDecider } from '../../src/rulebooks/rulebook.decider.js';
import { nextVersion } from '../../src/rulebooks/rulebook.fold.js';
import { versionOf } from '../../src/rulebooks/rulebook.standing.js';
import { problemsOf } from '../../src/rulebooks/rulebook.validation.js';
import type {
  BallotRules,
  CommendationForm,
  Criterion,
  LineRule,
  Rulebook,
} from '../../src/rulebooks/rulebook.values.js';
import { claimed, folded, scenarios } from '../support/given.js';
import { council, report } from '../support/mothers/origins.js';
import { judged, line, nested, publish, published, scoringBy, scoringWith } from '../support/mothers/rulebooks.js';
import { rulebook as sevenProvinces } from '../support/mothers/seven-provinces.js';

const given = scenarios(rulebookDecider, { origin: council });
const ACT = { kind: 'ACT' } as const;

describe('publishing a rulebook', () => {
  it('gives the first version the number 1 and counts on', () => {
    given().when(publish()).then(published(1));
    given(published(1)).when(publish()).then(published(2));
  });

  it('never gives one number twice, whether versions are acts or claims', () => {
    given(claimed(published(1)))
      .when(publish())
      .then(published(2));
    given(published(1)).claiming().when(publish()).then(published(2));
  });

  it('is refused for a day to come, before its content is looked at', () => {
    given()
      .when(publish(scoringBy(nested(17)), '2026-01-01'))
      .thenRefused({ code: 'DATE_IN_FUTURE', facts: { date: '2026-01-01' } });
  });

  it('is refused with fifty problems and the number of the others, however many there are', () => {
    const many = Array.from({ length: 53 }, (_, n) => judged(`c-${n}`, '-1'));
    const found = problemsOf(scoringBy(...many));
    given()
      .when(publish(scoringBy(...many)))
      .thenRefused({
        code: 'RULEBOOK_INVALID',
        facts: { problems: [...found.slice(0, 50), `and ${found.length - 50} more`] },
      });
    expect(found.length).toBeGreaterThan(52);
  });

  it('is refused with every problem at once, as an act and as a claim', () => {
    const content: Rulebook = {
      ...scoringBy(judged('a', '10.125'), judged('a', '-1')),
      obligatorySteps: ['VOTE', 'VOTE'],
    };
    const problems = [
      'scoring.criteria: a stands more than once',
      'scoring.criteria[0].max: 10.125 has more than 2 decimals',
      'scoring.criteria[1].max: -1 is below 0',
      'obligatorySteps: VOTE stands more than once',
    ];
    given().when(publish(content)).thenRefused({ code: 'RULEBOOK_INVALID', facts: { problems } });
    given().claiming().when(publish(content)).thenRefused({ code: 'RULEBOOK_INVALID', facts: { problems } });
  });

  it('keeps every version as it was published', () => {
    const changed = { ...DEFAULT_RULEBOOK, ownHandRequired: true };
    const state = folded(rulebookDecider, [published(1), published(2, changed)]);
    expect(versionOf(state, 1, ACT)).toEqual(DEFAULT_RULEBOOK);
    expect(versionOf(state, 2, ACT)).toEqual(changed);
    expect(versionOf(state, 3, ACT)).toBeUndefined();
    expect(nextVersion(state)).toBe(3);
  });

  it('lets a version known from a source alone be adopted by claims, never by an act', () => {
    const state = folded(rulebookDecider, [claimed(published(1))]);
    expect(versionOf(state, 1, { kind: 'CLAIM', source: report })).toEqual(DEFAULT_RULEBOOK);
    expect(versionOf(state, 1, ACT)).toBeUndefined();
  });
});

describe('the rulebooks that are kept in the code', () => {
  it('can be published: the default', () => {
    expect(problemsOf(DEFAULT_RULEBOOK)).toEqual([]);
  });

  it('can be published: the one of the seven provinces', () => {
    expect(problemsOf(sevenProvinces)).toEqual([]);
  });

  it('can score nothing at all, for blocs that never do (S0, S3)', () => {
    expect(problemsOf(scoringBy())).toEqual([]);
  });
});

describe('a criteria table', () => {
  it('is at most 16 levels deep, and nothing else is said of a deeper one', () => {
    expect(problemsOf(scoringBy(nested(16)))).toEqual([]);
    expect(problemsOf(scoringBy(nested(17), judged('a', '-1')))).toEqual([
      'scoring.criteria: more than 16 levels deep',
    ]);
    expect(problemsOf(scoringBy(nested(100_000)))).toEqual(['scoring.criteria: more than 16 levels deep']);
  });

  it('has at most 100 curves, because the exact total of a sheet grows with each', () => {
    const curves = (count: number): readonly Criterion[] =>
      Array.from({ length: count }, (_, n) => ({
        ...judged(`c-${n}`),
        kind: 'CURVE',
        curve: { shape: n % 2 === 0 ? 'PROPORTIONAL' : 'RELATIVE_TO_LEADER' },
      }));
    expect(problemsOf(scoringBy(...curves(100)))).toEqual([]);
    expect(problemsOf(scoringBy(...curves(101)))).toEqual(['scoring.criteria: 101 lines of kind CURVE, at most 100']);
  });

  it('has at most 500 criteria', () => {
    const criteria = (count: number): readonly Criterion[] =>
      Array.from({ length: count }, (_, n) => judged(`tieu-chi-${n}`));
    expect(problemsOf(scoringBy(...criteria(500)))).toEqual([]);
    expect(problemsOf(scoringBy(...criteria(501)))).toEqual(['scoring.criteria: 501 criteria, at most 500']);
  });

  it('names each criterion once, on every level', () => {
    const group: Criterion = { kind: 'GROUP', id: 'a', title: { vi: 'Mục' }, children: [judged('a')] };
    expect(problemsOf(scoringBy(group))).toEqual(['scoring.criteria: a stands more than once']);
  });

  const rules: readonly (readonly [what: string, rule: LineRule, problems: readonly string[]])[] = [
    [
      'bands that leave a gap at the top',
      {
        kind: 'STEP',
        bands: [
          { upTo: '3', points: '10' },
          { upTo: '5', points: '5' },
        ],
      },
      ['scoring.criteria[0].bands: gap above 5, the last band must be open'],
    ],
    [
      'bands that overlap',
      { kind: 'STEP', bands: [{ upTo: '5', points: '10' }, { upTo: '5.0', points: '5' }, { points: '0' }] },
      ['scoring.criteria[0].bands[1].upTo: 5.0 overlaps the band up to 5'],
    ],
    [
      'an open band before the last',
      { kind: 'STEP', bands: [{ points: '10' }, { points: '0' }] },
      ['scoring.criteria[0].bands[0]: without upTo it overlaps what follows'],
    ],
    ['no band', { kind: 'STEP', bands: [] }, ['scoring.criteria[0].bands: gap everywhere, there is no band']],
    [
      'a band above the maximum',
      { kind: 'STEP', bands: [{ points: '10.5' }] },
      ['scoring.criteria[0].bands[0].points: 10.5 is outside 0..10'],
    ],
    ['no option', { kind: 'OPTIONS', options: [] }, ['scoring.criteria[0].options: there is nothing to choose from']],
    [
      'options of one id, below zero',
      {
        kind: 'OPTIONS',
        options: [
          { id: 'a', title: { vi: 'A' }, points: '-1' },
          { id: 'a', title: { vi: 'A' }, points: '10' },
        ],
      },
      [
        'scoring.criteria[0].options[0].points: -1 is outside 0..10',
        'scoring.criteria[0].options: a stands more than once',
      ],
    ],
    [
      'more points for one occurrence than for all',
      { kind: 'COUNT', pointsEach: '11' },
      ['scoring.criteria[0].pointsEach: 11 is outside 0..10'],
    ],
    [
      'a curve whose floor is the target',
      { kind: 'CURVE', curve: { shape: 'PROPORTIONAL', floor: '2/2' } },
      ['scoring.criteria[0].curve.floor: 2/2 must be below 1'],
    ],
  ];
  it.each(rules)('is refused with %s', (_, rule, problems) => {
    expect(problemsOf(scoringBy(line(rule)))).toEqual(problems);
  });

  const accepted: readonly (readonly [what: string, rule: LineRule])[] = [
    ['bands that ascend, the last open', { kind: 'STEP', bands: [{ upTo: '-1', points: '10' }, { points: '0' }] }],
    ['a single option', { kind: 'OPTIONS', options: [{ id: 'a', title: { vi: 'A' }, points: '10' }] }],
    ['a floor below the target', { kind: 'CURVE', curve: { shape: 'PROPORTIONAL', floor: '7/10' } }],
    ['a curve relative to the leader', { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } }],
    ['as many points each as at most', { kind: 'COUNT', pointsEach: '10' }],
  ];
  it.each(accepted)('may have %s', (_, rule) => {
    expect(problemsOf(scoringBy(line(rule)))).toEqual([]);
  });

  it('excludes nobody for a bonus or a deduction of zero', () => {
    const knockOutAtZero = true;
    expect(problemsOf(scoringBy(line({ kind: 'BONUS' }, { knockOutAtZero })))).toEqual([
      'scoring.criteria[0].knockOutAtZero: zero is usual for a BONUS and must exclude nobody',
    ]);
    expect(problemsOf(scoringBy(line({ kind: 'JUDGED' }, { knockOutAtZero })))).toEqual([]);
  });

  it('caps a heading where its lines can reach the cap, and none exceeds it alone', () => {
    const heading = (max: string, ...children: readonly Criterion[]): Rulebook =>
      scoringBy({ kind: 'GROUP', id: 'muc', title: { vi: 'Mục' }, max, children });
    const deduction = line({ kind: 'DEDUCTION' }, { id: 'tru', max: '50' });
    expect(problemsOf(heading('15', judged('a'), judged('b'), deduction))).toEqual([]);
    expect(problemsOf(heading('20', judged('a'), judged('b'), deduction))).toEqual([]);
    expect(problemsOf(heading('21', judged('a'), judged('b'), deduction))).toEqual([
      'scoring.criteria[0].max: 21 can never be reached, its lines give at most 20',
    ]);
    expect(problemsOf(heading('9', judged('a'), judged('b')))).toEqual([
      'scoring.criteria[0].children[0].max: 10 is more than the 9 of its heading',
      'scoring.criteria[0].children[1].max: 10 is more than the 9 of its heading',
    ]);
    expect(problemsOf(heading('0'))).toEqual(['scoring.criteria[0].children: a heading without lines gives nothing']);
  });
});

describe('the rest of the scoring rules', () => {
  const rounding = { decimals: 2, mode: 'HALF_UP', stage: 'TOTAL' } as const;

  it('round to 0 to 6 decimals, and no points are finer', () => {
    const decimals = (value: number): readonly string[] =>
      problemsOf(scoringWith({ criteria: [judged('a', '0.5')], rounding: { ...rounding, decimals: value } }));
    expect(decimals(6)).toEqual([]);
    expect(decimals(7)).toEqual(['scoring.rounding.decimals: 7 is outside 0..6']);
    expect(decimals(0)).toEqual(['scoring.criteria[0].max: 0.5 has more than 0 decimals']);
    expect(problemsOf(scoringWith({ scale: '1000.001' }))).toEqual([
      'scoring.scale: 1000.001 has more than 2 decimals',
    ]);
  });

  it('name tracks, groups, their units, parts of the period and grounds once', () => {
    const knockOut = { id: 'a', title: { vi: 'A' }, excludesFrom: 'AWARDS', documentRequired: true } as const;
    const twice = {
      tracks: ['chuyen-mon', 'chuyen-mon'],
      subPeriods: ['quy-1', 'quy-1'],
      groups: [
        { id: 'nhom-1', unitIds: ['son-la'] },
        { id: 'nhom-1', unitIds: ['son-la'] },
      ],
      knockOuts: [knockOut, knockOut],
    };
    expect(problemsOf(scoringWith(twice))).toEqual([
      'scoring.knockOuts: a stands more than once',
      'scoring.tracks: chuyen-mon stands more than once',
      'scoring.subPeriods: quy-1 stands more than once',
      'scoring.groups: nhom-1 stands more than once',
      'scoring.groups.unitIds: son-la stands more than once',
    ]);
  });
});

describe('the ranking rules', () => {
  it('break ties by criteria that there are, each key once', () => {
    const ranking = (...tieKeys: Rulebook['ranking']['tieKeys']): readonly string[] =>
      problemsOf({ ...DEFAULT_RULEBOOK, ranking: { ...DEFAULT_RULEBOOK.ranking, tieKeys } });
    expect(ranking({ key: 'CRITERION', criterionId: 'phan-1' }, { key: 'CRITERION', criterionId: 'bao-cao' })).toEqual(
      [],
    );
    expect(ranking({ key: 'CRITERION', criterionId: 'phan-9' })).toEqual([
      'ranking.tieKeys[0].criterionId: there is no criterion phan-9',
    ]);
    expect(ranking({ key: 'MORE_BONUS' }, { key: 'MORE_BONUS' })).toEqual([
      'ranking.tieKeys: MORE_BONUS stands more than once',
    ]);
  });
});

describe('the voting rules', () => {
  const election = (changes: Partial<BallotRules>): readonly string[] => {
    const { voting } = DEFAULT_RULEBOOK;
    return problemsOf({ ...DEFAULT_RULEBOOK, voting: { ...voting, election: { ...voting.election, ...changes } } });
  };

  it('know a way to decide', () => {
    expect(election({ methods: [] })).toEqual(['voting.election.methods: there is no way to decide']);
  });

  it('ask for a share above nothing and up to all', () => {
    expect(election({ threshold: { fraction: '5/5', comparison: 'AT_LEAST', base: 'PRESENT' } })).toEqual([]);
    expect(election({ threshold: { fraction: '5/4', comparison: 'AT_LEAST', base: 'PRESENT' } })).toEqual([
      'voting.election.threshold.fraction: 5/4 is outside 0..1',
    ]);
    expect(election({ threshold: { fraction: '0/4', comparison: 'MORE_THAN', base: 'PRESENT' } })).toEqual([
      'voting.election.threshold.fraction: 0/4 is outside 0..1',
    ]);
    expect(election({ quorum: '3/2' })).toEqual(['voting.election.quorum: 3/2 is outside 0..1']);
  });

  it('ask for no more than all', () => {
    expect(election({ threshold: { fraction: '3/3', comparison: 'MORE_THAN', base: 'ALL_MEMBERS' } })).toEqual([
      'voting.election.threshold: more than all can never be reached',
    ]);
  });
});

describe('the catalogue of commendations', () => {
  const forms = (...catalogue: readonly CommendationForm[]): readonly string[] =>
    problemsOf({ ...DEFAULT_RULEBOOK, commendations: { ...DEFAULT_RULEBOOK.commendations, forms: catalogue } });
  const form = (id: string, quota: NonNullable<CommendationForm['quota']>): CommendationForm => ({
    id,
    title: { vi: id },
    kind: 'COMMENDATION',
    grantor: { kind: 'UNKNOWN' },
    nominee: 'ANY',
    quota,
  });
  const remaining = { kind: 'SHARE', share: '1/2', base: 'REMAINING_AFTER_HIGHER' } as const;

  it('counts what remains after higher forms only below a higher one', () => {
    expect(forms(form('FLAG', { kind: 'COUNT', count: 1 }), form('CERTIFICATE', remaining))).toEqual([]);
    expect(forms(form('CERTIFICATE', remaining))).toEqual([
      'commendations.forms[0].quota.base: REMAINING_AFTER_HIGHER needs a higher form before it',
    ]);
  });

  it('names each form once and shares at most all', () => {
    expect(forms(form('A', { ...remaining, share: '3/2', base: 'ALL_MEMBERS' }), form('A', remaining))).toEqual([
      'commendations.forms: A stands more than once',
      'commendations.forms[0].quota.share: 3/2 is outside 0..1',
    ]);
  });
});
