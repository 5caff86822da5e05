import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';
import { type Batch, inSequence } from './batch.js';
import { InHand } from './in-hand.js';
import type { Lane } from './lane.js';
import { TimeSlice } from './patience.js';
import type { Pace } from './pace.js';

export type Building = Readonly<{
  lanes: readonly Lane[];
  events: EventStore;
  pace: Pace;
  signal: AbortSignal;
  /** Hears of each batch that all lanes have folded, and kept. */
  folded?: (batch: readonly Recorded[]) => void;
}>;

/**
 * Reads the log once for all builds, indexes them when they have come to its end, and lets them serve.
 * Rows are loaded first and indexed then: six live indexes make loading three times slower.
 * Ends early, without serving, when the signal aborts, and leaves out a lane that was given up meanwhile or has to be told
 * from another place: such a one is to be built again. A poisoned build does not serve.
 */
export async function build(building: Building): Promise<void> {
  const holds = new Map(building.lanes.map((lane) => [lane, lane.hold]));
  const ours = (): readonly Lane[] =>
    building.signal.aborted ? [] : [...holds.keys()].filter((lane) => lane.open && lane.hold === holds.get(lane));
  const leave = (lane: Lane): void => void holds.delete(lane);
  await catchUp(building, ours, leave);
  for (const lane of ours()) await lane.makeIndexes();
  await catchUp(building, ours, leave);
  for (const lane of ours()) await lane.serve();
}

/** As {@link build}, again as long as any of them is unfinished. */
export async function buildAll(building: Building): Promise<void> {
  for (;;) {
    const lanes = building.lanes.filter(({ phase }) => phase === 'BUILDING');
    if (lanes.length === 0 || building.signal.aborted) return;
    await build({ ...building, lanes });
  }
}

/** The least position of lanes: nothing before it concerns any of them. */
export function leastPosition(lanes: readonly Lane[]): Position {
  return leastOf(lanes.map(({ position }) => position));
}

export function leastOf(positions: readonly Position[]): Position {
  return positions.reduce((least, next) => (next < least ? next : least), positions[0] ?? BEGINNING);
}

async function catchUp(building: Building, ours: () => readonly Lane[], leave: (lane: Lane) => void): Promise<void> {
  const inHand = new InHand(building.pace);
  try {
    await foldAll(building, inHand, ours, leave);
  } finally {
    await inHand.end();
  }
}

/** `leave` hears of each lane that is to be told from another place. */
async function foldAll(
  { events, pace, folded }: Building,
  inHand: InHand,
  ours: () => readonly Lane[],
  leave: (lane: Lane) => void,
): Promise<void> {
  const slice = new TimeSlice(pace.sliceMs);
  const after = leastPosition(ours());
  let last: Batch | undefined;
  const tell = (kept: Batch | undefined): void => void (kept && folded?.(kept.events));
  for await (const batch of inSequence(events.readAll(after, pace.events), after)) {
    for (const lane of ours()) {
      if (!(await inHand.fold(lane, batch))) leave(lane);
      await slice.pauseWhenOver();
    }
    tell(last);
    last = batch;
    if (ours().length === 0) break;
  }
  for (const lane of await inHand.kept()) leave(lane);
  tell(last);
}
