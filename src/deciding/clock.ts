import { instantOf, type Instant } from '../kernel/instant.js';
import { StoreUnavailable } from '../log/event-store.js';

/**
 * So far, in milliseconds, a clock may leap between two looks, and a stream may be ahead of it. What is recorded with a
 * wrong clock is wrong for ever, and everything after it in its stream is dated no earlier.
 */
const A_DAY = 86_400_000;

/** So far, in milliseconds, a clock may be set back behind what was settled: then it is waited for in what is recorded. */
const A_CORRECTION = 10_000;

/** The clock of this machine cannot be believed: nothing is recorded until it can be again. */
export class ClockImplausible extends StoreUnavailable {
  constructor(why: string) {
    super(why);
    this.message = why;
    this.name = 'ClockImplausible';
  }
}

/**
 * The time of this machine. Many commands come in the same millisecond, and writing it out costs more than asking.
 * @throws ClockImplausible from when it was set by more than a day, until it is set back or the process starts anew.
 */
export function clock(
  wall: () => number = () => Date.now(),
  passed: () => number = () => performance.now(),
): () => Instant {
  let [at, instant] = [0, instantOf(0)];
  let last: Readonly<{ wall: number; passed: number }> | undefined;
  return () => {
    const now = wall();
    if (now === at) return instant;
    const look = { wall: now, passed: passed() };
    if (last && Math.abs(look.wall - last.wall - (look.passed - last.passed)) > A_DAY) {
      throw new ClockImplausible(
        `The clock was ${instantOf(last.wall)} and leapt to ${instantOf(now)}: set it right; if it is, start the service anew`,
      );
    }
    last = look;
    [at, instant] = [now, instantOf(now)];
    return instant;
  };
}

/** @throws ClockImplausible when what was recorded last in the stream is yet to come, by that clock. */
export function assertNotFarAhead(recordedAt: Instant, clock: Instant, stream: string): void {
  if (recordedAt <= clock || Date.parse(recordedAt) - Date.parse(clock) <= A_DAY) return;
  throw new ClockImplausible(
    `The last event of ${stream} was recorded at ${recordedAt}, and the clock says ${clock}: set the clock right; if it is, the ` +
      'event was recorded with a wrong one, and the stream takes no more until then',
  );
}

/** @throws ClockImplausible when an answer for ever was given as of an instant that is far ahead of that clock. */
export function assertNotSetBack(settled: Instant, clock: Instant): void {
  if (Date.parse(settled) - Date.parse(clock) <= A_CORRECTION) return;
  throw new ClockImplausible(
    `The clock was beyond ${settled} when an answer was given as of then, and now it says ${clock}: set it right; if it is, start the ` +
      'service anew',
  );
}
