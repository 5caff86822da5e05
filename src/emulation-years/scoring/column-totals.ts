import { ZERO } from '../../kernel/fraction.js';
import { allCriteria, type ScoringRules } from '../../rulebooks/rulebook.values.js';
import { linesOf } from './criteria-table.js';
import { readLine, type LineReading } from './line-points.js';
import type { ColumnTotals, LineInput } from './scoring.values.js';
import { figureOf } from './sheet-lines.js';
import { deriveSheet, inPoints } from './sheet-total.js';

/** What a column of a sheet comes to by itself: nothing is said of what waits for the other units, or misses a line. */
export function columnTotals(rules: ScoringRules, inputs: readonly LineInput[]): ColumnTotals {
  const open = linesOf(rules.criteria).filter((line) => isOpen(readLine(line, figureOf(inputs, line.id))));
  const { total, worth } = deriveSheet(rules, inputs);
  const headings = allCriteria(rules.criteria)
    .filter((criterion) => criterion.kind === 'GROUP' && linesOf([criterion]).every((line) => !open.includes(line)))
    .map(({ id }) => ({ criterionId: id, ...inPoints(worth.get(id) ?? ZERO, rules) }));
  return {
    ...(open.length === 0 ? { total } : {}),
    ...(headings.length === 0 ? {} : { headings }),
  };
}

function isOpen({ kind }: LineReading): boolean {
  return kind !== 'POINTS' && kind !== 'NOT_COUNTED';
}
