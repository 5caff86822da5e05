import { exact } from '../../kernel/fraction.js';
import type { ScoringRules } from '../../rulebooks/rulebook.values.js';
import { linesOf } from './criteria-table.js';
import type { LineInput, ReviewedLine, ScoredLine, SelfLine } from './scoring.values.js';

/** The figures of before with those given in their place, in the order of the table; without one in that of the source. */
export function takenOver(
  rules: ScoringRules | undefined,
  before: readonly ReviewedLine[],
  given: readonly ReviewedLine[],
): readonly ReviewedLine[] {
  const told = [...before, ...given].map(({ criterionId }) => criterionId);
  const ids = rules === undefined ? [...new Set(told)] : linesOf(rules.criteria).map(({ id }) => id);
  return ids.flatMap((id) => figureOf(given, id) ?? figureOf(before, id) ?? []);
}

/** One figure a line: the latest entered stands. */
export function withFigure<Line extends LineInput>(lines: readonly Line[], figure: Line): readonly Line[] {
  return [...lines.filter(({ criterionId }) => criterionId !== figure.criterionId), figure];
}

export function figureOf<Line extends LineInput>(lines: readonly Line[], criterionId: string): Line | undefined {
  return lines.find((line) => line.criterionId === criterionId);
}

/** The unit's own figure without what it said to it: the evidence stays with the self-score. */
export function withoutEvidence({ evidence: _, note: __, ...figure }: ScoredLine<SelfLine>): ReviewedLine {
  return unscored(figure);
}

export function unscored({ points: _, ...figure }: ScoredLine<ReviewedLine>): ReviewedLine {
  return figure;
}

/** Whether both say the same: `5` and `5.00` do. */
export function sameFigure(a: LineInput, b: LineInput): boolean {
  return (
    a.option === b.option &&
    a.passed === b.passed &&
    (a.notApplicable ?? false) === (b.notApplicable ?? false) &&
    sameNumbers(numbersOf(a), numbersOf(b))
  );
}

function numbersOf({ value, target, mark, values = [] }: LineInput): readonly (string | undefined)[] {
  return [value, target, mark, ...values];
}

function sameNumbers(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): boolean {
  return a.length === b.length && a.every((number, place) => sameNumber(number, b[place]));
}

function sameNumber(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined ? a === b : exact(a).equals(exact(b));
}
