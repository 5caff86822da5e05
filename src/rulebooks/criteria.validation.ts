import { exact, sum, type Exact } from '../kernel/fraction.js';
import type { Rounding } from '../kernel/points.js';
import { leastPoints, mostPoints, sumOf } from './criterion-bounds.js';
import { lineProblems } from './line.validation.js';
import { decimalsProblems, pointsProblems, problem, type Problems } from './rulebook.problems.js';
import { allCriteria, type Criterion, type CriterionGroup } from './rulebook.values.js';

/** The deepest level of a criteria table, headings included. Recursive walks of the tree rely on it. */
export const DEEPEST_CRITERION = 16;
export const MOST_CRITERIA = 500;
/**
 * The most lines that are curves. The exact total of a sheet has a denominator as long as the targets of its curves together; with
 * these and the digits of a measure it has at most 4,500 digits, also against a leader.
 */
export const MOST_CURVES = 100;

/** Whether the tree keeps within {@link DEEPEST_CRITERION}. It does not recurse, because the depth is still unknown. */
export function isShallow(criteria: readonly Criterion[]): boolean {
  let level = criteria;
  for (let depth = 0; depth < DEEPEST_CRITERION; depth += 1) {
    level = level.flatMap((criterion) => (criterion.kind === 'GROUP' ? criterion.children : []));
  }
  return level.length === 0;
}

/** What is wrong with lines and headings below that path. The tree must be shallow. */
export function* criteriaProblems(criteria: readonly Criterion[], path: string, rounding: Rounding): Problems {
  for (const [index, criterion] of criteria.entries()) {
    const at = `${path}[${index}]`;
    if (criterion.kind === 'GROUP') yield* groupProblems(criterion, at, rounding);
    else yield* lineProblems(criterion, at, rounding);
  }
}

function* groupProblems(group: CriterionGroup, path: string, rounding: Rounding): Problems {
  const { max, min, children } = group;
  if (children.length === 0) {
    yield problem(
      `${path}.children`,
      'a heading without lines gives nothing',
      'mục không có tiêu chí thì không có điểm',
    );
  }
  yield* criteriaProblems(children, `${path}.children`, rounding);
  if (max !== undefined) {
    yield* min === undefined
      ? pointsProblems(max, `${path}.max`, rounding)
      : decimalsProblems(max, `${path}.max`, rounding);
    yield* capProblems(exact(max), group, path);
  }
  if (min === undefined) return;
  yield* decimalsProblems(min, `${path}.min`, rounding);
  yield* floorProblems(exact(min), group, path);
}

/** A cap that its lines cannot reach is a mistake, and so is one that a single line exceeds where nothing takes points away. */
function* capProblems(max: Exact, { children, min }: CriterionGroup, path: string): Problems {
  const most = sumOf(children, mostPoints);
  if (most !== undefined && max.compare(most) > 0) {
    yield problem(
      `${path}.max`,
      `${max.toString()} can never be reached, its lines give at most ${most.toString()}`,
      `không thể đạt ${max.toString()}, các tiêu chí của mục cho tối đa ${most.toString()}`,
    );
  }
  if (min !== undefined) return;
  for (const [index, child] of children.entries()) {
    if (child.kind === 'DEDUCTION' || child.max === undefined || exact(child.max).compare(max) <= 0) continue;
    yield problem(
      `${path}.children[${index}].max`,
      `${child.max} is more than the ${max.toString()} of its heading`,
      `${child.max} lớn hơn ${max.toString()} của mục`,
    );
  }
}

/** A floor lies below the cap, can be needed, and raises no line that was not assigned: what such a line is worth says its policy. */
function* floorProblems(min: Exact, { max, children }: CriterionGroup, path: string): Problems {
  const [at, text] = [`${path}.min`, min.toString()];
  if (max !== undefined && min.compare(exact(max)) > 0) {
    yield problem(at, `${text} is more than the max of ${max}`, `${text} lớn hơn mức tối đa ${max}`);
  }
  const least = sum(children.map(leastPoints));
  if (min.compare(least) < 0) {
    yield problem(
      at,
      `${text} is never needed, its lines give at least ${least.toString()}`,
      `không bao giờ cần mức ${text}, các tiêu chí của mục cho ít nhất ${least.toString()}`,
    );
  }
  for (const line of allCriteria(children)) {
    if (line.kind === 'GROUP' || line.notApplicable === 'FORBIDDEN' || line.notApplicable === 'FULL') continue;
    yield problem(
      at,
      `${line.id} may be left out (${line.notApplicable}), and the floor would give points for it`,
      `${line.id} có thể không được giao (${line.notApplicable}), khi đó mức sàn sẽ cho điểm thay`,
    );
  }
}
