import type { Recorded } from '../kernel/event.js';

/** Holds events, given in the order of the log, to what they say of themselves. The log itself does not know what that is. */
export interface Testimony {
  /** What is wrong with the event, if anything. */
  problemWith(event: Recorded): string | undefined;
  /** What is missing after the last event, if anything. */
  problemAtEnd(): string | undefined;
}
