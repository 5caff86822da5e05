import { gatheredKind } from '../kernel/gathered.js';
import { movementStream } from './movement.events.js';
import { type Movement, movementHistories } from './movement.fold.js';

/** A movement that another names as its predecessor or successor. */
export type MovementCited = Readonly<{
  movementId: string;
  predecessors: readonly string[];
  successors: readonly string[];
}>;

export const MOVEMENT_CITED = gatheredKind<MovementCited>('MovementCited');

/** How a movement that another names is gathered. */
export function movementCited(movementId: string) {
  return { stream: movementStream(movementId), fold: movementHistories, kind: MOVEMENT_CITED, standingOf: cited };
}

function cited({ movementId, predecessors, successors }: Movement): MovementCited {
  return { movementId, predecessors, successors };
}
