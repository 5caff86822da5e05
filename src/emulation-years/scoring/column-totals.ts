import { exactText, ZERO } from '../../kernel/fraction.js';
import { allCriteria, type Criterion, type ScoringRules } from '../../rulebooks/rulebook.values.js';
import { lineOf, linesOf } from './criteria-table.js';
import { readLine, withinLine, type LineReading } from './line-points.js';
import type { ColumnTotals, LineInput, ScoredLine } from './scoring.values.js';
import { figureOf } from './sheet-lines.js';
import { deriveSheet, inPoints } from './sheet-total.js';

/**
 * A column of a sheet: its lines with the points they give by the rulebook, and what they come to, as far as neither waits for the other
 * units. Without a rulebook it is what the source tells, and worth nothing that we know of (decision 34).
 */
export function scoredColumn<Line extends LineInput>(
  rules: ScoringRules | undefined,
  lines: readonly Line[],
): ColumnTotals & Readonly<{ lines: readonly ScoredLine<Line>[] }> {
  if (rules === undefined) return { lines };
  const withPoints = lines.map((line) => {
    const points = pointsOf(rules.criteria, line);
    return points === undefined ? line : { points, ...line };
  });
  return { lines: withPoints, ...columnTotals(rules, lines) };
}

function pointsOf(criteria: readonly Criterion[], input: LineInput): string | undefined {
  const line = lineOf(criteria, input.criterionId);
  if (line === undefined) return undefined;
  const reading = readLine(line, input);
  if (reading.kind === 'NOT_COUNTED') return '0';
  return reading.kind === 'POINTS' ? exactText(withinLine(line, reading.exact)) : undefined;
}

/** What a column of a sheet comes to by itself: nothing is said of what waits for the other units, or misses a line. */
export function columnTotals(rules: ScoringRules, inputs: readonly LineInput[]): ColumnTotals {
  const open = linesOf(rules.criteria).filter((line) => isOpen(readLine(line, figureOf(inputs, line.id))));
  const { total, worth } = deriveSheet(rules, inputs);
  const headings = allCriteria(rules.criteria)
    .filter(
      (criterion) => criterion.kind === 'GROUP' && linesOf(criterion.children).every((line) => !open.includes(line)),
    )
    .map(({ id }) => ({ criterionId: id, ...inPoints(worth.get(id) ?? ZERO, rules) }));
  return {
    ...(open.length === 0 ? { total } : {}),
    ...(headings.length === 0 ? {} : { headings }),
  };
}

function isOpen({ kind }: LineReading): boolean {
  return kind !== 'POINTS' && kind !== 'NOT_COUNTED';
}
