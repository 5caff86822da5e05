import { LRUCache } from 'lru-cache';
import { BuildGone, LeaseLost, type ModelId, type ReadModelStore } from '../../read-models/read-model-store.js';
import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { type Patience, TimeSlice } from './patience.js';
import { RowInProgress } from './row-in-progress.js';
import type { Tenure } from './tenure.js';
import { type FoldWatch, foldTouches, positionBefore, type Touch, touchesOf, UNWATCHED } from './touches.js';

/** How much is done at a time: events in a batch, rows in a write, milliseconds before others get their turn. */
export type Pace = Readonly<{ events: number; rowsAtOnce: number; sliceMs: number }>;

/** Beside requests: the event loop is never held for more than a few milliseconds. */
export const LIVE_PACE: Pace = { events: 256, rowsAtOnce: 64, sliceMs: 2 };

/** Where nothing else runs in the process: large writes, so that a hot row is written seldom. */
export const REBUILD_PACE: Pace = { events: 4_000, rowsAtOnce: 4_000, sliceMs: 50 };

/** Rows kept parsed between batches. */
const HOT_ROWS = 2_000;

/** An event that a projection could not fold. It stands before this event until it is mended. */
export type PoisonEvent = Readonly<{
  model: string;
  eventId: string;
  type: string;
  stream: string;
  revision: number;
  error: string;
}>;

/**
 * BUILDING: made beside the version that serves. STANDBY: another process folds it, and this one takes over when that one
 * falls silent. SUPERSEDED: the store serves a version newer than this code, which is left to the newer code.
 * STORE_UNAVAILABLE: waiting to try again.
 */
export type LaneState = 'BUILDING' | 'LIVE' | 'STANDBY' | 'POISONED' | 'SUPERSEDED' | 'STORE_UNAVAILABLE';

type Phase = Exclude<LaneState, 'STORE_UNAVAILABLE'>;

export type LaneSetting = Readonly<{
  projection: AnyProjection;
  store: ReadModelStore;
  tenure: Tenure;
  patience: Patience;
  /** Hears every failure of the store and every poison event. */
  report: (problem: string, error: unknown) => void;
  /** Hears every step forward. */
  advanced: () => void;
}>;

/** One projection on its way through the log: where it is, the rows in its hands, what has stopped it. */
export class Lane {
  phase: Phase = 'BUILDING';
  model: ModelId;
  position: Position = BEGINNING;
  poison: PoisonEvent | undefined;
  /** Whether queries read what this lane folds. */
  serves = false;
  /** When the oldest event was recorded that is known here and not folded yet. */
  oldestUnfolded: Instant | undefined;
  private failing = false;
  private readonly hot = new LRUCache<string, RowInProgress>({ max: HOT_ROWS });

  constructor(private readonly setting: LaneSetting) {
    const { name, version, indexes } = setting.projection;
    this.model = { name, version, build: 1, indexes };
  }

  get state(): LaneState {
    return this.failing ? 'STORE_UNAVAILABLE' : this.phase;
  }

  /** Whether it takes further events. */
  get open(): boolean {
    return this.phase === 'BUILDING' || this.phase === 'LIVE';
  }

  /** Whether it will not move any more in this process, nor be moved by another. */
  get stopped(): boolean {
    return this.phase === 'POISONED' || this.phase === 'SUPERSEDED';
  }

  /** Finds the build that serves, or makes room for one beside it; an unfinished build goes on where it was. */
  async enter(): Promise<void> {
    const { store } = this.setting;
    const current = await this.persist(() => store.current(this.model.name));
    if (current && current.version > this.model.version) return this.supersede();
    this.serves = current?.version === this.model.version;
    await this.enterBuild({ ...this.model, build: this.serves && current ? current.build : 1 });
    this.phase = this.serves ? 'LIVE' : 'BUILDING';
  }

  /** Takes the build over and goes on from its checkpoint. */
  async enterBuild(model: ModelId): Promise<void> {
    const { store, tenure } = this.setting;
    this.model = model;
    this.hot.clear();
    await this.persist(() => store.declare(model));
    await this.persist(() => tenure.take(model));
    this.position = await this.persist(() => store.checkpoint(model));
  }

  /**
   * Gives a sign of life for what it folds, or looks for that of the process that does.
   * @returns whether the build has fallen to this process, which is to {@link enter} it.
   * @throws what the store throws; nothing is tried again.
   */
  async tend(): Promise<boolean> {
    if (this.phase === 'SUPERSEDED') return false;
    try {
      if (this.phase === 'STANDBY') return await this.watch();
      if (!(await this.setting.tenure.beat(this.model))) this.standBy();
    } catch (error) {
      // The newer build is found where it matters: at the next commit, or at the next look.
      if (!(error instanceof BuildGone)) throw error;
    }
    return false;
  }

  /** Lets another process go on at once. @throws what the store throws. */
  async release(): Promise<void> {
    if (this.phase !== 'STANDBY' && this.phase !== 'SUPERSEDED') await this.setting.tenure.release(this.model);
  }

  /**
   * Folds the events that lie after its position, and keeps rows and checkpoint. Returns when both are kept.
   * A poison event ends the batch before it, and the lane; a lost lease makes it stand by.
   * @throws BuildGone when a newer build was switched in meanwhile.
   */
  async advance(batch: readonly Recorded[], pace: Pace, watch = UNWATCHED): Promise<void> {
    try {
      await this.foldAndKeep(batch, pace, watch);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      this.standBy();
    }
  }

  private async foldAndKeep(batch: readonly Recorded[], pace: Pace, watch: FoldWatch): Promise<void> {
    const events = batch.filter(({ position }) => position > this.position);
    const last = events.at(-1);
    if (!last || !this.open) return;
    this.oldestUnfolded = events[0]?.metadata.recordedAt;
    const { projection } = this.setting;
    const touches = touchesOf(projection, events);
    const kept = watch(this.model.name, touches);
    const rows = await this.rowsOf(touches);
    const changed = foldTouches(projection, touches, rows);
    const poisoned = touches.find(({ poison }) => poison !== undefined);
    const checkpoint = poisoned ? positionBefore(poisoned.event, events, this.position) : last.position;
    await this.keep(changed, checkpoint, pace);
    kept();
    for (const [key, row] of rows) this.hot.set(key, row);
    if (poisoned) this.stopBefore(poisoned);
    this.oldestUnfolded = poisoned?.event.metadata.recordedAt;
    this.setting.advanced();
  }

  /** Indexes the build. What has been appended meanwhile is still to be folded. */
  async makeIndexes(): Promise<void> {
    await this.persist(() => this.setting.store.index(this.model));
  }

  /** Lets queries read this build. */
  async serve(): Promise<void> {
    await this.persist(() => this.setting.store.switchTo(this.model));
    this.phase = 'LIVE';
    this.serves = true;
    this.setting.advanced();
  }

  private async rowsOf(touches: readonly Touch[]): Promise<ReadonlyMap<string, RowInProgress>> {
    const rows = new Map<string, RowInProgress>();
    const missing = new Set<string>();
    for (const { keys } of touches) {
      for (const key of keys) {
        if (rows.has(key)) continue;
        const row = this.hot.get(key);
        if (row) rows.set(key, row);
        else missing.add(key);
      }
    }
    if (missing.size === 0) return rows;
    const kept = await this.persist(() => this.setting.store.load(this.model, [...missing]));
    for (const key of missing) rows.set(key, new RowInProgress(key, kept.get(key)));
    return rows;
  }

  /**
   * Writes in portions, the checkpoint with the last: should it end between two, the events are folded again into rows that
   * know their position.
   */
  private async keep(changed: ReadonlySet<RowInProgress>, checkpoint: Position, pace: Pace): Promise<void> {
    const { store, tenure } = this.setting;
    const slice = new TimeSlice(pace.sliceMs);
    const rows = [...changed];
    let written = 0;
    do {
      const portion = rows.slice(written, written + pace.rowsAtOnce).map((row) => row.kept());
      written += portion.length;
      const reached = written === rows.length ? checkpoint : this.position;
      await this.persist(() => store.commit(this.model, portion, reached, tenure.fence));
      await slice.pauseWhenOver();
    } while (written < rows.length);
    this.position = checkpoint;
  }

  /** Tries until the store takes it. The place in the log is not left meanwhile. */
  private async persist<T>(action: () => Promise<T>): Promise<T> {
    const { patience, report } = this.setting;
    for (;;) {
      try {
        const done = await action();
        this.failing = false;
        patience.succeeded();
        return done;
      } catch (error) {
        if (error instanceof BuildGone || error instanceof LeaseLost) throw error;
        this.failing = true;
        report(`The store of the read model ${this.model.name} fails`, error);
        await patience.after(error);
      }
    }
  }

  private stopBefore({ event, poison }: Touch): void {
    const { id, type, stream, revision } = event;
    const error = poison?.error;
    this.poison = { model: this.model.name, eventId: id, type, stream, revision, error: String(error) };
    this.phase = 'POISONED';
    this.setting.report(`The read model ${this.model.name} cannot fold ${type} ${id} (${stream} ${revision})`, error);
  }

  private standBy(): void {
    this.phase = 'STANDBY';
    this.oldestUnfolded = undefined;
    this.hot.clear();
  }

  /** How far the process that folds the build has come, and whether it has fallen silent. */
  private async watch(): Promise<boolean> {
    const { store, tenure, advanced } = this.setting;
    const current = await store.current(this.model.name);
    if (current && current.version > this.model.version) {
      this.supersede();
      return false;
    }
    this.serves = current?.version === this.model.version;
    if (this.serves && current) this.model = { ...this.model, build: current.build };
    if (await tenure.hasFallenSilent(this.model)) return true;
    this.position = await store.checkpoint(this.model);
    advanced();
    return false;
  }

  private supersede(): void {
    this.phase = 'SUPERSEDED';
    this.serves = false;
    const problem = new Error(`${this.model.name} is served in a version newer than ${this.model.version}`);
    this.setting.report(`The read model ${this.model.name} is left to newer code`, problem);
  }
}
