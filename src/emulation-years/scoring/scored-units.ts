import type { ScoringRules } from '../../rulebooks/rulebook.values.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { Scope } from '../../kernel/scope.js';
import type { YearFrame } from '../frame/frame.fold.js';
import { sheetOf, type ScoringState, type Sheet } from './scoring.fold.js';
import { isScored, serves } from './scoring.values.js';

/** Units whose year is scored, in the order of the bloc. */
export function scoredUnits({ members, period }: YearFrame, day: LocalDate): readonly string[] {
  return members.filter(({ membership }) => isScored(membership, period, day)).map(({ unitId }) => unitId);
}

/**
 * The agreed sheet by which a unit stands in a ranking of that scope: of the same track and part of the period; of the
 * subject the member chose, where the ranking names none; the whole unit's, where the ranking is of a group of units.
 */
export function agreedSheet(scoring: ScoringState, unitId: string, scope: Scope): Sheet | undefined {
  const exactly = sheetOf(scoring, { unitId, scope });
  if (exactly?.status === 'AGREED') return exactly;
  return Object.values(scoring.sheets).find(
    (sheet) => sheet.unitId === unitId && sheet.status === 'AGREED' && serves(sheet.scope, scope),
  );
}

/**
 * The agreed sheets by which a unit stands in a ranking of that scope: its one sheet of it, else, where the rulebook rolls up parts of
 * the period, those of all of them, in their order (D23). None where one of these is missing.
 */
export function agreedSheets(
  scoring: ScoringState,
  unitId: string,
  { scope, rules }: Readonly<{ scope: Scope; rules: Pick<ScoringRules, 'rollUp' | 'subPeriods'> | undefined }>,
): readonly Sheet[] {
  const own = agreedSheet(scoring, unitId, scope);
  if (own !== undefined) return [own];
  if (rules?.rollUp?.subPeriods === undefined || scope.subPeriod !== undefined) return [];
  const parts = (rules.subPeriods ?? []).map((subPeriod) => agreedSheet(scoring, unitId, { ...scope, subPeriod }));
  return parts.includes(undefined) ? [] : parts.filter((part) => part !== undefined);
}
