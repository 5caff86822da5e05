import { exact, larger, smaller, sum, ZERO, type Exact } from '../kernel/fraction.js';
import type { Points, Rounding } from '../kernel/points.js';
import type { Criterion, CriterionGroup, CriterionLine, LineRule } from './rulebook.values.js';

/** The deepest level of a criteria table, headings included. Recursive walks of the tree rely on it. */
export const DEEPEST_CRITERION = 16;
export const MOST_CRITERIA = 500;

/**
 * The most lines that are curves. The exact total of a sheet has a denominator as long as the targets of its curves together; with
 * these and the digits of a measure it has at most 4,500 digits, also against a leader.
 */
export const MOST_CURVES = 100;

/** Yields problems as text: the path of the field and what is wrong with it. */
export type Problems = Generator<string, void, void>;

/** Whether the tree keeps within {@link DEEPEST_CRITERION}. It does not recurse, because the depth is still unknown. */
export function isShallow(criteria: readonly Criterion[]): boolean {
  let level = criteria;
  for (let depth = 0; depth < DEEPEST_CRITERION; depth += 1) {
    level = level.flatMap((criterion) => (criterion.kind === 'GROUP' ? criterion.children : []));
  }
  return level.length === 0;
}

/** Lines and headings in reading order. The tree must be shallow. */
export function allCriteria(criteria: readonly Criterion[]): readonly Criterion[] {
  return criteria.flatMap((criterion) =>
    criterion.kind === 'GROUP' ? [criterion, ...allCriteria(criterion.children)] : [criterion],
  );
}

/** What is wrong with lines and headings below that path. The tree must be shallow. */
export function* criteriaProblems(criteria: readonly Criterion[], path: string, rounding: Rounding): Problems {
  for (const [index, criterion] of criteria.entries()) {
    const at = `${path}[${index}]`;
    if (criterion.kind === 'GROUP') yield* groupProblems(criterion, at, rounding);
    else yield* lineProblems(criterion, at, rounding);
  }
}

/** Points of a rulebook are never negative and never finer than its rounding. */
export function* pointsProblems(points: Points, path: string, { decimals }: Pick<Rounding, 'decimals'>): Problems {
  if (exact(points).compare(ZERO) < 0) yield `${path}: ${points} is below 0`;
  if ((points.split('.')[1] ?? '').length > decimals) yield `${path}: ${points} has more than ${decimals} decimals`;
}

function* groupProblems({ max, children }: CriterionGroup, path: string, rounding: Rounding): Problems {
  if (children.length === 0) yield `${path}.children: a heading without lines gives nothing`;
  yield* criteriaProblems(children, `${path}.children`, rounding);
  if (max === undefined) return;
  yield* pointsProblems(max, `${path}.max`, rounding);
  yield* capProblems(exact(max), children, path);
}

/** A cap that its lines cannot reach, or that a single line exceeds, is a mistake. */
function* capProblems(max: Exact, children: readonly Criterion[], path: string): Problems {
  const most = sum(children.map(mostPoints));
  if (max.compare(most) > 0) {
    yield `${path}.max: ${max.toString()} can never be reached, its lines give at most ${most.toString()}`;
  }
  for (const [index, child] of children.entries()) {
    if (child.kind === 'DEDUCTION' || child.max === undefined || exact(child.max).compare(max) <= 0) continue;
    yield `${path}.children[${index}].max: ${child.max} is more than the ${max.toString()} of its heading`;
  }
}

function* lineProblems(line: CriterionLine, path: string, rounding: Rounding): Problems {
  yield* pointsProblems(line.max, `${path}.max`, rounding);
  if (line.knockOutAtZero === true && (line.kind === 'BONUS' || line.kind === 'DEDUCTION')) {
    yield `${path}.knockOutAtZero: zero is usual for a ${line.kind} and must exclude nobody`;
  }
  yield* ruleProblems(line, path, line.max);
}

function* ruleProblems(rule: LineRule, path: string, max: Points): Problems {
  switch (rule.kind) {
    case 'CURVE':
      return yield* floorProblems(rule.curve, `${path}.curve`);
    case 'STEP':
      return yield* bandProblems(rule.bands, `${path}.bands`, max);
    case 'OPTIONS':
      return yield* optionProblems(rule.options, `${path}.options`, max);
    case 'COUNT':
      return yield* withinMax(rule.pointsEach, `${path}.pointsEach`, max);
    case 'MEAN':
    case 'PASS_FAIL':
    case 'JUDGED':
    case 'BONUS':
    case 'DEDUCTION':
      return;
  }
}

type OfKind<Kind extends LineRule['kind']> = Extract<LineRule, { kind: Kind }>;

function* floorProblems(curve: OfKind<'CURVE'>['curve'], path: string): Problems {
  if (curve.shape !== 'PROPORTIONAL' || curve.floor === undefined) return;
  if (exact(curve.floor).compare(exact('1')) >= 0) yield `${path}.floor: ${curve.floor} must be below 1`;
}

/** Bands ascend and the last is open: then each number falls into exactly one. */
function* bandProblems(bands: OfKind<'STEP'>['bands'], path: string, max: Points): Problems {
  const ends = bands.map(({ upTo }) => upTo);
  const last = ends.at(-1);
  if (bands.length === 0) yield `${path}: gap everywhere, there is no band`;
  if (last !== undefined) yield `${path}: gap above ${last}, the last band must be open`;
  for (const [index, { points, upTo }] of bands.entries()) {
    yield* withinMax(points, `${path}[${index}].points`, max);
    if (upTo === undefined && index < bands.length - 1)
      yield `${path}[${index}]: without upTo it overlaps what follows`;
    yield* overlapProblems(ends[index - 1], upTo, `${path}[${index}].upTo`);
  }
}

function* overlapProblems(before: string | undefined, upTo: string | undefined, path: string): Problems {
  if (before === undefined || upTo === undefined || exact(upTo).compare(exact(before)) > 0) return;
  yield `${path}: ${upTo} overlaps the band up to ${before}`;
}

function* optionProblems(options: OfKind<'OPTIONS'>['options'], path: string, max: Points): Problems {
  if (options.length === 0) yield `${path}: there is nothing to choose from`;
  for (const [index, { points }] of options.entries()) yield* withinMax(points, `${path}[${index}].points`, max);
  yield* distinct(
    options.map(({ id }) => id),
    path,
  );
}

function* withinMax(points: Points, path: string, max: Points): Problems {
  const value = exact(points);
  if (value.compare(ZERO) < 0 || value.compare(exact(max)) > 0) yield `${path}: ${points} is outside 0..${max}`;
}

/** No value stands twice. */
export function* distinct(values: readonly string[], path: string): Problems {
  const known = new Set<string>();
  const twice = values.filter((value) => known.size === known.add(value).size);
  for (const value of new Set(twice)) yield `${path}: ${value} stands more than once`;
}

/** The most a criterion can give under its own cap and the caps below it. A deduction gives nothing. */
function mostPoints(criterion: Criterion): Exact {
  if (criterion.kind === 'DEDUCTION') return ZERO;
  if (criterion.kind !== 'GROUP') return larger(exact(criterion.max), ZERO);
  const lines = sum(criterion.children.map(mostPoints));
  return criterion.max === undefined ? lines : smaller(lines, exact(criterion.max));
}
