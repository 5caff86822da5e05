import {
  BuildGone,
  CheckpointMoved,
  type Kept,
  LeaseLost,
  type ModelId,
  type ReadModelStore,
  type Step,
} from '../../read-models/read-model-store.js';
import type { Pace } from './pace.js';
import { type Patience, TimeSlice } from './patience.js';
import { Persistence } from './persistence.js';
import { Portion } from './portion.js';
import type { RowInProgress } from './row-in-progress.js';

/** The store as a lane sees it: asked until it answers. The place in the log is not left meanwhile. */
export class PatientStore {
  private readonly persistence: Persistence;
  private readonly portion = new Portion();

  constructor(
    private readonly store: ReadModelStore,
    patience: Patience,
    failed: (error: unknown) => void,
  ) {
    this.persistence = new Persistence(patience, failed);
  }

  get failing(): boolean {
    return this.persistence.failing;
  }

  /** @throws BuildGone @throws LeaseLost @throws CheckpointMoved, and any error once nothing is to be tried again. */
  ask<T>(question: (store: ReadModelStore) => Promise<T>): Promise<T> {
    return this.persistence.ask(() => question(this.store), isFinal);
  }

  /** Whether queries read that build. @throws as {@link ask} does. */
  async serves({ name, version, build }: ModelId): Promise<boolean> {
    const builds = await this.ask((store) => store.builds(name));
    return builds.some((one) => one.serves && one.version === version && one.build === build);
  }

  /** What is kept under those keys. @throws as {@link ask} does. */
  async load(model: ModelId, keys: readonly string[], pace: Pace): Promise<ReadonlyMap<string, Kept>> {
    const kept = new Map<string, Kept>();
    let asked = 0;
    while (asked < keys.length) {
      asked += await this.askInPortions(Math.min(pace.rowsAtOnce, keys.length - asked), async (store, size) => {
        const portion = keys.slice(asked, asked + size);
        for (const [key, row] of await store.load(model, portion)) kept.set(key, row);
        return portion.length;
      });
    }
    return kept;
  }

  /**
   * Writes in portions, the checkpoint with the last: should it end between two, the events are folded again into rows that
   * know their position.
   * @throws as {@link ask} does.
   */
  async keep(model: ModelId, changed: ReadonlySet<RowInProgress>, step: Step, pace: Pace): Promise<void> {
    const slice = new TimeSlice(pace.sliceMs);
    const rows = [...changed];
    let written = 0;
    do {
      written += await this.askInPortions(Math.min(pace.rowsAtOnce, rows.length - written), async (store, size) => {
        const portion = rows.slice(written, written + size);
        const last = written + portion.length === rows.length;
        // A field after a spread would take ten times as long.
        const changes = portion.map((row) => ({ isNew: row.isNew, ...row.kept() }));
        await store.commit(model, changes, last ? step : { ...step, to: step.from });
        for (const row of portion) row.isNew = false;
        return portion.length;
      });
      await slice.pauseWhenOver();
    } while (written < rows.length);
  }

  /** As many at once as the store is fast enough for; `question` tells how many it was about. */
  private async askInPortions(
    most: number,
    question: (store: ReadModelStore, size: number) => Promise<number>,
  ): Promise<number> {
    const rows = await this.ask(async (store) => {
      const size = this.portion.of(most);
      try {
        return await question(store, size);
      } catch (error) {
        if (!isFinal(error)) this.portion.failed(size);
        throw error;
      }
    });
    this.portion.succeeded(rows);
    return rows;
  }
}

/** Tried again, the store would answer the same. */
function isFinal(error: unknown): boolean {
  return error instanceof BuildGone || error instanceof LeaseLost || error instanceof CheckpointMoved;
}
