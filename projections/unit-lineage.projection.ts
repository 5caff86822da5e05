import { type Descent, type Predecessor, UNIT_LINEAGE } from '../read-models/unit-lineage/unit-lineage.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import type { Projection } from '../src/kernel/projection.js';
import type { UnitEvent } from '../src/units/unit.events.js';
import { currentVersion } from './recording/recording.js';

type FoldedEvent = Extract<UnitEvent, { type: 'UnitMerged' | 'UnitDissolved' | 'UnitSplit' }>;

/** Who goes on with whose work (kế thừa), found from the unit that goes on. */
export const unitLineage: Projection<Predecessor, FoldedEvent> = {
  name: UNIT_LINEAGE.name,
  version: 1,
  key: (event) => successorsIn(event).map((unitId) => UNIT_LINEAGE.keyOf(unitId, event.data.unitId)),
  // Predecessors are looked up as of now alone: a unit does not say which streams name it.
  streams: () => [],
  indexes: [['unitId', 'predecessor']],
  on: {
    UnitMerged: (row, event, key) => descended(row, { by: 'MERGER' }, event, key),
    UnitDissolved: (row, event, key) => descended(row, { by: 'DISSOLUTION' }, event, key),
    UnitSplit: (row, event, key) => descended(row, { by: 'SPLIT', ...defined({ ends: event.data.ends }) }, event, key),
  },
};

function successorsIn({ type, data }: FoldedEvent): readonly string[] {
  switch (type) {
    case 'UnitMerged':
      return [data.into];
    case 'UnitDissolved':
      return data.successor === undefined ? [] : [data.successor];
    case 'UnitSplit':
      return data.into;
  }
}

function descended(row: Predecessor | undefined, descent: Descent, event: Recorded, key: string): Predecessor {
  const [unitId, predecessor] = UNIT_LINEAGE.partsOf(key);
  return { unitId, predecessor, descent: currentVersion(row?.descent, descent, event) };
}
