import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { BuildGone, type ReadModelStore } from '../../read-models/read-model-store.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { Waits } from '../../src/log/back-off.js';
import { type EventStore, LogCut } from '../../src/log/event-store.js';
import { type Batch, inSequence, inStrides } from './batch.js';
import { build, leastPosition } from './build.js';
import { Lane } from './lane.js';
import { LIVE_PACE, type Pace, restAfter, Stride } from './pace.js';
import { Patience, TimeSlice, WAITS } from './patience.js';
import { Projecting, type Standings, type Wait } from './projecting.js';
import { standingOf } from './standing.js';
import { LEASE_TIMES, type LeaseTimes, Tenure } from './tenure.js';
import type { FoldWatch } from './touches.js';
import { KnownLog } from './vetting.js';

export type ProjectorSetting = Readonly<{
  projections: readonly AnyProjection[];
  events: EventStore;
  store: ReadModelStore;
  /** Hears of poison events and of every failure of a store; the projector itself goes on or tries again. */
  report: (problem: string, error: unknown) => void;
  waits?: Waits | undefined;
  /** Of a process that answers requests in the same thread, unless another is given. */
  pace?: Pace;
  leases?: LeaseTimes;
  /** Sees what is folded as it happens, and nothing of what is built beside. */
  watch?: FoldWatch | undefined;
}>;

/**
 * Moves all read models along the log. The log is read once for all that are live, batch by batch; a read model that is
 * new, or of a new version, is built beside and joins them when it serves.
 *
 * Several processes may project from one log into one store: each build is folded by the one that holds its lease. Whoever
 * starts takes over at once, the newest code first; the others stand by and take over from one that falls silent.
 */
export class Projector extends Projecting {
  private readonly lanes: readonly Lane[];
  private readonly ended = new AbortController();
  private readonly waits: Waits;
  private readonly leases: LeaseTimes;
  private readonly pace: Pace;
  private readonly stride: Stride;
  /** Aborts when lanes were taken up, given up or begin to serve: who moves them looks again which there are. */
  private regroup = new AbortController();
  private running: Promise<unknown> = Promise.resolve();
  /** The rest after a batch: aborts when a caller waits for more than is shown, or there is something else to do. */
  private resting = new AbortController();
  /** When events were delivered last, by the clock of the process. */
  private heardAt = performance.now();
  /** What is missing of the log: read models that stand before it stay there. */
  private cut: LogCut | undefined;
  private folded = 0;
  private foldingMs = 0;
  /** Up to where events are counted in it: some are delivered again when a lane has to be told from further back. */
  private counted = BEGINNING;

  constructor(private readonly setting: ProjectorSetting) {
    super(setting.events);
    // Each lane waits on it.
    setMaxListeners(0, this.ended.signal);
    this.waits = setting.waits ?? WAITS;
    this.pace = setting.pace ?? LIVE_PACE;
    this.stride = new Stride(this.pace);
    this.leases = setting.leases ?? LEASE_TIMES;
    const { store, report } = setting;
    const owner = randomUUID();
    const known = new KnownLog(setting.events);
    const advanced = (): void => this.moved();
    this.lanes = setting.projections.map((projection) => {
      const tenure = new Tenure(store, owner, this.leases.silence);
      return new Lane({ projection, store, known, tenure, report, patience: this.patience(), advanced });
    });
  }

  get standings(): Standings {
    const { folded, foldingMs, heardAt, cut } = this;
    const lanes = this.lanes.map((lane) => {
      const isBefore = cut !== undefined && lane.open && lane.position < cut.position;
      return { ...standingOf(lane), ...(isBefore && { remedy: cut.message }) };
    });
    return { lanes, folded, foldingMs, silentMs: performance.now() - heardAt };
  }

  start(): void {
    this.running = this.run().catch((error: unknown) => {
      if (!this.ended.signal.aborted) this.setting.report('The projector has stopped', error);
    });
  }

  async stop(): Promise<void> {
    this.ended.abort();
    this.resting.abort();
    this.dismiss();
    await this.running;
    // A lease that cannot be given back falls silent.
    await Promise.allSettled(this.lanes.map((lane) => lane.release()));
  }

  override caughtUpTo(position: Position, wait: Wait): Promise<boolean> {
    const reached = super.caughtUpTo(position, wait);
    if (this.isAwaited) this.resting.abort();
    return reached;
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
        if (error instanceof LogCut) this.cut = error;
        this.setting.report(problem, error);
        await patience.after(error).catch(() => undefined);
      }
    }
  }

  private regrouped(): void {
    const before = this.regroup;
    this.regroup = new AbortController();
    before.abort();
    this.resting.abort();
    // A lane may have come to a position that a caller waits for.
    this.moved();
  }

  /** What fails again and again is told once. */
  private async keepLease(lane: Lane): Promise<void> {
    const { signal } = this.ended;
    let failing = false;
    for (;;) {
      // An abort in the middle of the wait is found below.
      await setTimeout(this.leases.beat, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const toEnter = await lane.tend();
        failing = false;
        if (!toEnter) continue;
        await lane.enter();
        this.regrouped();
      } catch (error) {
        if (signal.aborted) return;
        if (!failing) this.setting.report(`The read model ${lane.model.name} cannot be looked after`, error);
        failing = true;
      }
    }
  }

  /** Builds what is new, beside what serves; what fails goes on from where each lane is. */
  private async buildBeside(signal: AbortSignal): Promise<void> {
    const lanes = this.lanes.filter(({ phase }) => phase === 'BUILDING');
    if (lanes.length === 0) return aborted(signal);
    try {
      await build({ lanes, events: this.setting.events, pace: this.pace, signal });
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
    const slice = new TimeSlice(this.pace.sliceMs);
    const after = leastPosition(lanes);
    for await (const batch of inSequence(this.setting.events.subscribe(after, signal, this.pace.events), after)) {
      patience.succeeded();
      const { foldingMs } = this;
      for (const part of inStrides(batch, this.stride)) {
        if (!(await this.foldPart(part, lanes, slice)) || signal.aborted) return;
      }
      await this.rest(restAfter(this.pace, batch.events.length, this.foldingMs - foldingMs), signal);
    }
    if (!signal.aborted) throw new Error('The event store ended the subscription');
  }

  /** @returns false when a lane has to be told from further back. */
  private async foldPart(part: Batch, lanes: readonly Lane[], slice: TimeSlice): Promise<boolean> {
    this.heardAt = performance.now();
    for (const lane of lanes) {
      if (!(await this.advance(lane, part))) return false;
      await slice.pauseWhenOver();
    }
    this.count(part, performance.now() - this.heardAt);
    this.moved();
    return true;
  }

  private count({ events }: Batch, tookMs: number): void {
    this.stride.took(events.length, tookMs);
    this.foldingMs += tookMs;
    this.folded += events.filter(({ position }) => position > this.counted).length;
    const last = events.at(-1)?.position ?? BEGINNING;
    if (last > this.counted) this.counted = last;
  }

  /** Whoever comes to the end of the batch after the signal, or with a caller waiting, takes none: {@link resting} aborts one that is taken. */
  private async rest(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.isAwaited || ms === 0) return;
    this.resting = new AbortController();
    await setTimeout(ms, undefined, { signal: this.resting.signal }).catch(() => undefined);
  }

  private async advance(lane: Lane, batch: Batch): Promise<boolean> {
    try {
      return await lane.advance(batch, this.pace, { watch: this.setting.watch });
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

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
