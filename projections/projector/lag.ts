import type { Position } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { EventStore } from '../../src/log/event-store.js';

/**
 * For each of these positions that lies before the head, when the first event after it was recorded. The log is asked, not
 * what has been delivered: what never comes is behind as well.
 */
export async function oldestAfter(
  events: EventStore,
  positions: readonly Position[],
  head: Position,
): Promise<ReadonlyMap<Position, Instant>> {
  const oldest = new Map<Position, Instant>();
  const behind = new Set(positions.filter((position) => position < head));
  await Promise.all(
    [...behind].map(async (position) => {
      for await (const [first] of events.readAll(position, 1)) {
        if (first) oldest.set(position, first.metadata.recordedAt);
        return;
      }
    }),
  );
  return oldest;
}
