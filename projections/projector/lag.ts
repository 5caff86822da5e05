import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import { type EventStore, LogCut } from '../../src/log/event-store.js';

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
      const first = await firstAfter(events, position, head);
      if (first) oldest.set(position, first.metadata.recordedAt);
    }),
  );
  return oldest;
}

/** Where it is missing, the one before it, which is older. */
async function firstAfter(events: EventStore, position: Position, head: Position): Promise<Recorded | undefined> {
  try {
    for await (const [first] of events.readAll(position, 1)) return first;
    return undefined;
  } catch (error) {
    if (!(error instanceof LogCut)) throw error;
    return events.at(position === BEGINNING ? head : position);
  }
}
