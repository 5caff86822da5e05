import {
  BuildGone,
  type Checkpoint,
  CheckpointMoved,
  LeaseLost,
  type ModelId,
  UNFOLDED,
} from '../../read-models/read-model-store.js';
import type { Position } from '../../src/kernel/event.js';
import type { Batch } from './batch.js';
import { HotRows } from './hot-rows.js';
import { type LaneSetting, type LaneState, type Phase, REMEDIES } from './lane-state.js';
import type { Pace } from './pace.js';
import { PatientStore } from './patient-store.js';
import { inWords, type PoisonEvent, poisonOf } from './poison.js';
import { foldTouches, type Hearing, placeBefore, placeOf, type Touch, touchesOf, UNWATCHED } from './touches.js';
import { Turns } from './turns.js';
import { type LeftAlone, PatientLog, type Placing, placingBeside, placingOf, stillStands } from './vetting.js';

/**
 * One projection on its way through the log: where it is, the rows in its hands, what has stopped it.
 * What changes its place runs one after another, so that a batch in hand ends before the lane is placed anew.
 */
export class Lane {
  phase: Phase = 'BUILDING';
  model: ModelId;
  /** The last event that is folded in. */
  place: Checkpoint = UNFOLDED;
  poison: PoisonEvent | undefined;
  /** Whether queries read what this lane folds. */
  serves = false;
  /** What is wrong with the rows in the store, if anything is. */
  private wrong: string | undefined;
  private readonly store: PatientStore;
  private readonly log: PatientLog;
  private placing = false;
  private readonly turns = new Turns();
  private readonly hot: HotRows;

  constructor(private readonly setting: LaneSetting) {
    const { store, patience, report } = setting;
    const { name, version, indexes } = setting.projection;
    this.model = { name, version, build: 1, indexes };
    this.hot = new HotRows(setting.projection);
    const failed = (error: unknown): void => report(`The store of the read model ${name} fails`, error);
    this.store = new PatientStore(store, patience, failed);
    this.log = new PatientLog(setting, name);
  }

  get position(): Position {
    return this.place.position;
  }

  get state(): LaneState {
    return this.store.failing ? 'STORE_UNAVAILABLE' : this.phase;
  }

  /** What is wrong with the store or the rows in it and what is to be done, if anything is. */
  get remedy(): string | undefined {
    return this.setting.store.held ?? this.wrong;
  }

  /** Whether it takes further events. */
  get open(): boolean {
    return this.phase === 'BUILDING' || this.phase === 'LIVE';
  }

  /** Changes whenever the lane was given up and taken again: what was begun before is not to be finished after. */
  get hold(): number {
    return this.setting.tenure.fence;
  }

  /** Finds the build that serves, or makes room for one beside it; an unfinished build goes on where it was. */
  enter(): Promise<void> {
    return this.turns.take(() => {
      this.placing = true;
      return this.findPlace().finally(() => (this.placing = false));
    });
  }

  /** Makes a build beside the one that serves, whichever log that is of; an unfinished one goes on where it was. */
  enterBeside(): Promise<void> {
    const { store, known } = this.setting;
    return this.turns.take(async () => this.takeOver(await placingBeside(store, this.model, known)));
  }

  /**
   * Gives a sign of life for what it folds and looks whether the log still bears it out, or looks for the process that does.
   * @returns whether this process is to {@link enter} it: it has fallen to it, or its place is no place of the log.
   * @throws what a store throws; nothing is tried again.
   */
  async tend(): Promise<boolean> {
    const { store, known } = this.setting;
    if (this.phase === 'SUPERSEDED' || this.placing) return false;
    try {
      if (this.phase === 'FOREIGN') return (await placingOf(store, this.model, known)) !== 'FOREIGN';
      return await (this.phase === 'STANDBY' ? this.watch() : this.beat());
    } catch (error) {
      if (!(error instanceof BuildGone)) throw error;
      // Another was switched in, or the store was lost. Who stands by finds it at the next look.
      return this.phase !== 'STANDBY';
    }
  }

  /** Lets another process go on at once. @throws what the store throws. */
  async release(): Promise<void> {
    if (this.open || this.phase === 'POISONED') await this.setting.tenure.release(this.model);
  }

  /**
   * Folds the events of the batch that lie after its position, and keeps rows and checkpoint. Returns when both are kept.
   * A poison event ends the batch before it, and the lane; a lost lease makes it stand by.
   * @returns false when events are missing between its position and the batch, so that it has to be told from its position
   * on; true when it needs nothing that lies before the end of the batch, also because it takes no events.
   * @throws BuildGone when a newer build was switched in meanwhile.
   */
  advance(batch: Batch, pace: Pace, hearing: Hearing = {}): Promise<boolean> {
    return this.turns.take(async () => {
      try {
        return await this.foldAndKeep(batch, pace, hearing);
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

  private async foldAndKeep(batch: Batch, pace: Pace, { watch = UNWATCHED, folded }: Hearing): Promise<boolean> {
    const events = batch.events.filter(({ position }) => position > this.position);
    const last = events.at(-1);
    if (!last || !this.open) return true;
    if (batch.after > this.position) return false;
    const from = this.place;
    const touches = touchesOf(this.setting.projection, events);
    const kept = watch(this.model.name, touches);
    const rows = await this.hot.of(touches, (keys) => this.store.load(this.model, keys, pace));
    const changed = foldTouches(this.setting.projection, touches, rows);
    const poisoned = touches.find(({ poison }) => poison !== undefined);
    const to = poisoned ? placeBefore(poisoned.event, events, from) : placeOf(last);
    const keeping = this.store.keep(this.model, changed, { from, to, fence: this.hold }, pace);
    folded?.();
    await keeping;
    this.place = to;
    kept();
    this.hot.remember(rows);
    if (poisoned) this.stopBefore(poisoned);
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
    this.wrong = undefined;
    this.setting.advanced();
  }

  private async findPlace(): Promise<void> {
    const placing = await this.store.ask((store) => placingOf(store, this.model, this.log));
    if (typeof placing === 'string') this.leave(placing);
    else await this.settleIn(placing);
  }

  private async settleIn(placing: Placing): Promise<void> {
    const { serves, withdrawn, lost } = placing;
    if (withdrawn) this.sayWhy(`The read model ${this.model.name} is built anew`, REMEDIES.WITHDRAWN);
    this.wrong = lost ?? this.wrong;
    try {
      await this.takeOver(placing);
    } catch (error) {
      if (!(error instanceof BuildGone)) throw error;
      // Another build was switched in meanwhile.
      return this.findPlace();
    }
    this.serves = serves;
    this.phase = serves ? 'LIVE' : 'BUILDING';
    this.poison = undefined;
    if (serves) this.wrong = undefined;
  }

  private async takeOver({ build, log, serves }: Placing): Promise<void> {
    const model = (this.model = { ...this.model, build });
    await this.store.ask((store) => store.declare(model, log));
    await this.store.ask(() => this.setting.tenure.take(model));
    await this.takePlace();
    // If the store was given up meanwhile, this is a new build under the number of the one that served.
    if (serves && !(await this.store.serves(model))) throw new BuildGone(model);
  }

  private async takePlace(): Promise<void> {
    this.hot.forget();
    this.place = await this.store.ask((store) => store.checkpoint(this.model));
  }

  private stopBefore(touch: Touch): void {
    this.poison = poisonOf(this.model.name, touch);
    this.phase = 'POISONED';
    this.setting.report(inWords(this.poison), touch.poison?.error);
  }

  private standBy(): void {
    this.phase = 'STANDBY';
    // What stopped it here is for the process that folds it now.
    this.poison = undefined;
    this.hot.forget();
  }

  /** How far the process that folds the build has come, and whether it has fallen silent. */
  private async watch(): Promise<boolean> {
    const { store, tenure, known, advanced } = this.setting;
    const placing = await placingOf(store, this.model, known);
    if (typeof placing === 'string') return this.leave(placing);
    const { build, serves, checkpoint } = placing;
    this.serves = serves;
    if (!checkpoint) return true;
    this.model = { ...this.model, build };
    if (await tenure.hasFallenSilent(this.model)) return true;
    this.place = checkpoint;
    advanced();
    return false;
  }

  private async beat(): Promise<boolean> {
    const { hold, place, model, setting } = this;
    if (await setting.tenure.beat(model)) return !(await stillStands(setting, model, place)) && hold === this.hold;
    if (hold === this.hold) this.standBy();
    return false;
  }

  private leave(why: LeftAlone): false {
    const { name } = this.model;
    const problem =
      why === 'FOREIGN' ? `The read model ${name} is not shown` : `The read model ${name} is left to newer code`;
    if (this.phase !== why) this.sayWhy(problem, REMEDIES[why]);
    this.phase = why;
    this.serves = false;
    return false;
  }

  private sayWhy(problem: string, remedy: string): void {
    this.wrong = remedy;
    this.setting.report(problem, new Error(remedy));
  }
}
