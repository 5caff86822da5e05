import { setTimeout as pause } from 'node:timers/promises';

/** Waits between two tries, in milliseconds: the first, and what doubling it never exceeds. */
export type Waits = Readonly<{ first: number; longest: number }>;

/** Waits longer after each failure, up to a bound, and shortly again after a success. */
export class BackOff {
  readonly #waits: Waits;
  #next: number;

  constructor(waits: Waits) {
    this.#waits = waits;
    this.#next = waits.first;
  }

  /** How long to wait after one more failure, in milliseconds. */
  failed(): number {
    const wait = this.#next;
    this.#next = Math.min(wait * 2, this.#waits.longest);
    return wait;
  }

  succeeded(): void {
    this.#next = this.#waits.first;
  }
}

/** Resolves after that many milliseconds, or as soon as the signal aborts. */
export async function rest(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined);
}
