import type { Serving } from '../../read-models/read-model-store.js';
import type { Position } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { EventStore } from '../../src/log/event-store.js';
import { leastOf } from './build.js';
import { eventsBehind } from './events-behind.js';
import { oldestAfter } from './lag.js';
import type { LaneState } from './lane-state.js';
import type { PoisonEvent } from './poison.js';
import type { Standing } from './standing.js';
import { Waiters } from './waiters.js';

/** How one read model stands. */
export type ModelStatus = Readonly<{
  model: string;
  version: number;
  state: LaneState;
  position: Position;
  /** The end of the log when asked. */
  head: Position;
  /** Age of the oldest event of the log that is not folded in, in seconds. 0 when there is none. */
  secondsBehind: number;
  /** How much of that nothing has been delivered from the log: while there is work and none comes. */
  secondsSilent: number;
  /** What is wrong with the rows in the store and what is to be done, if anything is. */
  remedy?: string;
  poison?: PoisonEvent;
}>;

/** Where everything stands that is folded. */
export type Standings = Readonly<{
  lanes: readonly Standing[];
  /** Events that all live lanes have taken up, counted from the start. */
  folded: number;
  /** How long that took, in milliseconds, without the rests between. */
  foldingMs: number;
  /** Since events were delivered last. */
  silentMs: number;
}>;

/** How long a caller waits, in milliseconds, and for which read model; without one for all. */
export type Wait = Readonly<{ timeoutMs: number; model?: string }>;

/**
 * A projector as the rest of its process sees it, whichever thread it folds in. What is behind is asked of the log itself, so
 * a projector that stands still is seen to.
 */
export abstract class Projecting {
  /** How everything stands, as far as it was told. */
  abstract readonly standings: Standings;
  private readonly waiters = new Waiters(() => this.standings.lanes);
  private readonly listeners: (() => void)[] = [];

  protected constructor(protected readonly events: EventStore) {}

  /** Begins to fold and returns at once; {@link status} and {@link caughtUpTo} tell how far it is. */
  abstract start(): void;
  /** Returns when it is known what there is to fold, at once where that is not waited for. */
  async begun(): Promise<void> {
    return;
  }

  /** Finishes the batches in hand, lets another process go on, and stops. */
  abstract stop(): Promise<void>;

  /** Events were appended in this process: told to what folds in another thread, which need not look for them then. */
  appended(): void {
    return;
  }

  /** What is to be known of a trace before the events of its request are folded: likewise. */
  traced(_traced: object): void {
    return;
  }

  /** Hears whenever something has moved or stopped. */
  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Whether another process folds some of the read models, so that their store alone knows how far they are. */
  get standsBy(): boolean {
    return this.standings.lanes.some(({ phase }) => phase === 'STANDBY');
  }

  /** Up to where everything is shown that is folded here and whose store takes it; `undefined` when nothing is. */
  get shown(): Position | undefined {
    const shown = this.standings.lanes.filter(({ state, serves }) => serves && state === 'LIVE');
    return shown.length === 0 ? undefined : leastOf(shown.map(({ position }) => position));
  }

  /** How every read model stands at that moment. @throws what the event store throws when it cannot be asked. */
  status(now: Instant, asked: Partial<Asked> = {}): Promise<readonly ModelStatus[]> {
    return statusesOf(() => this.standings, { events: this.events, now, ...asked });
  }

  /** How many events each read model that this process folds is behind the log, as far as it is counted. */
  async eventsBehind(): Promise<ReadonlyMap<string, number>> {
    const lanes = this.standings.lanes.filter(({ phase }) => OURS.includes(phase));
    const counts = await eventsBehind(
      this.events,
      lanes.map(({ position }) => position),
    );
    return new Map(lanes.map(({ model }, index) => [model, counts[index] ?? 0]));
  }

  /**
   * Waits until the named read model, or all of them, have folded in that position.
   * @returns whether they have: `false` when the time is over, or at once when one has stopped before it for good.
   */
  caughtUpTo(position: Position, { timeoutMs, model }: Wait): Promise<boolean> {
    return this.waiters.wait({ position, timeoutMs, model });
  }

  /** Whether a caller waits for what is not shown yet. */
  protected get isAwaited(): boolean {
    return this.waiters.areWaiting;
  }

  protected moved(): void {
    this.waiters.look();
    for (const listener of this.listeners) listener();
  }

  /** Nothing will move any more. */
  protected dismiss(): void {
    this.waiters.dismiss();
  }
}

/** What whoever looks at all of it has asked of the stores already: the end of the log, and then what queries read. */
export type Asked = Readonly<{ head: Promise<Position>; serving: Promise<ReadonlyMap<string, Serving>> }>;

type Lanes = Pick<Standings, 'lanes' | 'silentMs'>;

/** How everything stands beside the log, whose end is asked for before what stands where. @throws what the event store throws. */
export async function statusesOf(
  standings: () => Lanes | Promise<Lanes>,
  { events, now, ...asked }: Readonly<{ events: EventStore; now: Instant; head?: Promise<Position> }>,
): Promise<readonly ModelStatus[]> {
  const head = await (asked.head ?? events.head());
  const { lanes, silentMs } = await standings();
  const measured = lanes.filter(({ phase }) => phase !== 'SUPERSEDED').map(({ position }) => position);
  const oldest = await oldestAfter(events, measured, head);
  return lanes.map(({ phase, serves: _, ...standing }) => {
    const secondsBehind = phase === 'SUPERSEDED' ? 0 : secondsBetween(oldest.get(standing.position), now);
    return { ...standing, head, secondsBehind, secondsSilent: Math.min(secondsBehind, silentMs / 1000) };
  });
}

const OURS: readonly LaneState[] = ['BUILDING', 'LIVE', 'POISONED'];

function secondsBetween(since: Instant | undefined, now: Instant): number {
  return since === undefined ? 0 : Math.max(0, (Date.parse(now) - Date.parse(since)) / 1000);
}
