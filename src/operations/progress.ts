import { setTimeout as pause } from 'node:timers/promises';
import { ReadModelsUnavailable, type Serving } from '../../read-models/read-model-store.js';
import type { Progress } from '../http/frame/read-your-writes.js';
import { forCertain } from '../log/for-certain.js';
import { BEGINNING, type Position } from '../kernel/event.js';
import type { Running } from './running.js';

const LOOK_EVERY_MS = 25;

export function progressOf({ events, readModels, models, projector }: Running): Progress {
  const looks = new Looks({ readModels, models });
  return {
    head: (position) => forCertain(events, () => events.head(), { answers: (head) => head < position }),
    caughtUp: (position, withinMs) =>
      projector === undefined || projector.standsBy
        ? looks.see(position, withinMs)
        : projector.caughtUpTo(position, { timeoutMs: withinMs }),
  };
}

/**
 * Where another process projects, only the read-model store knows its progress. It is asked once for all who wait, however
 * many they are, and again when {@link LOOK_EVERY_MS} have passed.
 */
class Looks {
  #look: Promise<readonly Position[]> | undefined;
  #begun = 0;
  #isOver = true;

  constructor(private readonly stores: Pick<Running, 'readModels' | 'models'>) {}

  /** Whether all read models are seen at that position within so many milliseconds. */
  async see(position: Position, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const positions = await this.#latest();
      if (positions.every((reached) => reached >= position)) return true;
      if (performance.now() >= deadline) return false;
      await pause(LOOK_EVERY_MS);
    }
  }

  #latest(): Promise<readonly Position[]> {
    const isFresh = !this.#isOver || performance.now() - this.#begun < LOOK_EVERY_MS;
    if (this.#look !== undefined && isFresh) return this.#look;
    this.#begun = performance.now();
    this.#isOver = false;
    this.#look = this.#positions().finally(() => {
      this.#isOver = true;
    });
    return this.#look;
  }

  async #positions(): Promise<readonly Position[]> {
    const { readModels, models } = this.stores;
    const serving = await readModels.serving(models).catch(notSeen);
    return models.map((model) => serving.get(model)?.position ?? BEGINNING);
  }
}

/** An unreachable store has reached nothing; it may be back before the deadline. */
function notSeen(error: unknown): ReadonlyMap<string, Serving> {
  if (error instanceof ReadModelsUnavailable) return new Map();
  throw error;
}
