import { instantOf, type Instant } from '../kernel/instant.js';

/** The time of this machine. Many commands come in the same millisecond, and writing it out costs more than asking. */
export function clock(): () => Instant {
  let [at, instant] = [0, instantOf(0)];
  return () => {
    const now = Date.now();
    if (now !== at) [at, instant] = [now, instantOf(now)];
    return instant;
  };
}
