import type { Command } from '../kernel/decider.js';
import type { Considered } from '../kernel/considered.js';
import type { Origin } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';

/** Asks what can be done next about a record, by whom. `record` is a command about it; which one does not matter. Plain data. */
export type NextRequest = Readonly<{ record: Command; origin: Origin; now: Instant }>;

/**
 * What could come next about a record, by acts alone, since a claim unlocks none; `told` makes plain data of it once each is considered, in
 * the same order.
 */
export type Ahead = Readonly<{
  candidates: readonly Command[];
  told: (considered: readonly Considered[]) => object;
}>;
