import { setTimeout as pause } from 'node:timers/promises';
import { ReadModelsUnavailable } from '../../read-models/read-model-store.js';
import type { Progress } from '../http/frame/read-your-writes.js';
import { forCertain } from '../log/for-certain.js';
import { BEGINNING, type Position } from '../kernel/event.js';
import type { Running } from './running.js';

const LOOK_EVERY_MS = 25;

export function progressOf({ events, readModels, models, projector }: Running): Progress {
  return {
    head: (position) => forCertain(events, () => events.head(), { answers: (head) => head < position }),
    caughtUp: (position, withinMs) =>
      projector === undefined || projector.standsBy
        ? seenAt(position, { readModels, models, withinMs })
        : projector.caughtUpTo(position, { timeoutMs: withinMs }),
  };
}

/** Where another process projects, only the read-model store knows its progress. */
async function seenAt(
  position: Position,
  { readModels, models, withinMs }: Pick<Running, 'readModels' | 'models'> & Readonly<{ withinMs: number }>,
): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const positions = await Promise.all(models.map((model) => readModels.position(model).catch(notSeen)));
    if (positions.every((reached) => reached >= position)) return true;
    if (performance.now() >= deadline) return false;
    await pause(LOOK_EVERY_MS);
  }
}

/** An unreachable store has reached nothing; it may be back before the deadline. */
function notSeen(error: unknown): Position {
  if (error instanceof ReadModelsUnavailable) return BEGINNING;
  throw error;
}
