import type { Checkpoint } from '../../read-models/read-model-store.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { foldInto, keysOf, type RowInProgress } from './row-in-progress.js';

/** An event with the rows it changes, and what made the projection stop at it, if anything did. */
export type Touch = {
  readonly event: Recorded;
  readonly keys: readonly string[];
  poison: { error: unknown } | undefined;
};

/**
 * Sees a live read model take up events, and what it returns is called when they are kept; a touch that stopped the
 * projection says so by then.
 */
export type FoldWatch = (model: string, touches: readonly Touch[]) => () => void;

/** Who hears what becomes of a batch: `folded` when nothing of it is left to do here but to wait for the store. */
export type Hearing = Readonly<{ watch?: FoldWatch | undefined; folded?: () => void }>;

const unseen = (): void => undefined;
export const UNWATCHED: FoldWatch = () => unseen;

/** Which rows each event changes, up to the first event that the projection cannot even give a key. */
export function touchesOf(projection: AnyProjection, events: readonly Recorded[]): Touch[] {
  const touches: Touch[] = [];
  for (const event of events) {
    try {
      const keys = keysOf(projection, event);
      if (keys.length > 0) touches.push({ event, keys, poison: undefined });
    } catch (error) {
      touches.push({ event, keys: [], poison: { error } });
      break;
    }
  }
  return touches;
}

/** Folds the events into the rows, up to the first that cannot be folded, which is marked. Returns the rows that changed. */
export function foldTouches(
  projection: AnyProjection,
  touches: readonly Touch[],
  rows: ReadonlyMap<string, RowInProgress>,
): ReadonlySet<RowInProgress> {
  const changed = new Set<RowInProgress>();
  for (const touch of touches) {
    const touched = touch.keys.map((key) => rows.get(key)).filter((row) => row !== undefined);
    try {
      foldInto(projection, touch.event, touched, changed);
    } catch (error) {
      touch.poison = { error };
      break;
    }
  }
  return changed;
}

/** The place right before that event of the batch; `start` is that before the batch. */
export function placeBefore(event: Recorded, events: readonly Recorded[], start: Checkpoint): Checkpoint {
  const before = events[events.indexOf(event) - 1];
  return before ? placeOf(before) : start;
}

export function placeOf({ position, id, metadata }: Recorded): Checkpoint {
  return { position, eventId: id, salt: metadata.salt };
}
