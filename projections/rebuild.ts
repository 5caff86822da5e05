import type { Position, Recorded } from '../src/kernel/event.js';
import type { EventStore } from '../src/event-store/event-store.js';
import type { AnyProjection } from '../src/kernel/projection.js';
import type { ReadModelStore } from '../read-models/read-model-store.js';
import { build } from './build.js';
import { Lane, type PoisonEvent, REBUILD_PACE } from './lane.js';
import { Patience } from './patience.js';

/** How far a rebuild is. `percent` is told by an engine that numbers its positions, else it is absent. */
export type RebuildProgress = Readonly<{ events: number; eventsPerSecond: number; percent?: number }>;

export type Rebuild = Readonly<{
  projection: AnyProjection;
  events: EventStore;
  store: ReadModelStore;
  signal: AbortSignal;
  progress: (progress: RebuildProgress) => void;
  report: (problem: string, error: unknown) => void;
}>;

/** The read model could not be rebuilt; the build that served goes on serving. */
export class RebuildPoisoned extends Error {
  constructor(readonly poison: PoisonEvent) {
    super(
      `${poison.model} cannot fold ${poison.type} ${poison.eventId} (${poison.stream} ${poison.revision}): ${poison.error}`,
    );
    this.name = 'RebuildPoisoned';
  }
}

/**
 * Folds a read model again from the first event, beside the build that serves, and switches to it. When it is interrupted,
 * the same call goes on where it was. When the signal aborts, it returns how far it was, and the older build still serves.
 * @throws RebuildPoisoned
 */
export async function rebuild({ projection, events, store, ...setting }: Rebuild): Promise<RebuildProgress> {
  const { signal, report, progress } = setting;
  const patience = new Patience({ first: 100, longest: 10_000 }, signal);
  const lane = new Lane({ projection, store, patience, report, advanced: () => undefined });
  const current = await store.current(projection.name);
  const again = current?.version === projection.version ? current.build + 1 : 1;
  await lane.enterBuild({ ...lane.model, build: again });
  const head = await events.head();
  const started = performance.now();
  let folded = 0;
  const soFar = (): RebuildProgress => ({
    events: folded,
    eventsPerSecond: Math.round((folded * 1000) / (performance.now() - started)),
    ...percentOf(lane.position, head),
  });
  const hear = (batch: readonly Recorded[]): void => {
    folded += batch.length;
    progress(soFar());
  };
  await build({ lanes: [lane], events, pace: REBUILD_PACE, signal, folded: hear });
  if (lane.poison) throw new RebuildPoisoned(lane.poison);
  return soFar();
}

function percentOf(position: Position, head: Position): { percent?: number } {
  const share = Number(position) / Number(head);
  return Number.isFinite(share) ? { percent: Math.min(100, Math.floor(share * 100)) } : {};
}
