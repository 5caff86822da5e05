import { meets, type Period } from '../../kernel/partial-date.js';
import type { Evidence, ReferenceDocument } from '../../kernel/party.js';
import type { Points } from '../../kernel/points.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { LocalizedText } from '../../kernel/text.js';

/**
 * The raw input of one line: exactly the field its kind asks for. CURVE `value` and `target`; STEP, COUNT, LINEAR and PENALTY `value`;
 * OPTIONS `option`; MEAN `values`; PASS_FAIL `passed`; JUDGED, BONUS and DEDUCTION `mark` (a deduction is ≤ 0).
 * `notApplicable` instead of all of them when the criterion was not assigned.
 */
export type LineInput = Readonly<{
  criterionId: string;
  value?: string;
  target?: string;
  option?: string;
  values?: readonly string[];
  passed?: boolean;
  mark?: Points;
  notApplicable?: boolean;
}>;

/** What a unit hands in for a line: input, evidence (minh chứng), a note. */
export type SelfLine = LineInput & Readonly<{ evidence?: readonly Evidence[]; note?: string }>;

/** A line as the secretariat or the bloc sees it; a difference from the figure before needs a reason (R10). */
export type ReviewedLine = LineInput & Readonly<{ reason?: string }>;

/**
 * A line with the points it gives, as an exact text (`955`, `200/3`). Absent where the points depend on the other
 * units (a curve relative to the leader): those are computed in the ranking from all agreed inputs.
 */
export type ScoredLine<Line extends LineInput> = Line & Readonly<{ points?: string }>;

/** What a unit answers to the appraisal of one line (giải trình). */
export type LineExplanation = Readonly<{ criterionId: string; text: string }>;

/** A bonus or deduction that the secretariat enters on a line, with its document. */
export type EnteredMark = Readonly<{
  criterionId: string;
  mark: Points;
  reason?: string;
  document?: ReferenceDocument;
}>;

/** Whose score, of what. */
export type OfSheet = Readonly<{ unitId: string; scope: Scope }>;

/** Who is barred, by which ground; of a ground that is a zero on the sheet of a part, by which sheet (D23). */
export type OfGround = Readonly<{ unitId: string; ground: string; scope?: Scope }>;

export function isSameGround(a: OfGround, b: OfGround): boolean {
  return a.unitId === b.unitId && a.ground === b.ground && scopeKey(a.scope ?? {}) === scopeKey(b.scope ?? {});
}

/** A subject of a member (H6), by a name of its own, and the group of the rulebook in which it is ranked, where it is in one. */
export type RegisteredSubject = Readonly<{ subjectId: string; unitId: string; name: LocalizedText; group?: string }>;

/** The total: exact, after caps and rescaling, and rounded as the rulebook says. */
export type Total = Readonly<{ exact: string; points: Points }>;

/** What a heading gives, within its cap and floor. */
export type HeadingTotal = Total & Readonly<{ criterionId: string }>;

/** What the lines of a column (tự chấm, thẩm định, thống nhất) come to, as far as it does not wait for the other units. */
export type ColumnTotals = Readonly<{ total?: Total; headings?: readonly HeadingTotal[] }>;

/** The total that a source prints (D44): it stays beside what the lines give, and neither replaces the other. */
export type AsPrinted = Readonly<{ printedTotal?: Points }>;

/** How one line came to its points, step by step, so that an inspector computes it again. */
export type LineDerivation = Readonly<{
  criterionId: string;
  /** Exact points of the raw input by the line's rule. */
  exact: string;
  /** After the cap of the line. */
  capped: string;
  /** After rounding, where the rulebook rounds lines. */
  rounded: string;
  /** Of a curve relative to the leader, above the target: the largest share of target among the units compared. */
  leader?: string;
}>;

/** What is done between the lines and the total, in this order; ROLL_UP in place of the others where the parts are sheets. */
export const TOTAL_STEPS = ['ROLL_UP', 'SUM', 'GROUP_CAP', 'GROUP_FLOOR', 'RESCALE', 'SCALE_CAP', 'ROUND'] as const;

/** A step with the exact value after it. */
export type TotalStep = Readonly<{ step: (typeof TOTAL_STEPS)[number]; value: string; criterionId?: string }>;

/** How a sheet came to its total. */
export type TotalDerivation = Readonly<{
  lines: readonly LineDerivation[];
  steps: readonly TotalStep[];
  total: Total;
}>;

/**
 * Whether a card of the one scope can stand in a ranking of the other, for whatever it is a card of: it is of the same track and part of
 * the period, and of that group or of none.
 */
export function serves(card: Scope, ranking: Scope): boolean {
  const samePart = card.track === ranking.track && card.subPeriod === ranking.subPeriod;
  return samePart && (card.group === undefined || card.group === ranking.group);
}

/**
 * Whether the year of a unit is scored: it was a member at some time of it. A unit that left or was merged is still scored for it, one that
 * joined after the period is not (D22); one that need not be is exempted with a reason (D10).
 */
export function isScored(membership: Period, period: Period): boolean {
  return meets(membership, period);
}
