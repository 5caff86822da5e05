import type { Position } from '../../src/kernel/event.js';
import { isStopped, type Standing } from './standing.js';

export type Wish = Readonly<{ position: Position; timeoutMs: number; model: string | undefined }>;

type Waiter = Readonly<{
  position: Position;
  model: string | undefined;
  settle: (reached: boolean) => void;
}>;

/** Callers that wait until read models have come to a position. */
export class Waiters {
  private readonly waiting = new Set<Waiter>();

  constructor(private readonly lanes: () => readonly Standing[]) {}

  wait({ position, timeoutMs, model }: Wish): Promise<boolean> {
    if (!this.lanes().some((lane) => isOf(lane, model))) {
      return Promise.reject(new RangeError(`There is no read model ${model}`));
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.settle(false), timeoutMs);
      const settle = (reached: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        resolve(reached);
      };
      const waiter = { model, position, settle };
      this.waiting.add(waiter);
      this.look();
    });
  }

  get areWaiting(): boolean {
    return this.waiting.size > 0;
  }

  /** To be called whenever a lane has moved or stopped. */
  look(): void {
    if (this.waiting.size === 0) return;
    const lanes = this.lanes();
    for (const { model, position, settle } of [...this.waiting]) {
      const behind = lanes.filter((lane) => isOf(lane, model) && (!lane.serves || lane.position < position));
      if (behind.length === 0) settle(true);
      else if (behind.some(isStopped)) settle(false);
    }
  }

  /** Nothing will move any more. */
  dismiss(): void {
    for (const { settle } of [...this.waiting]) settle(false);
  }
}

function isOf({ model }: Standing, wanted: string | undefined): boolean {
  return wanted === undefined || model === wanted;
}
