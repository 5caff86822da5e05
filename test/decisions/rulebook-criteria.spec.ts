import { describe, expect, it } from '@jest/globals';
import type { Criterion, LineRule, Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { judged, line, nested, problemsIn, scoringBy, scoringWith } from '../support/mothers/rulebooks.js';

/** Places from 1 on. */
const steps = (count: number): readonly Readonly<{ place: number }>[] =>
  Array.from({ length: count }, (_, n) => ({ place: n + 1 }));

describe('a criteria table', () => {
  it('is at most 16 levels deep, and nothing else is said of a deeper one', () => {
    expect(problemsIn(scoringBy(nested(16)))).toEqual([]);
    expect(problemsIn(scoringBy(nested(17), judged('a', '-1')))).toEqual([
      'scoring.criteria: more than 16 levels deep',
    ]);
    expect(problemsIn(scoringBy(nested(100_000)))).toEqual(['scoring.criteria: more than 16 levels deep']);
  });

  it('has at most 100 curves, because the exact total of a sheet grows with each', () => {
    const curves = (count: number): readonly Criterion[] =>
      Array.from({ length: count }, (_, n) => ({
        ...judged(`c-${n}`),
        kind: 'CURVE',
        curve: { shape: n % 2 === 0 ? 'PROPORTIONAL' : 'RELATIVE_TO_LEADER' },
      }));
    const table = (count: number): readonly string[] =>
      problemsIn(scoringWith({ criteria: curves(count), overflow: 'ALLOWED' }));
    expect(table(100)).toEqual([]);
    expect(table(101)).toEqual(['scoring.criteria: 101 lines of kind CURVE, at most 100']);
  });

  it('has at most 500 criteria', () => {
    const criteria = (count: number): readonly Criterion[] =>
      Array.from({ length: count }, (_, n) => judged(`tieu-chi-${n}`));
    const table = (count: number): readonly string[] =>
      problemsIn(scoringWith({ criteria: criteria(count), overflow: 'ALLOWED' }));
    expect(table(500)).toEqual([]);
    expect(table(501)).toEqual(['scoring.criteria: 501 criteria, at most 500']);
  });

  it('names each criterion once, on every level', () => {
    const group: Criterion = { kind: 'GROUP', id: 'a', title: { vi: 'Mục' }, children: [judged('a')] };
    expect(problemsIn(scoringBy(group))).toEqual(['scoring.criteria: a stands more than once']);
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
      'bands whose ends overlap, or end before they begin',
      {
        kind: 'STEP',
        bands: [
          { upTo: '10', points: '1' },
          { from: '10', below: '20', points: '2' },
          { from: '19', upTo: '30', points: '3' },
          { from: '40', below: '40', points: '4' },
          { from: '40', points: '5' },
        ],
        gaps: 'REFUSE',
      },
      [
        'scoring.criteria[0].bands[1].from: 10 overlaps the band up to 10',
        'scoring.criteria[0].bands[2].from: 19 overlaps the band below 20',
        'scoring.criteria[0].bands[3]: it ends before it begins',
      ],
    ],
    [
      'a gap between bands that is read in no way',
      {
        kind: 'STEP',
        bands: [
          { from: '0', below: '97', points: '1' },
          { from: '98', points: '2' },
        ],
      },
      ['scoring.criteria[0].bands: gap between 97 and 98, say in gaps how it is read'],
    ],
    [
      'a gap below, which has no band below it',
      { kind: 'STEP', bands: [{ from: '1', points: '2' }], gaps: 'BELOW' },
      ['scoring.criteria[0].bands: gap below 1, the first band must be open'],
    ],
    [
      'a gap above, which has no band above it',
      { kind: 'STEP', bands: [{ upTo: '1', points: '2' }], gaps: 'ABOVE' },
      ['scoring.criteria[0].bands: gap above 1, the last band must be open'],
    ],
    [
      'a gap below zero, where numbers may lie there',
      { kind: 'STEP', bands: [{ from: '0', points: '2' }], negativeValues: 'ALLOWED' },
      ['scoring.criteria[0].bands: gap below 0, the first band must be open'],
    ],
    [
      'a band with two ends above, without points, or with points that are not defined',
      {
        kind: 'STEP',
        bands: [{ below: '1', upTo: '1', points: '2' }, { upTo: '3' }, { points: '1', notDefined: true }],
      },
      [
        'scoring.criteria[0].bands[0]: it ends in two ways, below and upTo',
        'scoring.criteria[0].bands[1]: either points or notDefined',
        'scoring.criteria[0].bands[2]: either points or notDefined',
      ],
    ],
    [
      '401 bands',
      {
        kind: 'STEP',
        bands: steps(401).map(({ place }) => (place === 401 ? { points: '1' } : { upTo: `${place}`, points: '1' })),
      },
      ['scoring.criteria[0].bands: 401 bands, at most 400'],
    ],
    [
      '401 options',
      {
        kind: 'OPTIONS',
        options: steps(401).map(({ place }) => ({ id: `${place}`, title: { vi: 'A' }, points: '1' })),
      },
      ['scoring.criteria[0].options: 401 options, at most 400'],
    ],
    [
      'a penalty that takes more for one case than for all',
      { kind: 'PENALTY', pointsEach: '2', losesAtMost: '1.5' },
      ['scoring.criteria[0].pointsEach: 2 for one case is more than the 1.5 for all'],
    ],
    [
      'a penalty of nothing',
      { kind: 'PENALTY', pointsEach: '0', losesAtMost: '1.5' },
      ['scoring.criteria[0].pointsEach: 0 is not above 0'],
    ],
    [
      'points for each unit that are none, above a floor that is no floor',
      { kind: 'LINEAR', pointsEach: '-1', min: '10' },
      ['scoring.criteria[0].pointsEach: -1 is not above 0', 'scoring.criteria[0].min: 10 is not below the max of 10'],
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
    expect(problemsIn(scoringBy(line(rule)))).toEqual(problems);
  });

  const accepted: readonly (readonly [what: string, rule: LineRule])[] = [
    ['bands that ascend, the last open', { kind: 'STEP', bands: [{ upTo: '-1', points: '10' }, { points: '0' }] }],
    ['a single option', { kind: 'OPTIONS', options: [{ id: 'a', title: { vi: 'A' }, points: '10' }] }],
    ['a floor below the target', { kind: 'CURVE', curve: { shape: 'PROPORTIONAL', floor: '7/10' } }],
    ['a curve relative to the leader', { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } }],
    ['as many points each as at most', { kind: 'COUNT', pointsEach: '10' }],
    [
      'bands with two ends, one of them left open',
      {
        kind: 'STEP',
        bands: [
          { from: '0', below: '97', points: '0' },
          { from: '97', below: '98', notDefined: true },
          { from: '98', upTo: '100', points: '8' },
        ],
        gaps: 'REFUSE',
      },
    ],
    ['bands from zero on, where no number lies below', { kind: 'STEP', bands: [{ from: '0', points: '1' }] }],
    [
      '400 options',
      {
        kind: 'OPTIONS',
        options: steps(400).map(({ place }) => ({ id: `${place}`, title: { vi: 'A' }, points: '1' })),
      },
    ],
    ['a penalty by cases', { kind: 'PENALTY', pointsEach: '0.5', losesAtMost: '1.5' }],
    ['points for each unit, below zero too', { kind: 'LINEAR', pointsEach: '0.005', from: '-3', min: '-7' }],
  ];
  it.each(accepted)('may have %s', (_, rule) => {
    expect(problemsIn(scoringBy(line(rule)))).toEqual([]);
  });

  it('excludes nobody for a bonus or a deduction of zero', () => {
    const knockOutAtZero = true;
    expect(problemsIn(scoringBy(line({ kind: 'BONUS' }, { knockOutAtZero })))).toEqual([
      'scoring.criteria[0].knockOutAtZero: zero is usual for a BONUS and must exclude nobody',
    ]);
    expect(problemsIn(scoringBy(line({ kind: 'JUDGED' }, { knockOutAtZero })))).toEqual([]);
  });

  it('excludes nobody who lost nothing on a line that can only take points', () => {
    const best = { max: '0', knockOutAtZero: true };
    const mistaken = [
      'scoring.criteria[0].knockOutAtZero: zero is the best that the line gives and must exclude nobody',
    ];
    expect(problemsIn(scoringBy(line({ kind: 'PENALTY', pointsEach: '1', losesAtMost: '5' }, best)))).toEqual(mistaken);
    expect(problemsIn(scoringBy(line({ kind: 'LINEAR', pointsEach: '1', min: '-5' }, best)))).toEqual(mistaken);
    expect(problemsIn(scoringBy(line({ kind: 'PENALTY', pointsEach: '1', losesAtMost: '5' }, { max: '0' })))).toEqual(
      [],
    );
  });

  it('caps a heading where its lines can reach the cap, and none exceeds it alone', () => {
    const heading = (max: string, ...children: readonly Criterion[]): Rulebook =>
      scoringBy({ kind: 'GROUP', id: 'muc', title: { vi: 'Mục' }, max, children });
    const deduction = line({ kind: 'DEDUCTION' }, { id: 'tru', max: '50' });
    expect(problemsIn(heading('15', judged('a'), judged('b'), deduction))).toEqual([]);
    expect(problemsIn(heading('20', judged('a'), judged('b'), deduction))).toEqual([]);
    expect(problemsIn(heading('21', judged('a'), judged('b'), deduction))).toEqual([
      'scoring.criteria[0].max: 21 can never be reached, its lines give at most 20',
    ]);
    expect(problemsIn(heading('9', judged('a'), judged('b')))).toEqual([
      'scoring.criteria[0].children[0].max: 10 is more than the 9 of its heading',
      'scoring.criteria[0].children[1].max: 10 is more than the 9 of its heading',
    ]);
    expect(problemsIn(heading('0'))).toEqual(['scoring.criteria[0].children: a heading without lines gives nothing']);
  });
});

describe('the floor of a heading', () => {
  const heading = (bounds: Readonly<{ min: string; max?: string }>, ...children: readonly Criterion[]): Rulebook =>
    scoringBy({ kind: 'GROUP', id: 'muc', title: { vi: 'Mục' }, ...bounds, children });
  const net = [line({ kind: 'BONUS' }, { id: 'cong' }), line({ kind: 'DEDUCTION' }, { id: 'tru' })];

  it('may lie below zero, with bonus and deductions that net between the two', () => {
    expect(problemsIn(heading({ min: '-7', max: '7' }, ...net))).toEqual([]);
  });
  it('lies below the ceiling, and can be needed', () => {
    expect(problemsIn(heading({ min: '8', max: '7' }, ...net))).toEqual([
      'scoring.criteria[0].min: 8 is more than the max of 7',
    ]);
    expect(problemsIn(heading({ min: '-11' }, ...net))).toEqual([
      'scoring.criteria[0].min: -11 is never needed, its lines give at least -10',
    ]);
  });
  it('raises no line that was not assigned', () => {
    const left = line({ kind: 'JUDGED' }, { id: 'a', notApplicable: 'DROP' });
    expect(problemsIn(heading({ min: '5' }, left))).toEqual([
      'scoring.criteria[0].min: a may be left out (DROP), and the floor would give points for it',
    ]);
  });
});

describe('what a line may exceed', () => {
  it('is its max, where its rule can give more', () => {
    const overflow = 'ALLOWED';
    expect(problemsIn(scoringBy(line({ kind: 'MEAN' }, { overflow })))).toEqual([]);
    expect(problemsIn(scoringBy(line({ kind: 'PASS_FAIL' }, { overflow })))).toEqual([
      'scoring.criteria[0].overflow: a line of this kind never exceeds its max',
    ]);
    const leader = line({ kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } }, { overflow });
    expect(problemsIn(scoringBy(leader))).toHaveLength(1);
  });
  it('is not the scale: headings that add up to more need overflow (D39)', () => {
    const criteria = [judged('a', '60'), judged('b', '50'), line({ kind: 'BONUS' }, { id: 'c', max: '20' })];
    expect(problemsIn(scoringWith({ criteria, scale: '110', overflow: 'CAPPED' }))).toEqual([]);
    expect(problemsIn(scoringWith({ criteria, scale: '100', overflow: 'ALLOWED' }))).toEqual([]);
    expect(problemsIn(scoringWith({ criteria, scale: '100', overflow: 'CAPPED' }))).toEqual([
      'scoring.scale: the criteria add up to 110, more than the scale of 100; say so in overflow or mend one of them',
    ]);
  });
});
