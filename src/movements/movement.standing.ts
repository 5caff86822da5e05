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

/** The movements that stand beside it at once, as its own record tells: what it goes on from, and what goes on from it. */
export function besides({ predecessors, successors }: Omit<MovementCited, 'movementId'>): readonly string[] {
  return [...predecessors, ...successors];
}

/** Whether the first goes on, at once or after others, from the second, whichever of two says so. */
export function follows(later: string, earlier: string, cited: readonly MovementCited[]): boolean {
  const way = new Set([earlier]);
  const nextIn = (step: string) => (one: MovementCited) => [
    ...(one.movementId === step ? one.successors : []),
    ...(one.predecessors.includes(step) ? [one.movementId] : []),
  ];
  // A set is walked to its end, also to what is added on the way.
  for (const step of way) for (const next of cited.flatMap(nextIn(step))) way.add(next);
  return way.has(later);
}
