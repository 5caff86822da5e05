import {
  BuildGone,
  CheckpointMoved,
  LeaseLost,
  type ModelId,
  type ReadModelStore,
} from '../../read-models/read-model-store.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { Batch } from './batch.js';
import { HotRows } from './hot-rows.js';
import type { Patience } from './patience.js';
import { type Pace, PatientStore } from './patient-store.js';
import { inWords, type PoisonEvent, poisonOf } from './poison.js';
import type { Tenure } from './tenure.js';
import { type FoldWatch, foldTouches, positionBefore, type Touch, touchesOf, UNWATCHED } from './touches.js';

/** Beside requests: the event loop is never held for more than a few milliseconds. */
export const LIVE_PACE: Pace = { events: 256, rowsAtOnce: 64, sliceMs: 2 };

/** Where nothing else runs in the process: large writes, so that a hot row is written seldom. */
export const REBUILD_PACE: Pace = { events: 4_000, rowsAtOnce: 4_000, sliceMs: 50 };

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

/**
 * One projection on its way through the log: where it is, the rows in its hands, what has stopped it.
 * What changes its place runs one after another, so that a batch in hand ends before the lane is placed anew.
 */
export class Lane {
  phase: Phase = 'BUILDING';
  model: ModelId;
  position: Position = BEGINNING;
  poison: PoisonEvent | undefined;
  /** Whether queries read what this lane folds. */
  serves = false;
  /** When the oldest event was recorded that is known here and not folded yet. */
  oldestUnfolded: Instant | undefined;
  private readonly store: PatientStore;
  private placing = false;
  private inHand: Promise<unknown> = Promise.resolve();
  private readonly hot = new HotRows();

  constructor(private readonly setting: LaneSetting) {
    const { store, patience, report } = setting;
    const { name, version, indexes } = setting.projection;
    this.model = { name, version, build: 1, indexes };
    this.store = new PatientStore(store, patience, (error) =>
      report(`The store of the read model ${name} fails`, error),
    );
  }

  get state(): LaneState {
    return this.store.failing ? 'STORE_UNAVAILABLE' : this.phase;
  }

  /** Whether it takes further events. */
  get open(): boolean {
    return this.phase === 'BUILDING' || this.phase === 'LIVE';
  }

  /** Whether it will not move any more in this process, nor be moved by another. */
  get stopped(): boolean {
    return this.phase === 'POISONED' || this.phase === 'SUPERSEDED';
  }

  /** Changes whenever the lane was given up and taken again: what was begun before is not to be finished after. */
  get hold(): number {
    return this.setting.tenure.fence;
  }

  /** Finds the build that serves, or makes room for one beside it; an unfinished build goes on where it was. */
  enter(): Promise<void> {
    return this.inTurn(async () => {
      this.placing = true;
      try {
        while (!(await this.findPlace()));
      } finally {
        this.placing = false;
      }
    });
  }

  /** Takes the build over and goes on from its checkpoint. @throws BuildGone */
  enterBuild(model: ModelId): Promise<void> {
    return this.inTurn(() => this.takeOver(model));
  }

  /**
   * Gives a sign of life for what it folds, or looks for that of the process that does.
   * @returns whether the build has fallen to this process, which is to {@link enter} it.
   * @throws what the store throws; nothing is tried again.
   */
  async tend(): Promise<boolean> {
    if (this.phase === 'SUPERSEDED' || this.placing) return false;
    const { hold } = this;
    try {
      if (this.phase === 'STANDBY') return await this.watch();
      const ours = await this.setting.tenure.beat(this.model);
      if (!ours && hold === this.hold) this.standBy();
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
   * Folds the events of the batch that lie after its position, and keeps rows and checkpoint. Returns when both are kept.
   * A poison event ends the batch before it, and the lane; a lost lease makes it stand by.
   * @returns false when events are missing between its position and the batch, so that it has to be told from its position
   * on; true when it needs nothing that lies before the end of the batch, also because it takes no events.
   * @throws BuildGone when a newer build was switched in meanwhile.
   */
  advance(batch: Batch, pace: Pace, watch = UNWATCHED): Promise<boolean> {
    return this.inTurn(async () => {
      try {
        return await this.foldAndKeep(batch, pace, watch);
      } catch (error) {
        if (error instanceof LeaseLost) {
          this.standBy();
          return true;
        }
        if (!(error instanceof CheckpointMoved)) throw error;
        this.setting.report(`The read model ${this.model.name} takes its place from the store again`, error);
        await this.takePlace();
        return false;
      }
    });
  }

  private async foldAndKeep(batch: Batch, pace: Pace, watch: FoldWatch): Promise<boolean> {
    const events = batch.events.filter(({ position }) => position > this.position);
    const last = events.at(-1);
    if (!last || !this.open) return true;
    if (batch.after > this.position) return false;
    this.oldestUnfolded = events[0]?.metadata.recordedAt;
    const { projection, tenure } = this.setting;
    const from = this.position;
    const touches = touchesOf(projection, events);
    const kept = watch(this.model.name, touches);
    const rows = await this.hot.of(touches, (keys) => this.store.ask((store) => store.load(this.model, keys)));
    const changed = foldTouches(projection, touches, rows);
    const poisoned = touches.find(({ poison }) => poison !== undefined);
    const checkpoint = poisoned ? positionBefore(poisoned.event, events, from) : last.position;
    await this.store.keep(this.model, changed, { from, to: checkpoint, fence: tenure.fence }, pace);
    this.position = checkpoint;
    kept();
    this.hot.remember(rows);
    if (poisoned) this.stopBefore(poisoned);
    this.oldestUnfolded = poisoned?.event.metadata.recordedAt;
    this.setting.advanced();
    return true;
  }

  /** Indexes the build. What has been appended meanwhile is still to be folded. */
  async makeIndexes(): Promise<void> {
    await this.store.ask((store) => store.index(this.model));
  }

  /** Lets queries read this build. */
  async serve(): Promise<void> {
    await this.store.ask((store) => store.switchTo(this.model));
    this.phase = 'LIVE';
    this.serves = true;
    this.setting.advanced();
  }

  /** @returns false when the build that serves was exchanged meanwhile, so that it is to be looked for again. */
  private async findPlace(): Promise<boolean> {
    const { name, version } = this.model;
    const current = await this.store.ask((store) => store.current(name));
    if (current && current.version > version) {
      this.supersede();
      return true;
    }
    const serves = current?.version === version;
    try {
      await this.takeOver({ ...this.model, build: serves ? current.build : 1 });
    } catch (error) {
      if (!(error instanceof BuildGone)) throw error;
      return false;
    }
    this.serves = serves;
    this.phase = serves ? 'LIVE' : 'BUILDING';
    return true;
  }

  private async takeOver(model: ModelId): Promise<void> {
    this.model = model;
    await this.store.ask((store) => store.declare(model));
    await this.store.ask(() => this.setting.tenure.take(model));
    await this.takePlace();
  }

  private async takePlace(): Promise<void> {
    this.hot.forget();
    this.position = await this.store.ask((store) => store.checkpoint(this.model));
  }

  /** Runs the work after what is in hand; its failure is that of its caller alone. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.inHand.then(work);
    this.inHand = done.catch(() => undefined);
    return done;
  }

  private stopBefore(touch: Touch): void {
    this.poison = poisonOf(this.model.name, touch);
    this.phase = 'POISONED';
    this.setting.report(inWords(this.poison), touch.poison?.error);
  }

  private standBy(): void {
    this.phase = 'STANDBY';
    this.oldestUnfolded = undefined;
    this.hot.forget();
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
