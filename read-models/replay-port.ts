import type { Position } from '../src/kernel/event.js';
import type { Instant, LocalDate } from '../src/kernel/instant.js';
import type { Stored } from './read-model-store.js';

/**
 * A moment of the past, by one of its three clocks:
 * - `position`: what the log held up to there;
 * - `instant`: what had been recorded by then (an event counts once the latest `recordedAt` of the log up to it is reached);
 * - `day`: what had happened by the end of that day in Asia/Ho_Chi_Minh, whenever it was recorded. A partial `occurredOn`
 *   counts from the last day it can mean; an event without one counts from when it was recorded.
 */
export type Moment = Readonly<{ position: Position }> | Readonly<{ instant: Instant }> | Readonly<{ day: LocalDate }>;

/** Any past state of a read model, folded again from the streams that concern one row. */
export abstract class ReplayPort {
  /**
   * The row as it was, or `undefined` where there was none yet (or none any more).
   * @throws RangeError when no projection has that name.
   */
  abstract row<Row extends object>(model: string, key: string, moment: Moment): Promise<Stored<Row> | undefined>;
}
