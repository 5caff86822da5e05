import type { Batch } from './batch.js';
import type { Lane } from './lane.js';
import type { Pace } from './pace.js';

/** What lanes have folded and the store does not have yet: of each lane one batch at most. */
export class InHand {
  private readonly keeping = new Map<Lane, Promise<boolean>>();

  constructor(private readonly pace: Pace) {}

  /**
   * Folds the batch when the lane's last one is kept, and returns as soon as its rows are in the hands of the store.
   * @returns false when the lane did not take its last one up, so that this one does not follow. @throws why that was not kept.
   */
  async fold(lane: Lane, batch: Batch): Promise<boolean> {
    if ((await this.keeping.get(lane)) === false) return false;
    let folded: () => void = () => undefined;
    const isFolded = new Promise<void>((resolve) => (folded = resolve));
    const keeping = lane.advance(batch, this.pace, { folded });
    this.keeping.set(lane, keeping);
    // A failure is thrown where it is waited for.
    await Promise.race([isFolded, keeping.catch(() => undefined)]);
    return true;
  }

  /** Resolves when all is kept, with the lanes that did not take their last batch up. @throws why something was not kept. */
  async kept(): Promise<readonly Lane[]> {
    const lanes = await Promise.all([...this.keeping].map(async ([lane, kept]) => ((await kept) ? [] : [lane])));
    return lanes.flat();
  }

  /** Resolves when nothing is in hand any more, whatever became of it. */
  async end(): Promise<void> {
    await Promise.allSettled(this.keeping.values());
  }
}
