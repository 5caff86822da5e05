import { setTimeout } from 'node:timers/promises';

/** Milliseconds below which the first wait is drawn, about what a write takes to reach the replicas. */
const FIRST_MS = 20;
const MOST_MS = 160;

/**
 * Lets racers for one stream drift apart: each draws how long it waits before it decides again, from a span that doubles with
 * each race lost. Processes that decided again at once would meet again at once.
 */
export async function apart(nth: number): Promise<void> {
  await setTimeout(waitBefore(nth, Math.random()));
}

/** Milliseconds before the nth decision again, where chance is drawn from 0 up to 1. */
export function waitBefore(nth: number, chance: number): number {
  return chance * Math.min(FIRST_MS * 2 ** (nth - 1), MOST_MS);
}
