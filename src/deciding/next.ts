import type { Command } from '../kernel/decider.js';
import type { Origin } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';

/** Asks what can be done next about a record, by whom. `record` is a command about it; which one does not matter. Plain data. */
export type NextRequest = Readonly<{ record: Command; origin: Origin; now: Instant }>;
