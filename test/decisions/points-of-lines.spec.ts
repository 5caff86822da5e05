import { describe, expect, it } from '@jest/globals';
import { aboveTarget, readLine, unexpectedField, withinLine } from '../../src/emulation-years/scoring/line-points.js';
import type { LineInput } from '../../src/emulation-years/scoring/scoring.values.js';
import { exact, exactText } from '../../src/kernel/fraction.js';
import type { CriterionLine } from '../../src/rulebooks/rulebook.values.js';
import { judged, line } from '../support/mothers/scoring.js';

/** The points of an input, capped; or what else the line says of it. */
function read(of: CriterionLine, input: Omit<LineInput, 'criterionId'>): string {
  const reading = readLine(of, { criterionId: of.id, ...input });
  return reading.kind === 'POINTS' ? exactText(withinLine(of, reading.exact)) : reading.kind;
}

function outsideOf(of: CriterionLine, input: Omit<LineInput, 'criterionId'>): unknown {
  const reading = readLine(of, { criterionId: of.id, ...input });
  return reading.kind === 'POINTS' ? reading.outside : undefined;
}

function openOf(of: CriterionLine, value: string): unknown {
  const reading = readLine(of, { criterionId: of.id, value });
  return reading.kind === 'NOT_DEFINED' ? reading.open : undefined;
}

describe('a proportional curve', () => {
  const tax = line('thu-ngan-sach', '60', { kind: 'CURVE', curve: { shape: 'PROPORTIONAL' } });
  const floored = line('giai-ngan', '60', { kind: 'CURVE', curve: { shape: 'PROPORTIONAL', floor: '1/2' } });

  it('gives p % of the points for p % of the target, exactly', () => {
    expect(read(tax, { value: '1', target: '3' })).toBe('20');
    expect(read(tax, { value: '2', target: '7' })).toBe('120/7');
  });
  it('gives no more than the line for more than the target', () => {
    expect(read(tax, { value: '130', target: '100' })).toBe('60');
  });
  it('takes no result below zero, unless the table allows it, and then gives nothing for it', () => {
    expect(outsideOf(tax, { value: '-3', target: '100' })).toEqual({ value: '-3', min: '0', max: '∞' });
    const growth = line('tang-truong', '60', {
      kind: 'CURVE',
      curve: { shape: 'PROPORTIONAL' },
      negativeValues: 'ALLOWED',
    });
    expect(outsideOf(growth, { value: '-3', target: '100' })).toBeUndefined();
    expect(read(growth, { value: '-3', target: '100' })).toBe('0');
  });
  it('gives nothing below its floor, and its share on the floor', () => {
    expect(read(floored, { value: '49.99', target: '100' })).toBe('0');
    expect(read(floored, { value: '50', target: '100' })).toBe('30');
  });
  it('has no use for a target of zero or less', () => {
    expect(outsideOf(tax, { value: '5', target: '0' })).toEqual({ value: '0', min: '0', max: '∞' });
  });
  it('is missing without a value or without a target', () => {
    expect(read(tax, { value: '5' })).toBe('MISSING');
    expect(read(tax, { target: '5' })).toBe('MISSING');
  });
});

describe('the Quảng Trị curve, MS = 100, T = 50, leader 75', () => {
  const curve = line('chi-tieu', '100', { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } });
  const points = (value: string): string => {
    const reading = readLine(curve, { criterionId: 'chi-tieu', value, target: '50' });
    if (reading.kind === 'RELATIVE') return exactText(aboveTarget(curve, reading.share, exact('3/2')));
    return reading.kind === 'POINTS' ? exactText(reading.exact) : reading.kind;
  };

  it.each([
    ['40', '40'],
    ['50', '50'],
    ['60', '70'],
    ['75', '100'],
  ])('gives A = %s %s points', (value, expected) => {
    expect(points(value)).toBe(expected);
  });
  it('waits for the other units only above the target', () => {
    expect(read(curve, { value: '50', target: '50' })).toBe('50');
    expect(read(curve, { value: '50.01', target: '50' })).toBe('RELATIVE');
  });
});

describe('a step table (0 absences 5, 1 → 4, 2 → 3, 3 → 1)', () => {
  const bands = [{ upTo: '0', points: '5' }, { upTo: '1', points: '4' }, { upTo: '2', points: '3' }, { points: '1' }];
  const absences = line('vang-hop', '5', { kind: 'STEP', bands });

  it.each([
    ['0', '5'],
    ['1', '4'],
    ['1.5', '3'],
    ['2', '3'],
    ['3', '1'],
    ['99', '1'],
  ])('reads %s as %s points', (value, expected) => {
    expect(read(absences, { value })).toBe(expected);
  });
  it('says so when no band takes the value', () => {
    const open = line('vang-hop', '5', { kind: 'STEP', bands: bands.slice(0, 3) });
    expect(openOf(open, '3')).toEqual({ above: '2' });
  });
  it('takes no number below zero, unless the table allows it (D24: −3 reports gave full marks)', () => {
    expect(outsideOf(absences, { value: '-1' })).toEqual({ value: '-1', min: '0', max: '∞' });
    const change = line('bien-dong', '5', { kind: 'STEP', bands, negativeValues: 'ALLOWED' });
    expect(read(change, { value: '-1' })).toBe('5');
  });
});

describe('bands with two ends', () => {
  const bands = [
    { from: '90', below: '97', points: '3' },
    { from: '97', below: '98', notDefined: true },
    { from: '98', upTo: '100', points: '8' },
    { from: '160', below: '180', points: '10' },
  ];
  const by = (gaps: 'BELOW' | 'ABOVE' | 'REFUSE') => line('ty-le', '10', { kind: 'STEP', bands, gaps });

  it.each([
    ['90', '3'],
    ['96.999999', '3'],
    ['98', '8'],
    ['100', '8'],
    ['160', '10'],
    ['179.99', '10'],
  ])('read %s as %s points, however gaps are read', (value, points) => {
    for (const gaps of ['BELOW', 'ABOVE', 'REFUSE'] as const) expect(read(by(gaps), { value })).toBe(points);
  });
  it('name the band that the table leaves open', () => {
    for (const gaps of ['BELOW', 'ABOVE', 'REFUSE'] as const) {
      expect(openOf(by(gaps), '97')).toEqual({ from: '97', below: '98' });
      expect(openOf(by(gaps), '97.99')).toEqual({ from: '97', below: '98' });
    }
  });
  it('read a number between them as of the band below, the one above, or not at all', () => {
    expect(read(by('BELOW'), { value: '120' })).toBe('8');
    expect(read(by('BELOW'), { value: '180' })).toBe('10');
    expect(read(by('ABOVE'), { value: '120' })).toBe('10');
    expect(read(by('ABOVE'), { value: '0' })).toBe('3');
    expect(openOf(by('REFUSE'), '120')).toEqual({ above: '100', below: '160' });
    expect(openOf(by('REFUSE'), '89')).toEqual({ below: '90' });
    expect(openOf(by('REFUSE'), '180')).toEqual({ from: '180' });
  });
});

describe('points for each unit of a figure', () => {
  const beyond = line('vuot-ke-hoach', '10', { kind: 'LINEAR', pointsEach: '0.5', from: '100' });
  const net = line('tang-giam', '7', { kind: 'LINEAR', pointsEach: '2', min: '-7', negativeValues: 'ALLOWED' });

  it('count from where the table says, parts of a unit too, and stay within both ends', () => {
    expect(['90', '100', '101', '110.5', '120', '200'].map((value) => read(beyond, { value }))).toEqual([
      ...['0', '0', '1/2', '21/4', '10', '10'],
    ]);
    expect(['-9', '-3.5', '-1', '0', '3', '4'].map((value) => read(net, { value }))).toEqual([
      ...['-7', '-7', '-2', '0', '6', '7'],
    ]);
  });
  it('take no figure below zero, unless the table allows it', () => {
    expect(outsideOf(beyond, { value: '-1' })).toEqual({ value: '-1', min: '0', max: '∞' });
    expect(outsideOf(net, { value: '-1' })).toBeUndefined();
  });
});

describe('a penalty counted by cases', () => {
  const late = line('bao-cao', '5', { kind: 'PENALTY', pointsEach: '0.5', losesAtMost: '1.5' });

  it('leaves the line what the cases do not take, and takes no more than it may', () => {
    expect(['0', '1', '3', '4', '99'].map((value) => read(late, { value }))).toEqual(['5', '9/2', '7/2', '7/2', '7/2']);
  });
  it('counts whole cases, and none must be entered as 0', () => {
    expect(outsideOf(late, { value: '0.5' })).toEqual({ value: '0.5', min: '0', max: '∞' });
    expect(outsideOf(late, { value: '-1' })).toEqual({ value: '-1', min: '0', max: '∞' });
    expect(readLine(late, undefined)).toEqual({ kind: 'MISSING' });
  });
  it('lies beside the others as a mere deduction where the line is worth nothing', () => {
    const fine = line('vi-pham', '0', { kind: 'PENALTY', pointsEach: '2', losesAtMost: '10' });
    expect(['0', '3', '7'].map((value) => read(fine, { value }))).toEqual(['0', '-6', '-10']);
  });
});

describe('a line that may overflow', () => {
  const overflow = 'ALLOWED';
  it('gives more than its max where its rule does', () => {
    const curve = line('thu', '60', { kind: 'CURVE', curve: { shape: 'PROPORTIONAL' } }, { overflow });
    expect(read(curve, { value: '130', target: '100' })).toBe('78');
    expect(read(line('so', '10', { kind: 'COUNT', pointsEach: '2.5' }, { overflow }), { value: '5' })).toBe('25/2');
    expect(read(line('moi', '10', { kind: 'LINEAR', pointsEach: '1' }, { overflow }), { value: '12' })).toBe('12');
  });
  it('takes marks above the maximum into its mean', () => {
    const mean = line('kiem-tra', '10', { kind: 'MEAN' }, { overflow });
    expect(read(mean, { values: ['10', '12', '11'] })).toBe('11');
    expect(outsideOf(mean, { values: ['10', '12'] })).toBeUndefined();
    expect(outsideOf(mean, { values: ['10', '-1'] })).toEqual({ value: '-1', min: '0', max: '∞' });
  });
});

describe('the other kinds of line', () => {
  const options = [
    { id: 'tot', title: { vi: 'Tốt' }, points: '10' },
    { id: 'kha', title: { vi: 'Khá' }, points: '7.5' },
  ];
  const choice = line('xep-loai', '10', { kind: 'OPTIONS', options });
  const reports = line('bao-cao', '10', { kind: 'COUNT', pointsEach: '2.5' });
  const mean = line('kiem-tra', '10', { kind: 'MEAN' });
  const passed = line('dat-chuan', '20', { kind: 'PASS_FAIL' });
  const bonus = line('diem-thuong', '15', { kind: 'BONUS' });
  const deduction = line('diem-tru', '5', { kind: 'DEDUCTION' });

  it('OPTIONS gives the points of the option, and knows no other', () => {
    expect(read(choice, { option: 'kha' })).toBe('15/2');
    expect(read(choice, { option: 'kem' })).toBe('UNKNOWN_OPTION');
  });
  it('COUNT gives points for each, up to the line, and counts whole things', () => {
    expect(read(reports, { value: '3' })).toBe('15/2');
    expect(read(reports, { value: '5' })).toBe('10');
    expect(outsideOf(reports, { value: '1.5' })).toEqual({ value: '1.5', min: '0', max: '∞' });
    expect(outsideOf(reports, { value: '-1' })).toEqual({ value: '-1', min: '0', max: '∞' });
  });
  it('MEAN gives the exact mean, each mark within the line', () => {
    expect(read(mean, { values: ['10', '9', '9'] })).toBe('28/3');
    expect(outsideOf(mean, { values: ['10', '11'] })).toEqual({ value: '11', min: '0', max: '10' });
    expect(read(mean, { values: [] })).toBe('MISSING');
  });
  it('PASS_FAIL gives all or nothing', () => {
    expect(read(passed, { passed: true })).toBe('20');
    expect(read(passed, { passed: false })).toBe('0');
  });
  it('JUDGED takes a mark from zero to the line', () => {
    expect(read(judged('phan-1', '600'), { mark: '580.50' })).toBe('1161/2');
    expect(outsideOf(judged('phan-1', '600'), { mark: '600.01' })).toEqual({ value: '600.01', min: '0', max: '600' });
    expect(outsideOf(judged('phan-1', '600'), { mark: '-0.01' })).toEqual({ value: '-0.01', min: '0', max: '600' });
  });
  it('BONUS and DEDUCTION need not be filled', () => {
    expect(readLine(bonus, undefined)).toEqual({ kind: 'POINTS', exact: exact('0') });
    expect(readLine(deduction, undefined)).toEqual({ kind: 'POINTS', exact: exact('0') });
    expect(readLine(passed, undefined)).toEqual({ kind: 'MISSING' });
  });
  it('DEDUCTION takes what is zero or less, at most the line', () => {
    expect(read(deduction, { mark: '-2' })).toBe('-2');
    expect(outsideOf(deduction, { mark: '1' })).toEqual({ value: '1', min: '-5', max: '0' });
    expect(outsideOf(deduction, { mark: '-5.5' })).toEqual({ value: '-5.5', min: '-5', max: '0' });
    expect(read(deduction, { mark: '-5.5' })).toBe('-5');
  });
});

describe('a criterion that was not assigned', () => {
  it.each([
    ['FORBIDDEN', 'MISSING'],
    ['FULL', '60'],
    ['RESCALE', 'NOT_COUNTED'],
    ['DROP', 'NOT_COUNTED'],
    ['SEPARATE_GROUP', 'NOT_COUNTED'],
  ] as const)('is read by its policy: %s', (policy, expected) => {
    expect(read(judged('phan-1', '60', policy), { notApplicable: true })).toBe(expected);
  });
});

describe('an input', () => {
  it('has only the fields its kind asks for', () => {
    expect(unexpectedField(judged('phan-1', '600'), { criterionId: 'phan-1', mark: '5' })).toBeUndefined();
    expect(unexpectedField(judged('phan-1', '600'), { criterionId: 'phan-1', mark: '5', value: '3' })).toBe('value');
    expect(unexpectedField(judged('a', '6', 'DROP'), { criterionId: 'a', mark: '5', notApplicable: true })).toBe(
      'mark',
    );
  });
});
