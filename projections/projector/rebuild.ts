import { randomUUID } from 'node:crypto';
import type { Position, Recorded } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { ReadModelStore } from '../../read-models/read-model-store.js';
import { buildAll, leastPosition } from './build.js';
import { Lane } from './lane.js';
import { REBUILD_PACE } from './pace.js';
import { Patience, WAITS } from './patience.js';
import type { PoisonEvent } from './poison.js';
import { LEASE_TIMES, Tenure } from './tenure.js';
import { KnownLog } from './vetting.js';

/** How far a rebuild is. `percent` is absent where the engine does not number its positions. */
export type RebuildProgress = Readonly<{ events: number; eventsPerSecond: number; percent?: number }>;

export type Rebuild = Readonly<{
  /** The read models to rebuild; the log is read once for all of them. */
  projections: readonly AnyProjection[];
  events: EventStore;
  store: ReadModelStore;
  signal: AbortSignal;
  progress: (progress: RebuildProgress) => void;
  report: (problem: string, error: unknown) => void;
}>;

/** A read model could not be rebuilt; the build that served goes on serving. */
export class RebuildPoisoned extends Error {
  constructor(readonly poison: PoisonEvent) {
    super(
      `${poison.model} cannot fold ${poison.type} ${poison.eventId} (${poison.stream} ${poison.revision}): ${poison.error}`,
    );
    this.name = 'RebuildPoisoned';
  }
}

/**
 * Folds read models again from the first event, beside the builds that serve, and switches to them. When it is
 * interrupted, the same call goes on where it was: once the signal aborts, it returns how far it was, and the older
 * builds still serve.
 * @throws RebuildPoisoned for the first read model that could not be rebuilt, after the others have been.
 * @throws Error when another process rebuilds the same read model and has taken over.
 */
export async function rebuild({ projections, events, store, ...setting }: Rebuild): Promise<RebuildProgress> {
  const { signal, report, progress } = setting;
  const lanes: Lane[] = [];
  const owner = randomUUID();
  const known = new KnownLog(events);
  for (const projection of projections) {
    const patience = new Patience(WAITS, signal);
    const tenure = new Tenure(store, owner, LEASE_TIMES.silence);
    const lane = new Lane({ projection, store, known, tenure, patience, report, advanced: () => undefined });
    await lane.enterBeside();
    lanes.push(lane);
  }
  const head = await events.head();
  const started = performance.now();
  let folded = 0;
  const soFar = (): RebuildProgress => ({
    events: folded,
    eventsPerSecond: Math.round((folded * 1000) / (performance.now() - started)),
    ...percentOf(leastPosition(lanes), head),
  });
  const hear = (batch: readonly Recorded[]): void => {
    folded += batch.length;
    progress(soFar());
  };
  await buildAll({ lanes, events, pace: REBUILD_PACE, signal, folded: hear });
  const poison = lanes.find((lane) => lane.poison)?.poison;
  if (poison) throw new RebuildPoisoned(poison);
  const lost = lanes.find(({ phase }) => phase === 'STANDBY');
  if (lost) throw new Error(`Another process took the rebuild of ${lost.model.name} over`);
  return soFar();
}

function percentOf(position: Position, head: Position): { percent?: number } {
  const share = Number(position) / Number(head);
  return Number.isFinite(share) ? { percent: Math.min(100, Math.floor(share * 100)) } : {};
}
