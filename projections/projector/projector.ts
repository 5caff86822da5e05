import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { BuildGone, type ReadModelStore } from '../../read-models/read-model-store.js';
import { defined } from '../../src/kernel/defined.js';
import type { Position } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { EventStore } from '../../src/log/event-store.js';
import { type Batch, inSequence } from './batch.js';
import { build, leastPosition } from './build.js';
import { eventsBehind } from './events-behind.js';
import { oldestAfter } from './lag.js';
import { Lane } from './lane.js';
import type { LaneState } from './lane-state.js';
import { LIVE_PACE } from './pace.js';
import { Patience, TimeSlice, type RetryWaits, WAITS } from './patience.js';
import type { PoisonEvent } from './poison.js';
import { LEASE_TIMES, type LeaseTimes, Tenure } from './tenure.js';
import type { FoldWatch } from './touches.js';
import { KnownLog } from './vetting.js';
import { Waiters } from './waiters.js';

export type ProjectorSetting = Readonly<{
  projections: readonly AnyProjection[];
  events: EventStore;
  store: ReadModelStore;
  /** Hears of poison events and of every failure of a store; the projector itself goes on or tries again. */
  report: (problem: string, error: unknown) => void;
  waits?: RetryWaits;
  leases?: LeaseTimes;
  /** Sees what is folded as it happens, and nothing of what is built beside. */
  watch?: FoldWatch | undefined;
}>;

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

/**
 * Moves all read models along the log. The log is read once for all that are live, batch by batch; a read model that is
 * new, or of a new version, is built beside and joins them when it serves.
 *
 * Several processes may project from one log into one store: each build is folded by the one that holds its lease. Whoever
 * starts takes over at once, the newest code first; the others stand by and take over from one that falls silent.
 */
export class Projector {
  private readonly lanes: readonly Lane[];
  private readonly ended = new AbortController();
  private readonly waits: RetryWaits;
  private readonly leases: LeaseTimes;
  private readonly waiters: Waiters;
  /** Aborts when lanes were taken up, given up or begin to serve: who moves them looks again which there are. */
  private regroup = new AbortController();
  private running: Promise<unknown> = Promise.resolve();
  /** When events were delivered last, by the clock of the process. */
  private heardAt = performance.now();

  constructor(private readonly setting: ProjectorSetting) {
    // Each lane waits on it.
    setMaxListeners(0, this.ended.signal);
    this.waits = setting.waits ?? WAITS;
    this.leases = setting.leases ?? LEASE_TIMES;
    const { store, report } = setting;
    const owner = randomUUID();
    const known = new KnownLog(setting.events);
    const advanced = (): void => this.waiters.look();
    this.lanes = setting.projections.map((projection) => {
      const tenure = new Tenure(store, owner, this.leases.silence);
      return new Lane({ projection, store, known, tenure, report, patience: this.patience(), advanced });
    });
    this.waiters = new Waiters(this.lanes);
  }

  /** Begins to fold and returns at once; {@link status} and {@link caughtUpTo} tell how far it is. */
  start(): void {
    this.running = this.run().catch((error: unknown) => {
      if (!this.ended.signal.aborted) this.setting.report('The projector has stopped', error);
    });
  }

  /** Finishes the batches in hand, lets another process go on, and stops. */
  async stop(): Promise<void> {
    this.ended.abort();
    this.waiters.dismiss();
    await this.running;
    // A lease that cannot be given back falls silent.
    await Promise.allSettled(this.lanes.map((lane) => lane.release()));
  }

  /** Whether another process folds some of the read models, so that their store alone knows how far they are. */
  get standsBy(): boolean {
    return this.lanes.some(({ phase }) => phase === 'STANDBY');
  }

  /** How every read model stands at that moment. @throws what the event store throws when it cannot be asked. */
  async status(now: Instant): Promise<readonly ModelStatus[]> {
    const { events } = this.setting;
    const head = await events.head();
    const lanes = this.lanes.map((lane) => ({ lane, position: lane.position }));
    const positions = lanes.filter(({ lane }) => lane.phase !== 'SUPERSEDED').map(({ position }) => position);
    const oldest = await oldestAfter(events, positions, head);
    const silence = (performance.now() - this.heardAt) / 1000;
    return lanes.map(({ lane, position }) => {
      const { model, state, poison, remedy } = lane;
      const secondsBehind = lane.phase === 'SUPERSEDED' ? 0 : secondsBetween(oldest.get(position), now);
      const secondsSilent = Math.min(secondsBehind, silence);
      const { name, version } = model;
      const how = { secondsBehind, secondsSilent, ...defined({ poison, remedy }) };
      return { model: name, version, state, position, head, ...how };
    });
  }

  /** How many events each read model that this process folds is behind the log, as far as it is counted. */
  async eventsBehind(): Promise<ReadonlyMap<string, number>> {
    const lanes = this.lanes.filter((lane) => lane.open || lane.phase === 'POISONED');
    const counts = await eventsBehind(
      this.setting.events,
      lanes.map(({ position }) => position),
    );
    return new Map(lanes.map(({ model }, index) => [model.name, counts[index] ?? 0]));
  }

  /**
   * Waits until the named read model, or all of them, have folded in that position.
   * @returns whether they have: `false` when the time is over, or at once when one has stopped before it for good.
   */
  caughtUpTo(position: Position, { timeoutMs, model }: { timeoutMs: number; model?: string }): Promise<boolean> {
    return this.waiters.wait({ position, timeoutMs, model });
  }

  private async run(): Promise<void> {
    for (const lane of this.lanes) await lane.enter();
    this.regrouped();
    const following = this.goOn('Following the log fails', (signal, patience) => this.follow(signal, patience));
    const building = this.goOn('Building read models fails', (signal) => this.buildBeside(signal));
    await Promise.all([following, building, ...this.lanes.map((lane) => this.keepLease(lane))]);
  }

  /** Does the work until it is to stop: again when it fails, and again whenever the lanes were regrouped. */
  private async goOn(problem: string, work: Work): Promise<void> {
    const patience = this.patience();
    while (!this.ended.signal.aborted) {
      try {
        await work(AbortSignal.any([this.ended.signal, this.regroup.signal]), patience);
        patience.succeeded();
      } catch (error) {
        if (this.ended.signal.aborted) return;
        this.setting.report(problem, error);
        await patience.after(error).catch(() => undefined);
      }
    }
  }

  private regrouped(): void {
    const before = this.regroup;
    this.regroup = new AbortController();
    before.abort();
    // A lane may have come to a position that a caller waits for.
    this.waiters.look();
  }

  private async keepLease(lane: Lane): Promise<void> {
    const { signal } = this.ended;
    for (;;) {
      // An abort in the middle of the wait is found below.
      await setTimeout(this.leases.beat, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        if (!(await lane.tend())) continue;
        await lane.enter();
        this.regrouped();
      } catch (error) {
        if (!signal.aborted) this.setting.report(`The read model ${lane.model.name} cannot be looked after`, error);
      }
    }
  }

  /** Builds what is new, beside what serves; what fails goes on from where each lane is. */
  private async buildBeside(signal: AbortSignal): Promise<void> {
    const lanes = this.lanes.filter(({ phase }) => phase === 'BUILDING');
    if (lanes.length === 0) return aborted(signal);
    try {
      await build({ lanes, events: this.setting.events, pace: LIVE_PACE, signal });
      this.regrouped();
    } catch (error) {
      if (error instanceof BuildGone) await Promise.all(lanes.map((lane) => lane.enter()));
      throw error;
    }
  }

  /** Follows the log with all live lanes from where the hindmost is; returns when one has to be told from further back. */
  private async follow(signal: AbortSignal, patience: Patience): Promise<void> {
    const lanes = this.lanes.filter(({ phase }) => phase === 'LIVE');
    if (lanes.length === 0) return aborted(signal);
    const slice = new TimeSlice(LIVE_PACE.sliceMs);
    const after = leastPosition(lanes);
    for await (const batch of inSequence(this.setting.events.subscribe(after, signal, LIVE_PACE.events), after)) {
      patience.succeeded();
      this.heardAt = performance.now();
      for (const lane of lanes) {
        if (!(await this.advance(lane, batch))) return;
        await slice.pauseWhenOver();
      }
    }
    if (!signal.aborted) throw new Error('The event store ended the subscription');
  }

  private async advance(lane: Lane, batch: Batch): Promise<boolean> {
    try {
      return await lane.advance(batch, LIVE_PACE, this.setting.watch);
    } catch (error) {
      if (!(error instanceof BuildGone)) throw error;
      // Another process has rebuilt this read model: go on with its build, from its checkpoint.
      await lane.enter();
      this.regrouped();
      return false;
    }
  }

  private patience(): Patience {
    return new Patience(this.waits, this.ended.signal);
  }
}

type Work = (signal: AbortSignal, patience: Patience) => Promise<void>;

function secondsBetween(since: Instant | undefined, now: Instant): number {
  return since === undefined ? 0 : Math.max(0, (Date.parse(now) - Date.parse(since)) / 1000);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
