import { type Kept, type ModelId, type ReadModelStore, UNLEASED } from '../../read-models/read-model-store.js';
import type { Position } from '../../src/kernel/event.js';

/** Keeps rows in a build that has no owner, and takes it from where it is to that position. */
export async function keep(store: ReadModelStore, model: ModelId, rows: readonly Kept[], to: Position): Promise<void> {
  const from = await store.checkpoint(model);
  await store.commit(model, rows, { from, to, fence: UNLEASED.fence });
}
