import { describe, expect, it } from '@jest/globals';
import type { LineInput } from '../../src/emulation-years/scoring/scoring.values.js';
import { deriveSheet, leadersOf } from '../../src/emulation-years/scoring/sheet-total.js';
import { heading, judged, line, scoringRules } from '../support/mothers/scoring.js';

const mark = (criterionId: string, points: string): LineInput => ({ criterionId, mark: points });
const ROUNDING = { decimals: 2, mode: 'HALF_UP' } as const;

describe('the rounding stage', () => {
  const criteria = [judged('a', '50'), judged('b', '50'), judged('c', '50')];
  const inputs = [mark('a', '33.335'), mark('b', '33.335'), mark('c', '33.335')];

  it('per line gives 33.34 three times: 100.02', () => {
    const rules = scoringRules(criteria, { rounding: { ...ROUNDING, stage: 'LINE' } });
    expect(deriveSheet(rules, inputs).total).toEqual({ exact: '5001/50', points: '100.02' });
  });
  it('at the end gives 100.005 and then 100.01', () => {
    const rules = scoringRules(criteria, { rounding: { ...ROUNDING, stage: 'TOTAL' } });
    expect(deriveSheet(rules, inputs).total).toEqual({ exact: '20001/200', points: '100.01' });
  });
  it('rounds half up in decimals: 1.005 is 1.01, which a binary float gives as 1.00', () => {
    const rules = scoringRules([judged('a', '50')], { rounding: { ...ROUNDING, stage: 'TOTAL' } });
    expect(deriveSheet(rules, [mark('a', '1.005')]).total.points).toBe('1.01');
  });
});

describe('bonus over the scale (TP.HCM, 97 + 10)', () => {
  const criteria = [judged('phan-chung', '100'), line('diem-thuong', '15', { kind: 'BONUS' })];
  const inputs = [mark('phan-chung', '97'), mark('diem-thuong', '10')];

  it('is 107 where the rulebook lets totals exceed the scale', () => {
    const rules = scoringRules(criteria, { scale: '100', overflow: 'ALLOWED' });
    expect(deriveSheet(rules, inputs).total).toEqual({ exact: '107', points: '107.00' });
  });
  it('is 100 where it does not, and the step is recorded', () => {
    const derived = deriveSheet(scoringRules(criteria, { scale: '100', overflow: 'CAPPED' }), inputs);
    expect(derived.total).toEqual({ exact: '100', points: '100.00' });
    expect(derived.steps).toEqual([
      { step: 'SUM', value: '107' },
      { step: 'SCALE_CAP', value: '100' },
      { step: 'ROUND', value: '100' },
    ]);
  });
});

describe('the cap of a heading', () => {
  const criteria = [
    heading('phan-1', '50', judged('a', '40'), heading('phan-1-1', '15', judged('b', '20'), judged('c', '20'))),
    line('diem-tru', '10', { kind: 'DEDUCTION' }),
  ];
  it('holds from the inside out, each cut a step of its own', () => {
    const derived = deriveSheet(scoringRules(criteria), [
      mark('a', '40'),
      mark('b', '10'),
      mark('c', '10'),
      mark('diem-tru', '-3'),
    ]);
    expect(derived.steps).toEqual([
      { step: 'SUM', value: '57' },
      { step: 'GROUP_CAP', value: '52', criterionId: 'phan-1-1' },
      { step: 'GROUP_CAP', value: '47', criterionId: 'phan-1' },
      { step: 'ROUND', value: '47' },
    ]);
    expect(derived.worth.get('phan-1')?.toFraction()).toBe('50');
    expect(derived.worth.get('phan-1-1')?.toFraction()).toBe('15');
    expect(derived.deductions.toFraction()).toBe('-3');
  });
});

describe('the floor of a heading', () => {
  const bonus = (id: string): ReturnType<typeof line> => line(id, '10', { kind: 'BONUS' });
  const net = { ...heading('rong', '7', bonus('cong'), line('tru', '20', { kind: 'DEDUCTION' })), min: '-7' };
  const rules = scoringRules([judged('a', '100'), net]);

  it.each([
    ['10', '-1', '107', 'GROUP_CAP'],
    ['10', '-4', '106', undefined],
    ['0', '-20', '93', 'GROUP_FLOOR'],
    ['1', '-8', '93', undefined],
  ])('bounds the net of %s and %s: %s in all', (more, less, total, step) => {
    const derived = deriveSheet(rules, [mark('a', '100'), mark('cong', more), mark('tru', less)]);
    expect(derived.total.exact).toBe(total);
    expect(derived.steps.find(({ criterionId }) => criterionId === 'rong')?.step).toBe(step);
  });

  it('lets two lines together lose no more than 1.5', () => {
    const late = (id: string): ReturnType<typeof line> =>
      line(id, '5', { kind: 'PENALTY', pointsEach: '0.5', losesAtMost: '5' });
    const both = scoringRules([{ ...heading('hai-dong', '10', late('x'), late('y')), min: '8.5' }]);
    const cases = (x: string, y: string): string =>
      deriveSheet(both, [
        { criterionId: 'x', value: x },
        { criterionId: 'y', value: y },
      ]).total.exact;
    expect([cases('0', '0'), cases('1', '1'), cases('3', '0'), cases('4', '9')]).toEqual(['10', '9', '17/2', '17/2']);
  });
});

describe('what tie keys count', () => {
  it('is what penalties take, lines at full marks, occurrences beyond the max', () => {
    const rules = scoringRules([
      line('cham', '5', { kind: 'PENALTY', pointsEach: '0.5', losesAtMost: '1.5' }),
      line('viec-tot', '10', { kind: 'COUNT', pointsEach: '5' }),
      judged('a', '10'),
      line('tru', '5', { kind: 'DEDUCTION' }),
    ]);
    const derived = deriveSheet(rules, [
      { criterionId: 'cham', value: '2' },
      { criterionId: 'viec-tot', value: '7' },
      mark('a', '9.99'),
      mark('tru', '-3'),
    ]);
    expect(derived.deductions.toFraction()).toBe('-4');
    expect(derived.fullMarks.toFraction()).toBe('1');
    expect(derived.counted.get('viec-tot')?.toFraction()).toBe('7');
  });
});

describe('criteria that were not assigned', () => {
  const table = (policy: 'FULL' | 'RESCALE' | 'DROP'): readonly ReturnType<typeof judged>[] => [
    judged('a', '700'),
    judged('b', '300', policy),
    line('diem-thuong', '50', { kind: 'BONUS' }),
  ];
  const inputs = [mark('a', '600'), { criterionId: 'b', notApplicable: true }, mark('diem-thuong', '20')];

  it('FULL counts full marks', () => {
    expect(deriveSheet(scoringRules(table('FULL')), inputs).total.points).toBe('920.00');
  });
  it('DROP counts nothing and leaves the rest as it is', () => {
    const derived = deriveSheet(scoringRules(table('DROP')), inputs);
    expect(derived.total.points).toBe('620.00');
    expect(derived.lines.map(({ criterionId }) => criterionId)).toEqual(['a', 'diem-thuong']);
  });
  it('RESCALE stretches the assigned points to the scale and leaves the bonus as it is: 600 × 1000/700 + 20', () => {
    const derived = deriveSheet(scoringRules(table('RESCALE')), inputs);
    expect(derived.total).toEqual({ exact: '6140/7', points: '877.14' });
    expect(derived.steps.map(({ step }) => step)).toEqual(['SUM', 'RESCALE', 'ROUND']);
  });
  it('RESCALE of the whole scale leaves nothing to stretch', () => {
    const rules = scoringRules([judged('a', '100', 'RESCALE')]);
    expect(deriveSheet(rules, [{ criterionId: 'a', notApplicable: true }]).total.points).toBe('0.00');
  });
});

describe('a curve relative to the leader', () => {
  const rules = scoringRules([line('chi-tieu', '100', { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } })]);
  const sheet = (value: string): readonly LineInput[] => [{ criterionId: 'chi-tieu', value, target: '50' }];
  const points = (value: string, ...others: readonly string[]): string =>
    deriveSheet(rules, sheet(value), leadersOf(rules, [sheet(value), ...others.map(sheet)])).total.points;

  it('is read against the largest share of all sheets: 40, 50, 70 and 100', () => {
    expect(['40', '50', '60', '75'].map((value) => points(value, '40', '50', '60', '75'))).toEqual([
      '40.00',
      '50.00',
      '70.00',
      '100.00',
    ]);
  });
  it('has no leader where nobody is above the target', () => {
    expect(points('45', '40', '50')).toBe('45.00');
  });
  it('names the leader’s share with the line', () => {
    const derived = deriveSheet(rules, sheet('60'), leadersOf(rules, [sheet('60'), sheet('75')]));
    expect(derived.lines).toEqual([
      { criterionId: 'chi-tieu', exact: '70', capped: '70', rounded: '70', leader: '3/2' },
    ]);
  });
});
