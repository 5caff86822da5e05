import type { AnyProjection } from '../src/kernel/projection.js';
import { pledgeStatus } from './pledge-status.projection.js';

/** Every read model there is, by name: what the projector folds and a replay can fold again. */
export const PROJECTIONS: readonly AnyProjection[] = [pledgeStatus];
