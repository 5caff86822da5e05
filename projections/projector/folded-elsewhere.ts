import type { ReadModelStore } from '../../read-models/read-model-store.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { defined } from '../../src/kernel/defined.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { EventStore } from '../../src/log/event-store.js';
import { eventsBehind } from './events-behind.js';
import { type Asked, type ModelStatus, type Projecting, type Standings, statusesOf } from './projecting.js';
import type { Standing } from './standing.js';

/** From how many seconds behind on it is said that the other process may not be at work: more than it falls behind by itself. */
const LATE = 10;

const REMEDY = 'It is folded by another process: see that one with ROLE=projector or all runs here, and what it says';

type Stores = Readonly<{ events: EventStore; readModels: Pick<ReadModelStore, 'serving'> }>;

/** The read models of a process that folds none, as far as their store and the log tell: another folds them, or should. */
export class FoldedElsewhere implements Pick<Projecting, 'status' | 'eventsBehind'> {
  /** Up to where each was seen, and since when nothing moved, by the clock of the process. */
  private seen: readonly Position[] = [];
  private movedAt = performance.now();

  constructor(
    private readonly projections: readonly AnyProjection[],
    private readonly stores: Stores,
  ) {}

  /** @throws what the stores throw when they cannot be asked. */
  async status(now: Instant, asked: Partial<Asked> = {}): Promise<readonly ModelStatus[]> {
    const { events } = this.stores;
    const statuses = await statusesOf(() => this.look(asked.serving), { events, now, ...asked });
    return statuses.map((status) => ({ ...status, ...defined({ remedy: remedyFor(status) }) }));
  }

  /** @throws what the stores throw when they cannot be asked. */
  async eventsBehind(): Promise<ReadonlyMap<string, number>> {
    const lanes = await this.standings();
    const counts = await eventsBehind(
      this.stores.events,
      lanes.map(({ position }) => position),
    );
    return new Map(lanes.map(({ model }, index) => [model, counts[index] ?? 0]));
  }

  private async standings(asked?: Asked['serving']): Promise<readonly Standing[]> {
    const served = await (asked ?? this.stores.readModels.serving(this.projections.map(({ name }) => name)));
    return this.projections.map(({ name, version }): Standing => {
      const serving = served.get(name);
      const state = serving ? 'STANDBY' : 'BUILDING';
      const position = serving?.position ?? BEGINNING;
      return { model: name, version: serving?.version ?? version, phase: state, state, position, serves: !!serving };
    });
  }

  private async look(asked?: Asked['serving']): Promise<Pick<Standings, 'lanes' | 'silentMs'>> {
    const lanes = await this.standings(asked);
    const positions = lanes.map(({ position }) => position);
    if (positions.some((position, index) => position !== this.seen[index])) this.movedAt = performance.now();
    this.seen = positions;
    return { lanes, silentMs: performance.now() - this.movedAt };
  }
}

function remedyFor({ state, secondsBehind }: ModelStatus): string | undefined {
  return state === 'BUILDING' || secondsBehind > LATE ? REMEDY : undefined;
}
