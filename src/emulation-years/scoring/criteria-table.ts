import type { Criterion, CriterionLine, ScoringRules } from '../../rulebooks/rulebook.values.js';

/** By table: a published rulebook never changes, and every check of a sheet asks for the lines again. */
const known = new WeakMap<readonly Criterion[], readonly CriterionLine[]>();

/** The lines of a criteria table (bảng tiêu chí) in reading order, whatever headings they stand under. */
export function linesOf(criteria: readonly Criterion[]): readonly CriterionLine[] {
  const found = known.get(criteria);
  if (found !== undefined) return found;
  const lines = criteria.flatMap(linesUnder);
  known.set(criteria, lines);
  return lines;
}

function linesUnder(criterion: Criterion): readonly CriterionLine[] {
  return criterion.kind === 'GROUP' ? criterion.children.flatMap(linesUnder) : [criterion];
}

/** The table that a sheet is held against: an empty one where the year adopted no rulebook, which asks for nothing. */
export function tableOf(rules: ScoringRules | undefined): Pick<ScoringRules, 'criteria'> {
  return rules ?? { criteria: [] };
}

export function lineOf(criteria: readonly Criterion[], criterionId: string): CriterionLine | undefined {
  return linesOf(criteria).find(({ id }) => id === criterionId);
}

/** Bonus and deduction lines (điểm thưởng, điểm trừ) stand beside the scale: they need not be filled and are never rescaled. */
export function isBesideScale({ kind }: CriterionLine): boolean {
  return kind === 'BONUS' || kind === 'DEDUCTION';
}
