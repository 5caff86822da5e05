import type { Position } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';

/** So many are counted; who is further behind is shown as that. */
export const MOST_COUNTED = 10_000;

/**
 * How many events of the log lie after each of these positions, at most {@link MOST_COUNTED}. Positions are opaque, so the
 * events are counted: who has caught up costs nothing, who is behind costs a bounded read.
 */
export async function eventsBehind(events: EventStore, positions: readonly Position[]): Promise<readonly number[]> {
  const counts = positions.map(() => 0);
  const head = await events.head();
  const behind = positions.filter((position) => position < head);
  const [first] = behind.toSorted();
  if (first === undefined) return counts;
  let read = 0;
  for await (const batch of events.readAll(first)) {
    for (const { position } of batch.slice(0, MOST_COUNTED - read)) {
      positions.forEach((reached, index) => (counts[index] = (counts[index] ?? 0) + (reached < position ? 1 : 0)));
    }
    read += batch.length;
    if (read >= MOST_COUNTED) break;
  }
  return counts;
}
