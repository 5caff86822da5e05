import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';
import type { Lane, Pace } from './lane.js';
import { TimeSlice } from './patience.js';

export type Building = Readonly<{
  lanes: readonly Lane[];
  events: EventStore;
  pace: Pace;
  signal: AbortSignal;
  /** Hears of each batch that all lanes have folded. */
  folded?: (batch: readonly Recorded[]) => void;
}>;

/**
 * Reads the log once for all builds, indexes them when they have come to its end, and lets them serve.
 * Rows are loaded first and indexed then: six live indexes make loading three times slower.
 * Ends early, without serving, when the signal aborts. A poisoned build does not serve.
 */
export async function build(building: Building): Promise<void> {
  await catchUp(building);
  for (const lane of openOf(building)) await lane.makeIndexes();
  await catchUp(building);
  for (const lane of openOf(building)) await lane.serve();
}

/** The least position of lanes: nothing before it concerns any of them. */
export function leastPosition(lanes: readonly Lane[]): Position {
  return lanes
    .map(({ position }) => position)
    .reduce((least, next) => (next < least ? next : least), lanes[0]?.position ?? BEGINNING);
}

function openOf({ lanes, signal }: Building): readonly Lane[] {
  return signal.aborted ? [] : lanes.filter((lane) => lane.open);
}

async function catchUp(building: Building): Promise<void> {
  const slice = new TimeSlice(building.pace.sliceMs);
  const lanes = openOf(building);
  for await (const batch of building.events.readAll(leastPosition(lanes), building.pace.events)) {
    for (const lane of openOf(building)) {
      await lane.advance(batch, building.pace);
      await slice.pauseWhenOver();
    }
    if (openOf(building).length === 0) return;
    building.folded?.(batch);
  }
}
