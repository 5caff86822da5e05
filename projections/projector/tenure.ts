import type { Lease, ModelId, ReadModelStore } from '../../read-models/read-model-store.js';

/** Milliseconds between two signs of life of an owner, and of silence after which its build falls to another process. */
export type LeaseTimes = Readonly<{ beat: number; silence: number }>;

/** A process that dies is replaced within four seconds; one that pauses for less keeps its work. */
export const LEASE_TIMES: LeaseTimes = { beat: 1_000, silence: 3_000 };

/**
 * The hold of this process on the build that it folds, or its watch over the process that does.
 *
 * What keeps two processes from folding one build is the fence, not the time: a process that takes a build over raises its fence,
 * and a commit under the old one is refused. So taking over is always safe, and time only says when it is worth while.
 */
export class Tenure {
  private mine: Lease = { owner: '', fence: 0, beat: 0 };
  private heard: { lease: Lease; model: ModelId; since: number } | undefined;

  constructor(
    private readonly store: ReadModelStore,
    private readonly owner: string,
    private readonly silence: number,
  ) {}

  /** What commits carry. */
  get fence(): number {
    return this.mine.fence;
  }

  /** Takes the build from its present owner. @throws BuildGone */
  async take(model: ModelId): Promise<void> {
    for (;;) {
      const { fence } = await this.store.lease(model);
      const next = { owner: this.owner, fence: fence + 1, beat: 0 };
      // Its owner may be giving signs of life faster than a slow store answers.
      if (!(await this.store.replaceLease(model, { fence }, next))) continue;
      this.mine = next;
      this.heard = undefined;
      return;
    }
  }

  /** Gives a sign of life. @returns whether the build is still ours. @throws BuildGone */
  async beat(model: ModelId): Promise<boolean> {
    const { mine } = this;
    const next = { ...mine, beat: mine.beat + 1 };
    if (await this.store.replaceLease(model, mine, next)) return this.lives(mine, next);
    const seen = await this.store.lease(model);
    if (seen.owner !== this.owner || seen.fence !== mine.fence) return false;
    // An earlier sign of life was written although its answer was lost.
    return this.lives(mine, seen);
  }

  /** Whether the owner of the build has given it up, or no sign of life for too long. @throws BuildGone */
  async hasFallenSilent(model: ModelId): Promise<boolean> {
    const lease = await this.store.lease(model);
    const now = performance.now();
    if (!this.heard || !isSame(this.heard, { lease, model })) this.heard = { lease, model, since: now };
    return lease.owner === '' || now - this.heard.since >= this.silence;
  }

  /** Gives the build up, so that another process need not wait for the silence. @throws BuildGone */
  async release(model: ModelId): Promise<void> {
    await this.store.replaceLease(model, this.mine, { ...this.mine, owner: '', beat: this.mine.beat + 1 });
  }

  private lives(mine: Lease, now: Lease): true {
    // The build may have been taken anew while the answer was on its way.
    if (this.mine === mine) this.mine = now;
    return true;
  }
}

type Heard = Readonly<{ lease: Lease; model: ModelId }>;

function isSame(a: Heard, b: Heard): boolean {
  return a.model.build === b.model.build && a.lease.fence === b.lease.fence && a.lease.beat === b.lease.beat;
}
