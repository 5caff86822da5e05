import type { Instant } from '../kernel/instant.js';

/** So far a clock may have been ahead of what was recorded after it without a word, in milliseconds. */
const A_DAY = 86_400_000;

/** Finds, in the order of the log, where a clock had run ahead: what came after it was recorded at an earlier instant. */
export class ClockTrail {
  #latest: Readonly<{ at: Instant; position: string }> | undefined;
  #ahead: Readonly<{ at: Instant; position: string }> | undefined;

  passes(recordedAt: Instant, position: string): void {
    if (this.#latest === undefined || recordedAt >= this.#latest.at) {
      this.#latest = { at: recordedAt, position };
      return;
    }
    if (Date.parse(this.#latest.at) - Date.parse(recordedAt) > A_DAY) this.#ahead ??= this.#latest;
  }

  /** About the first such place; or about the latest instant of the log, when even now that is yet to come. */
  get remark(): string | undefined {
    const now = Date.now();
    const future = this.#latest !== undefined && Date.parse(this.#latest.at) > now ? this.#latest : undefined;
    const place = this.#ahead ?? future;
    return place && `the clock was ahead at position ${place.position}: recorded at ${place.at}`;
  }
}
