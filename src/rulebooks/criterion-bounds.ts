import { exact, larger, minus, smaller, sum, ZERO, type Exact } from '../kernel/fraction.js';
import type { Criterion } from './rulebook.values.js';

/** The most a criterion can give under its own cap and the caps below it; `undefined` without an upper end. A deduction gives nothing. */
export function mostPoints(criterion: Criterion): Exact | undefined {
  if (criterion.kind === 'DEDUCTION') return ZERO;
  if (criterion.kind !== 'GROUP') {
    return criterion.overflow === 'ALLOWED' ? undefined : larger(exact(criterion.max), ZERO);
  }
  const lines = sumOf(criterion.children, mostPoints);
  if (criterion.max === undefined) return lines;
  return lines === undefined ? exact(criterion.max) : smaller(lines, exact(criterion.max));
}

/** The least a criterion can give: a deduction takes all it can. */
export function leastPoints(criterion: Criterion): Exact {
  switch (criterion.kind) {
    case 'GROUP': {
      const lines = sum(criterion.children.map(leastPoints));
      return criterion.min === undefined ? lines : larger(lines, exact(criterion.min));
    }
    case 'DEDUCTION':
      return exact(criterion.max).neg();
    case 'PENALTY':
      return minus(exact(criterion.max), exact(criterion.losesAtMost));
    case 'LINEAR':
      return exact(criterion.min ?? '0');
    case 'CURVE':
    case 'STEP':
    case 'OPTIONS':
    case 'COUNT':
    case 'MEAN':
    case 'PASS_FAIL':
    case 'JUDGED':
    case 'BONUS':
      return ZERO;
  }
}

/** What they give together; `undefined` where one of them has no upper end. */
export function sumOf(
  criteria: readonly Criterion[],
  pointsOf: (criterion: Criterion) => Exact | undefined,
): Exact | undefined {
  const points = criteria.map(pointsOf);
  return points.includes(undefined) ? undefined : sum(points.filter((one) => one !== undefined));
}
