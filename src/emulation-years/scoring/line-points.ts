import {
  exact,
  integer,
  larger,
  minus,
  smaller,
  sum,
  ZERO,
  type Exact,
  type FractionText,
} from '../../kernel/fraction.js';
import type { CriterionLine, LineRule, Permission } from '../../rulebooks/rulebook.values.js';
import { readBands, type OpenRange } from './band-of.js';
import { isBesideScale } from './criteria-table.js';
import type { LineInput } from './scoring.values.js';

/** The range that an input left, as texts for the message; an open end is `∞`. */
export type OutsideRange = Readonly<{ value: string; min: string; max: string }>;

/** What the raw input of a line says under the line's rule. */
export type LineReading =
  /** Points by the rule, before the cap of the line. `outside`: the input itself left its range (R09). */
  | Readonly<{ kind: 'POINTS'; exact: Exact; outside?: OutsideRange }>
  /** Above the target of a curve relative to the leader: `share` is actual against target, the points depend on others. */
  | Readonly<{ kind: 'RELATIVE'; share: Exact }>
  /** The criterion was not assigned to the unit and gives no points. */
  | Readonly<{ kind: 'NOT_COUNTED'; policy: 'RESCALE' | 'DROP' | 'SEPARATE_GROUP' }>
  /** The table gives no points for that value. */
  | Readonly<{ kind: 'NOT_DEFINED'; value: string; open: OpenRange }>
  | Readonly<{ kind: 'UNKNOWN_OPTION'; option: string; allowed: readonly string[] }>
  | Readonly<{ kind: 'MISSING' }>;

type InputField = Exclude<keyof LineInput, 'criterionId'>;

/** The fields each kind of line asks for, all of them. */
const ASKED: Record<LineRule['kind'], readonly InputField[]> = {
  CURVE: ['value', 'target'],
  STEP: ['value'],
  OPTIONS: ['option'],
  COUNT: ['value'],
  LINEAR: ['value'],
  PENALTY: ['value'],
  MEAN: ['values'],
  PASS_FAIL: ['passed'],
  JUDGED: ['mark'],
  BONUS: ['mark'],
  DEDUCTION: ['mark'],
};
const INPUT_FIELDS: readonly InputField[] = ['value', 'target', 'option', 'values', 'passed', 'mark'];

const ONE = integer(1);
const HALF = exact('1/2');
const MISSING: LineReading = { kind: 'MISSING' };

/** The first field that a line of this kind has no use for: an input means one thing only. */
export function unexpectedField(line: CriterionLine, input: LineInput): InputField | undefined {
  const asked = input.notApplicable === true ? [] : askedOf(line);
  return INPUT_FIELDS.find((field) => input[field] !== undefined && !asked.includes(field));
}

/** The fields that a line of this kind asks for, all of them. */
export function askedOf({ kind }: CriterionLine): readonly InputField[] {
  return ASKED[kind];
}

/** Reads one line. A bonus or deduction that was not entered is zero; any other line without input is missing (R08). */
export function readLine(line: CriterionLine, input: LineInput | undefined): LineReading {
  if (isBesideScale(line) && (input === undefined || input.notApplicable === true)) return points(ZERO);
  if (input === undefined) return MISSING;
  return input.notApplicable === true ? readNotApplicable(line) : readInput(line, input);
}

/** What the line gives within its bounds: from {@link leastOf} on, at most its max unless it may overflow. */
export function withinLine(line: CriterionLine, value: Exact): Exact {
  const least = larger(value, leastOf(line));
  if (line.overflow === 'ALLOWED') return least;
  return smaller(least, line.kind === 'DEDUCTION' ? ZERO : exact(line.max));
}

/** The least that a line can give: of most lines nothing, of a deduction all it takes. */
function leastOf(line: CriterionLine): Exact {
  if (line.kind === 'DEDUCTION') return exact(line.max).neg();
  if (line.kind === 'PENALTY') return minus(exact(line.max), exact(line.losesAtMost));
  return line.kind === 'LINEAR' ? exact(line.min ?? '0') : ZERO;
}

/**
 * The upper half of the Quảng Trị curve (github.com/ThuatNguyen/NationalSecurityContest2): half of `max` for the target,
 * the other half in proportion to the leader's excess. `leader` is the largest share of target among the units compared.
 */
export function aboveTarget(line: CriterionLine, share: Exact, leader: Exact): Exact {
  const half = exact(line.max).mul(HALF);
  return half.add(share.sub(ONE).div(leader.sub(ONE)).mul(half));
}

function readNotApplicable(line: CriterionLine): LineReading {
  switch (line.notApplicable) {
    case 'FORBIDDEN':
      return MISSING;
    case 'FULL':
      return points(exact(line.max));
    case 'RESCALE':
    case 'DROP':
    case 'SEPARATE_GROUP':
      return { kind: 'NOT_COUNTED', policy: line.notApplicable };
  }
}

function readInput(line: CriterionLine, input: LineInput): LineReading {
  switch (line.kind) {
    case 'CURVE':
      return readCurve(line, input);
    case 'STEP':
      return readSteps(line, input.value);
    case 'OPTIONS':
      return readOption(line.options, input.option);
    case 'COUNT':
      return readCount(input.value, (count) => count.mul(exact(line.pointsEach)));
    case 'LINEAR':
      return readLinear(line, input.value);
    case 'PENALTY':
      return readCount(input.value, (count) => minus(exact(line.max), count.mul(exact(line.pointsEach))));
    case 'MEAN':
      return readMean(input.values ?? [], line.overflow === 'ALLOWED' ? undefined : line.max);
    case 'PASS_FAIL':
      return input.passed === undefined ? MISSING : points(input.passed ? exact(line.max) : ZERO);
    case 'JUDGED':
    case 'BONUS':
      return readMark(input.mark, '0', line.max);
    case 'DEDUCTION':
      return readMark(input.mark, `-${line.max}`, '0');
  }
}

function readCurve(line: Extract<CriterionLine, { kind: 'CURVE' }>, { value, target }: LineInput): LineReading {
  if (value === undefined || target === undefined) return MISSING;
  if (exact(target).compare(ZERO) <= 0) return outside({ value: target, min: '0', max: '∞' });
  const below = belowZero(line.negativeValues, value);
  if (below !== undefined) return below;
  const share = exact(value).div(exact(target));
  const max = exact(line.max);
  switch (line.curve.shape) {
    case 'PROPORTIONAL':
      return points(reachesFloor(share, line.curve.floor) ? share.mul(max) : ZERO);
    case 'RELATIVE_TO_LEADER':
      return share.compare(ONE) > 0 ? { kind: 'RELATIVE', share } : points(share.mul(max).mul(HALF));
  }
}

function reachesFloor(share: Exact, floor: FractionText | undefined): boolean {
  return floor === undefined || share.compare(exact(floor)) >= 0;
}

/** R09: a number below zero, where the rulebook does not allow one. */
function belowZero(negativeValues: Permission | undefined, value: string): LineReading | undefined {
  const isBelow = negativeValues !== 'ALLOWED' && exact(value).compare(ZERO) < 0;
  return isBelow ? outside({ value, min: '0', max: '∞' }) : undefined;
}

function readSteps(
  { bands, gaps, negativeValues }: Extract<LineRule, { kind: 'STEP' }>,
  value: string | undefined,
): LineReading {
  if (value === undefined) return MISSING;
  const below = belowZero(negativeValues, value);
  if (below !== undefined) return below;
  const read = readBands(bands, gaps ?? 'REFUSE', exact(value));
  return 'open' in read ? { kind: 'NOT_DEFINED', value, open: read.open } : points(exact(read.points));
}

function readLinear(
  { pointsEach, from = '0', negativeValues }: Extract<LineRule, { kind: 'LINEAR' }>,
  value: string | undefined,
): LineReading {
  if (value === undefined) return MISSING;
  return belowZero(negativeValues, value) ?? points(minus(exact(value), exact(from)).mul(exact(pointsEach)));
}

type Options = Extract<LineRule, { kind: 'OPTIONS' }>['options'];

function readOption(options: Options, id: string | undefined): LineReading {
  if (id === undefined) return MISSING;
  const option = options.find((known) => known.id === id);
  if (option !== undefined) return points(exact(option.points));
  return { kind: 'UNKNOWN_OPTION', option: id, allowed: options.map((known) => known.id) };
}

function readCount(value: string | undefined, pointsFor: (count: Exact) => Exact): LineReading {
  if (value === undefined) return MISSING;
  const count = exact(value);
  const isCount = count.d === 1n && count.compare(ZERO) >= 0;
  return isCount ? points(pointsFor(count)) : outside({ value, min: '0', max: '∞' });
}

function readMean(values: readonly string[], max: string | undefined): LineReading {
  if (values.length === 0) return MISSING;
  const mean = sum(values.map((value) => exact(value))).div(integer(values.length));
  const stray = values.find((value) => isOutside(value, '0', max));
  return stray === undefined ? points(mean) : { ...points(mean), outside: { value: stray, min: '0', max: max ?? '∞' } };
}

function readMark(mark: string | undefined, min: string, max: string): LineReading {
  if (mark === undefined) return MISSING;
  const reading = points(exact(mark));
  return isOutside(mark, min, max) ? { ...reading, outside: { value: mark, min, max } } : reading;
}

function isOutside(value: string, min: string, max: string | undefined): boolean {
  return exact(value).compare(exact(min)) < 0 || (max !== undefined && exact(value).compare(exact(max)) > 0);
}

function points(value: Exact): Extract<LineReading, { kind: 'POINTS' }> {
  return { kind: 'POINTS', exact: value };
}

function outside(range: OutsideRange): LineReading {
  return { ...points(ZERO), outside: range };
}
