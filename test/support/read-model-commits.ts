import {
  type Changed,
  type Checkpoint,
  type ModelId,
  type ReadModelStore,
  UNFOLDED,
  UNLEASED,
} from '../../read-models/read-model-store.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { METADATA } from './store-events.js';

/** The identity of the log that test builds are folded from. */
export const LOG = 'the log of the test';

/** The checkpoint of a build at that position. */
export function mark(position: Position): Checkpoint {
  if (position === BEGINNING) return UNFOLDED;
  return { position, eventId: `event at ${position}`, salt: METADATA.salt };
}

/** Keeps rows in a build that has no owner, and takes it from where it is to that position. */
export async function keep(
  store: ReadModelStore,
  model: ModelId,
  rows: readonly Changed[],
  to: Position,
): Promise<void> {
  const from = await store.checkpoint(model);
  await store.commit(model, rows, { from, to: mark(to), fence: UNLEASED.fence });
}
