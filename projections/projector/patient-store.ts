import {
  BuildGone,
  CheckpointMoved,
  LeaseLost,
  type ModelId,
  type ReadModelStore,
  type Step,
} from '../../read-models/read-model-store.js';
import type { Pace } from './pace.js';
import { type Patience, TimeSlice } from './patience.js';
import type { RowInProgress } from './row-in-progress.js';

/** The store as a lane sees it: asked until it answers. The place in the log is not left meanwhile. */
export class PatientStore {
  failing = false;

  constructor(
    private readonly store: ReadModelStore,
    private readonly patience: Patience,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** @throws BuildGone @throws LeaseLost @throws CheckpointMoved, and any error once nothing is to be tried again. */
  async ask<T>(question: (store: ReadModelStore) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const answer = await question(this.store);
        this.failing = false;
        this.patience.succeeded();
        return answer;
      } catch (error) {
        // An answer like any other: the store is there.
        this.failing = !isFinal(error);
        if (!this.failing) throw error;
        this.failed(error);
        await this.patience.after(error);
      }
    }
  }

  /**
   * Writes in portions, the checkpoint with the last: should it end between two, the events are folded again into rows that
   * know their position.
   */
  async keep(model: ModelId, changed: ReadonlySet<RowInProgress>, step: Step, pace: Pace): Promise<void> {
    const slice = new TimeSlice(pace.sliceMs);
    const rows = [...changed];
    let written = 0;
    do {
      const portion = rows.slice(written, written + pace.rowsAtOnce).map((row) => row.kept());
      written += portion.length;
      const last = written === rows.length;
      await this.ask((store) => store.commit(model, portion, last ? step : { ...step, to: step.from }));
      await slice.pauseWhenOver();
    } while (written < rows.length);
  }
}

/** Tried again, the store would answer the same. */
function isFinal(error: unknown): boolean {
  return error instanceof BuildGone || error instanceof LeaseLost || error instanceof CheckpointMoved;
}
