import { setImmediate, setTimeout } from 'node:timers/promises';

/** Waits between tries, in milliseconds: the first, doubled each time up to the longest. */
export type RetryWaits = Readonly<{ first: number; longest: number }>;

/** How a store that fails is tried again, unless the options say otherwise. */
export const WAITS: RetryWaits = { first: 100, longest: 10_000 };

/** Waits a little longer after each failure in a row. */
export class Patience {
  private wait: number;

  constructor(
    private readonly waits: RetryWaits,
    private readonly signal: AbortSignal,
  ) {
    this.wait = waits.first;
  }

  /** @throws the error itself when there is to be no further try, because the signal aborted. */
  async after(error: unknown): Promise<void> {
    const wait = this.wait;
    this.wait = Math.min(wait * 2, this.waits.longest);
    // An abort in the middle of the wait is found below.
    await setTimeout(wait, undefined, { signal: this.signal }).catch(() => undefined);
    if (this.signal.aborted) throw error;
  }

  /** It went well: the next failure is a first one. */
  succeeded(): void {
    this.wait = this.waits.first;
  }
}

/** Gives the event loop back to requests once folding has held it for so many milliseconds. */
export class TimeSlice {
  private since = performance.now();

  constructor(private readonly milliseconds: number) {}

  async pauseWhenOver(): Promise<void> {
    if (performance.now() - this.since < this.milliseconds) return;
    await setImmediate();
    this.since = performance.now();
  }
}
