import { instantOf, type Instant } from '../kernel/instant.js';
import { StoreUnavailable } from '../log/event-store.js';

/**
 * So far, in milliseconds, a clock may leap or creep within {@link WATCHED}: more than what a time service corrects, or a machine stands
 * still while it is copied. What is recorded with a wrong clock is wrong for ever.
 */
const A_LEAP = 60_000;

/** For so long, in milliseconds, a clock is compared with the same look at it: one that goes wrong by little steps is noticed too. */
const WATCHED = 3_600_000;

/** So far, in milliseconds, a stream may be ahead of the clock: what follows in it is dated no earlier. */
const A_DAY = 86_400_000;

/** So far, in milliseconds, a clock may be set back behind what was recorded or settled: then what is recorded waits for it. */
const A_CORRECTION = 10_000;

/** The clock of this machine, or a record, cannot be right: nothing is recorded until it can be. */
export class ClockImplausible extends StoreUnavailable {
  constructor(why: string) {
    super(why);
    this.message = why;
    this.name = 'ClockImplausible';
  }
}

/**
 * The time of this machine. Many commands come in the same millisecond, and writing it out costs more than asking.
 * @throws ClockImplausible from when it was set by more than a minute within an hour, at once or by steps, until it is set back or the process starts anew.
 */
export function clock(
  wall: () => number = () => Date.now(),
  passed: () => number = () => performance.now(),
): () => Instant {
  let [at, instant] = [0, instantOf(0)];
  // From the beginning on: what is asked first may come long after.
  let first = { wall: wall(), passed: passed() };
  return () => {
    const now = wall();
    if (now === at) return instant;
    const look = { wall: now, passed: passed() };
    const wanted = first.wall + look.passed - first.passed;
    if (Math.abs(look.wall - wanted) > A_LEAP) {
      throw new ClockImplausible(
        `The clock leapt to ${instantOf(now)}, and by what has passed since ${instantOf(first.wall)} it is ` +
          `${instantOf(Math.round(wanted))}: set it right; if it is, start the service anew`,
      );
    }
    if (look.passed - first.passed >= WATCHED) first = look;
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

/** @throws ClockImplausible when something was recorded, or an answer for ever given, at an instant that is far ahead of that clock. */
export function assertNotSetBack(reached: Instant, clock: Instant): void {
  if (!isFarAhead(reached, clock)) return;
  throw new ClockImplausible(
    `The clock says ${clock}, and the ledger has come to ${reached} already: set the clock right, or wait until then; if it is right, ` +
      'the last record was made with a wrong one: start the service anew, with "start --trust-clock"',
  );
}

/** Whether that instant is ahead of the clock by more than what passes by itself. */
export function isFarAhead(instant: Instant, clock: Instant): boolean {
  return Date.parse(instant) - Date.parse(clock) > A_CORRECTION;
}
