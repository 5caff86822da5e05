import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;
/** Ends what hangs, on the busiest machine, and says nothing of speed. */
const LIMIT_MS = 60_000;

/**
 * Waits until the condition holds. @throws Error with the text of the condition when it does not hold in time: a test
 * that waited for ever would leave its processes behind.
 */
export async function eventually(holds: () => boolean | Promise<boolean>, withinMs = LIMIT_MS): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs / 1000} s: ${String(holds)}`);
    await pause(LOOK_EVERY_MS);
  }
}
