import type { Position, Recorded } from '../src/kernel/event.js';
import type { Instant, LocalDate } from '../src/kernel/instant.js';
import type { Stored } from './read-model-store.js';

/**
 * A moment of the past, by one of its three clocks:
 * - `position`: what the log held up to there;
 * - `instant`: what had been recorded by then, by the clock that dated it;
 * - `day`: what had happened by the end of that day in Asia/Ho_Chi_Minh, whenever it was recorded. A partial `occurredOn`
 *   counts from the last day it can mean; an event without one counts from when it was recorded.
 *
 * What is answered about a position or an instant stays so for ever; about a day, until more is recorded of it.
 */
export type Moment = Readonly<{ position: Position }> | Readonly<{ instant: Instant }> | Readonly<{ day: LocalDate }>;

/** Whose turn it is by, and when the answer is not wanted any more. */
export type Asking = Readonly<{ caller: string; signal: AbortSignal }>;

/** What only the log itself can tell: one event of it, and any past state of a read model. */
export abstract class ReplayPort {
  /** The event at that place of the stream, as it was recorded: in its own schema, whole. It waits for no read model. */
  abstract event(stream: string, revision: number): Promise<Recorded | undefined>;

  /**
   * The row as it was, folded again from the streams that concern it, or `undefined` where there was none yet (or none
   * any more).
   * @throws NotYet when the moment has not come, or is no place of this log.
   * @throws NotSettled when events that count at that instant may still be on their way.
   * @throws TooManyReplays when too many wait to be folded.
   * @throws NotUnderstood when a newer release wrote what may concern the row.
   * @throws RangeError when no projection has that name.
   */
  abstract row<Row extends object>(
    model: string,
    key: string,
    moment: Moment,
    asking: Asking,
  ): Promise<Stored<Row> | undefined>;
}

/** What is asked about lies ahead: the answer would change. */
export class NotYet extends Error {
  constructor() {
    super('The moment has not come');
    this.name = 'NotYet';
  }
}

/** The instant has passed, and the answer could still change: ask again after so many seconds. */
export class NotSettled extends Error {
  constructor(readonly seconds: number) {
    super(`The moment is settled in ${seconds} s`);
    this.name = 'NotSettled';
  }
}

/** Too many questions about the past wait to be answered: ask again later. */
export class TooManyReplays extends Error {
  constructor() {
    super('Too many questions about the past wait');
    this.name = 'TooManyReplays';
  }
}
