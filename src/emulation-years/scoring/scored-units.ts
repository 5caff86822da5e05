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
