import type { Criterion, CriterionLine } from '../../rulebooks/rulebook.js';

/** The lines of a criteria table (bảng tiêu chí) in reading order, whatever headings they stand under. */
export function linesOf(criteria: readonly Criterion[]): readonly CriterionLine[] {
  return criteria.flatMap((criterion) => (criterion.kind === 'GROUP' ? linesOf(criterion.children) : [criterion]));
}

export function lineOf(criteria: readonly Criterion[], criterionId: string): CriterionLine | undefined {
  return linesOf(criteria).find(({ id }) => id === criterionId);
}

/** Bonus and deduction lines (điểm thưởng, điểm trừ) stand beside the scale: they need not be filled and are never rescaled. */
export function isBesideScale({ kind }: CriterionLine): boolean {
  return kind === 'BONUS' || kind === 'DEDUCTION';
}
