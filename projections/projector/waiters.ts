import type { Position } from '../../src/kernel/event.js';
import type { Lane } from './lane.js';

export type Wish = Readonly<{ position: Position; timeoutMs: number; model: string | undefined }>;

/** Callers that wait until read models have come to a position. */
export class Waiters {
  private readonly waiting = new Set<{
    lanes: readonly Lane[];
    position: Position;
    settle: (reached: boolean) => void;
  }>();

  constructor(private readonly lanes: readonly Lane[]) {}

  wait({ position, timeoutMs, model }: Wish): Promise<boolean> {
    const lanes = this.lanes.filter((lane) => model === undefined || lane.model.name === model);
    if (lanes.length === 0) return Promise.reject(new RangeError(`There is no read model ${model}`));
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.settle(false), timeoutMs);
      const settle = (reached: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        resolve(reached);
      };
      const waiter = { lanes, position, settle };
      this.waiting.add(waiter);
      this.look();
    });
  }

  /** To be called whenever a lane has moved or stopped. */
  look(): void {
    for (const { lanes, position, settle } of [...this.waiting]) {
      const behind = lanes.filter((lane) => !lane.serves || lane.position < position);
      if (behind.length === 0) settle(true);
      else if (behind.some((lane) => lane.stopped)) settle(false);
    }
  }

  /** Nothing will move any more. */
  dismiss(): void {
    for (const { settle } of [...this.waiting]) settle(false);
  }
}
