import { exact, ZERO } from '../kernel/fraction.js';
import type { Points, Rounding } from '../kernel/points.js';
import { bandProblems } from './band.validation.js';
import {
  decimalsProblems,
  distinct,
  pointsProblems,
  problem,
  withinMax,
  type Problem,
  type Problems,
} from './rulebook.problems.js';
import type { CriterionLine, LineRule } from './rulebook.values.js';

/** The most bands or options of one line. */
const MOST_STEPS = 400;

/** What is wrong with a line of the criteria table, by its kind. */
export function* lineProblems(line: CriterionLine, path: string, rounding: Rounding): Problems {
  yield* pointsProblems(line.max, `${path}.max`, rounding);
  if (line.knockOutAtZero === true && (line.kind === 'BONUS' || line.kind === 'DEDUCTION')) {
    yield problem(
      `${path}.knockOutAtZero`,
      `zero is usual for a ${line.kind} and must exclude nobody`,
      `0 điểm là bình thường với ${line.kind}, không được dùng để loại`,
    );
  } else if (line.knockOutAtZero === true && exact(line.max).equals(ZERO)) {
    yield problem(
      `${path}.knockOutAtZero`,
      'zero is the best that the line gives and must exclude nobody',
      '0 điểm là mức cao nhất của tiêu chí này, không được dùng để loại',
    );
  }
  if (line.overflow !== undefined && !mayOverflow(line)) {
    yield problem(
      `${path}.overflow`,
      `a line of this kind never exceeds its max`,
      `tiêu chí loại này không vượt mức tối đa`,
    );
  }
  yield* ruleProblems(line, path, line.max, rounding);
}

/** Lines whose rule can give more than they are worth. */
function mayOverflow(rule: LineRule): boolean {
  if (rule.kind === 'CURVE') return rule.curve.shape === 'PROPORTIONAL';
  return rule.kind === 'COUNT' || rule.kind === 'LINEAR' || rule.kind === 'MEAN';
}

function* ruleProblems(rule: LineRule, path: string, max: Points, rounding: Rounding): Problems {
  switch (rule.kind) {
    case 'CURVE':
      return yield* curveProblems(rule.curve, `${path}.curve`);
    case 'STEP':
      yield* stepsProblems(rule.bands, `${path}.bands`, ['bands', 'khoảng']);
      return yield* bandProblems(rule, `${path}.bands`, max);
    case 'OPTIONS':
      yield* stepsProblems(rule.options, `${path}.options`, ['options', 'phương án']);
      return yield* optionProblems(rule.options, `${path}.options`, max);
    case 'COUNT':
      return yield* withinMax(rule.pointsEach, `${path}.pointsEach`, max);
    case 'LINEAR':
      return yield* linearProblems(rule, path, max, rounding);
    case 'PENALTY':
      return yield* penaltyProblems(rule, path, rounding);
    case 'MEAN':
    case 'PASS_FAIL':
    case 'JUDGED':
    case 'BONUS':
    case 'DEDUCTION':
      return;
  }
}

type OfKind<Kind extends LineRule['kind']> = Extract<LineRule, { kind: Kind }>;

function* stepsProblems(steps: readonly object[], at: string, [en, vi]: readonly [string, string]): Problems {
  if (steps.length <= MOST_STEPS) return;
  yield problem(at, `${steps.length} ${en}, at most ${MOST_STEPS}`, `có ${steps.length} ${vi}, tối đa ${MOST_STEPS}`);
}

function* curveProblems(curve: OfKind<'CURVE'>['curve'], path: string): Problems {
  if (curve.shape !== 'PROPORTIONAL' || curve.floor === undefined) return;
  if (exact(curve.floor).compare(exact('1')) < 0) return;
  yield problem(`${path}.floor`, `${curve.floor} must be below 1`, `${curve.floor} phải nhỏ hơn 1`);
}

function* linearProblems(rule: OfKind<'LINEAR'>, path: string, max: Points, rounding: Rounding): Problems {
  if (exact(rule.pointsEach).compare(ZERO) <= 0) yield notAboveZero(rule.pointsEach, `${path}.pointsEach`);
  if (rule.min === undefined) return;
  yield* decimalsProblems(rule.min, `${path}.min`, rounding);
  if (exact(rule.min).compare(exact(max)) < 0) return;
  yield problem(
    `${path}.min`,
    `${rule.min} is not below the max of ${max}`,
    `${rule.min} không nhỏ hơn mức tối đa ${max}`,
  );
}

function* penaltyProblems({ pointsEach, losesAtMost }: OfKind<'PENALTY'>, path: string, rounding: Rounding): Problems {
  yield* pointsProblems(pointsEach, `${path}.pointsEach`, rounding);
  yield* pointsProblems(losesAtMost, `${path}.losesAtMost`, rounding);
  if (exact(pointsEach).equals(ZERO)) yield notAboveZero(pointsEach, `${path}.pointsEach`);
  if (exact(pointsEach).compare(exact(losesAtMost)) <= 0) return;
  yield problem(
    `${path}.pointsEach`,
    `${pointsEach} for one case is more than the ${losesAtMost} for all`,
    `${pointsEach} cho một trường hợp lớn hơn ${losesAtMost} cho tất cả`,
  );
}

function notAboveZero(points: Points, at: string): Problem {
  return problem(at, `${points} is not above 0`, `${points} phải lớn hơn 0`);
}

function* optionProblems(options: OfKind<'OPTIONS'>['options'], path: string, max: Points): Problems {
  if (options.length === 0) yield problem(path, 'there is nothing to choose from', 'không có phương án để chọn');
  for (const [index, { points }] of options.entries()) yield* withinMax(points, `${path}[${index}].points`, max);
  yield* distinct(
    options.map(({ id }) => id),
    path,
  );
}
