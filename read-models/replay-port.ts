import type { Position, Recorded } from '../src/kernel/event.js';
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

/** What only the log itself can tell: one event of it, and any past state of a read model. */
export abstract class ReplayPort {
  /** The event at that place of the stream, as it was recorded: in its own schema, whole. It waits for no read model. */
  abstract event(stream: string, revision: number): Promise<Recorded | undefined>;

  /**
   * The row as it was, folded again from the streams that concern it, or `undefined` where there was none yet (or none
   * any more).
   * @throws RangeError when no projection has that name.
   */
  abstract row<Row extends object>(model: string, key: string, moment: Moment): Promise<Stored<Row> | undefined>;
}
