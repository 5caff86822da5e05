import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import type { Classification } from '../../src/emulation-years/ranking/ranking.values.js';
import { defined } from '../../src/kernel/defined.js';

/** The class that the event gives a unit. */
export function classificationIn({ data }: UnitClassified): Classification {
  const { unitId, classification, basis, reason } = data;
  return { unitId, classification, basis, ...defined({ reason }) };
}
