import { exact, exactText } from '../../kernel/fraction.js';
import type { Criterion, ScoringRules } from '../../rulebooks/rulebook.values.js';
import { lineOf, linesOf } from './criteria-table.js';
import { readLine, withinLine } from './line-points.js';
import type { LineInput, ReviewedLine, ScoredLine, SelfLine } from './scoring.values.js';

/** The lines with the points they give by the rulebook, where these do not wait for the other units. */
export function scored<Line extends LineInput>(
  { criteria }: ScoringRules,
  lines: readonly Line[],
): readonly ScoredLine<Line>[] {
  return lines.map((line) => {
    const points = pointsOf(criteria, line);
    return points === undefined ? line : { points, ...line };
  });
}

/** The figures of before with those given in their place, in the order of the table. */
export function takenOver(
  criteria: readonly Criterion[],
  before: readonly ReviewedLine[],
  given: readonly ReviewedLine[],
): readonly ReviewedLine[] {
  return linesOf(criteria).flatMap(({ id }) => figureOf(given, id) ?? figureOf(before, id) ?? []);
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

function pointsOf(criteria: readonly Criterion[], input: LineInput): string | undefined {
  const line = lineOf(criteria, input.criterionId);
  if (line === undefined) return undefined;
  const reading = readLine(line, input);
  if (reading.kind === 'NOT_COUNTED') return '0';
  return reading.kind === 'POINTS' ? exactText(withinLine(line, reading.exact)) : undefined;
}
