import type { Build, ReadModelStore } from '../../read-models/read-model-store.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';

/** Up to where the build that queries read is folded; `BEGINNING` where none serves. */
export async function positionIn(store: ReadModelStore, model: string): Promise<Position> {
  return (await store.serving([model])).get(model)?.position ?? BEGINNING;
}

/** The build that queries read. */
export async function servedBy(store: ReadModelStore, model: string): Promise<Build | undefined> {
  const serving = (await store.serving([model])).get(model);
  return serving && { version: serving.version, build: serving.build };
}
