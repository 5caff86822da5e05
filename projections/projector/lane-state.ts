import type { ReadModelStore } from '../../read-models/read-model-store.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { Patience } from './patience.js';
import type { Tenure } from './tenure.js';
import type { KnownLog } from './vetting.js';

/**
 * BUILDING: made beside the version that serves. STANDBY: another process folds it, and this one takes over when that one
 * falls silent. SUPERSEDED: the store serves a version newer than this code, which is left to the newer code.
 * FOREIGN: the store has it from another log, which may be using it. STORE_UNAVAILABLE: waiting to try again.
 */
export type LaneState = 'BUILDING' | 'LIVE' | 'STANDBY' | 'POISONED' | 'SUPERSEDED' | 'FOREIGN' | 'STORE_UNAVAILABLE';

/** As long as the store answers. */
export type Phase = Exclude<LaneState, 'STORE_UNAVAILABLE'>;

export type LaneSetting = Readonly<{
  projection: AnyProjection;
  store: ReadModelStore;
  known: KnownLog;
  tenure: Tenure;
  patience: Patience;
  /** Hears every failure of the store and every poison event. */
  report: (problem: string, error: unknown) => void;
  /** Hears every step forward. */
  advanced: () => void;
}>;

/** Why a read model is not as it should be, and what is to be done. */
export const REMEDIES = {
  WITHDRAWN:
    'Its rows were folded from events that this log does not have, as after a backup was put back. They are not shown and are being built anew: nothing is to be done',
  FOREIGN:
    'The store has its rows from another log; they are not shown. Give each log a database of its own; if the other log is gone, the command rebuild makes them anew from this one',
  SUPERSEDED: 'The store has it in a version newer than this code, which leaves it alone: nothing is to be done',
} as const;
