import type { SheetDerivation, SheetPart } from '../../src/emulation-years/ranking/ranking.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { YearRanking } from '../ranking/ranking.js';
import type { Recording } from '../recording.js';

/** Of a sheet that was rolled up, what was exempt of its parts by then. */
export function leftOut(
  { exempt }: YearRanking,
  { event: { revision }, mode }: Recording,
  { unitId, parts }: SheetDerivation,
): YearRanking['exempt'] {
  if (parts === undefined) return [];
  return exempt.filter(({ value, recording }) => {
    const { subject, subPeriod } = value.scope ?? {};
    const counted = recording.event.revision < revision && !(mode === 'ACT' && recording.mode === 'CLAIM');
    const isPart = value.unitId === unitId && (subject ?? subPeriod) !== undefined;
    return isPart && counted && !isAmong(parts, defined({ subject, subPeriod }));
  });
}

/** Whether one of the parts, or of theirs, is of that subject and that part of the period. */
function isAmong(parts: readonly SheetPart[], { subject, subPeriod }: Scope): boolean {
  return parts.some(
    ({ scope, parts: own = [] }) =>
      isAmong(own, defined({ subject, subPeriod })) ||
      ((subject === undefined || scope.subject === subject) &&
        (subPeriod === undefined || scope.subPeriod === subPeriod)),
  );
}
