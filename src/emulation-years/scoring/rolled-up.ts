import { exact, exactText, integer, plus, sum, times, ZERO, type Exact } from '../../kernel/fraction.js';
import { rounded, toPoints } from '../../kernel/points.js';
import type { RollUp, ScoringRules } from '../../rulebooks/rulebook.values.js';
import type { DerivedSheet } from './sheet-total.js';

/**
 * The sheet of a whole out of the sheets of its parts (D23): their totals added or averaged, exact or as they are printed; what tie
 * keys read likewise. It has no lines of its own. There is at least one part.
 */
export function rolledUp(rule: RollUp, parts: readonly DerivedSheet[], { rounding }: ScoringRules): DerivedSheet {
  const share = rule.by === 'SUM' ? integer(1) : integer(1).div(integer(parts.length));
  const of = (valueOf: (part: DerivedSheet) => Exact): Exact => times(sum(parts.map(valueOf)), share);
  const total = of(({ total: { exact: whole, points } }) => exact(rule.precision === 'EXACT' ? whole : points));
  return {
    lines: [],
    steps: [
      { step: 'ROLL_UP', value: exactText(total) },
      { step: 'ROUND', value: exactText(rounded(total, rounding)) },
    ],
    total: { exact: exactText(total), points: toPoints(total, rounding) },
    worth: eachOf(
      parts.map(({ worth }) => worth),
      share,
    ),
    rescaledWorth: (criterionId) => of((part) => part.rescaledWorth(criterionId)),
    assigned: new Set(parts.flatMap(({ assigned }) => [...assigned])),
    bonus: of(({ bonus }) => bonus),
    deductions: of(({ deductions }) => deductions),
    fullMarks: of(({ fullMarks }) => fullMarks),
    counted: eachOf(
      parts.map(({ counted }) => counted),
      share,
    ),
  };
}

function eachOf(parts: readonly ReadonlyMap<string, Exact>[], share: Exact): ReadonlyMap<string, Exact> {
  const sums = new Map<string, Exact>();
  for (const [id, value] of parts.flatMap((part) => [...part])) sums.set(id, plus(sums.get(id) ?? ZERO, value));
  return new Map([...sums].map(([id, value]) => [id, times(value, share)]));
}
