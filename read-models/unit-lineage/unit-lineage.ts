import { readModel } from '../read-model.js';
import type { Current } from '../recording.js';

/** How the work of a unit, or part of it, came to another. */
export const DESCENTS = ['MERGER', 'SPLIT', 'DISSOLUTION'] as const;
export type Descent = Readonly<{
  by: (typeof DESCENTS)[number];
  /** Of a split: whether the predecessor is no more; absent where a source does not say. */
  ends?: boolean;
}>;

/**
 * That one unit goes on with the work of another (kế thừa). Key: {@link UNIT_LINEAGE}. The record of the predecessor says it; here it
 * is found from the other end.
 */
export type Predecessor = Readonly<{ unitId: string; predecessor: string; descent: Current<Descent> }>;

export const UNIT_LINEAGE = readModel<Predecessor, [unitId: string, predecessor: string]>(
  'unit-lineage',
  (...parts) => parts.join('/'),
  (key) => {
    const [unitId = '', predecessor = ''] = key.split('/');
    return [unitId, predecessor];
  },
);
