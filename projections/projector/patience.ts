import { setImmediate } from 'node:timers/promises';
import { BackOff, rest, type Waits } from '../../src/log/back-off.js';

/** How a store that fails is tried again, unless the options say otherwise. */
export const WAITS: Waits = { first: 100, longest: 10_000 };

/** Waits a little longer after each failure in a row. */
export class Patience {
  private readonly backOff: BackOff;

  constructor(
    waits: Waits,
    private readonly signal: AbortSignal,
  ) {
    this.backOff = new BackOff(waits);
  }

  /** @throws the error itself when there is to be no further try, because the signal aborted. */
  async after(error: unknown): Promise<void> {
    await rest(this.backOff.failed(), this.signal);
    if (this.signal.aborted) throw error;
  }

  /** It went well: the next failure is a first one. */
  succeeded(): void {
    this.backOff.succeeded();
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
