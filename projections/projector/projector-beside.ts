import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ReadModelStore, Serving } from '../../read-models/read-model-store.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { defined } from '../../src/kernel/defined.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { EventStore } from '../../src/log/event-store.js';
import type { Unread } from '../../src/log/upcasting.js';
import { Patience, WAITS } from './patience.js';
import { type Asked, type ModelStatus, Projecting, type Standings, type Wait } from './projecting.js';
import type { Standing } from './standing.js';

/** To the thread: that something was appended, what a caller waits for, which traces callers record, or that it is to stop. */
export type ToProjector =
  'appended' | 'stop' | Readonly<{ awaited: Position; wait: Wait }> | Readonly<{ traced: object }>;

/** From the thread: how everything stands, what failed, and what it met of a newer release. */
export type FromProjector =
  Readonly<{ standings: Standings }> | Readonly<{ problem: string; error: unknown }> | Readonly<{ met: Unread }>;

export type BesideSetting = Readonly<{
  /** Where the thread begins, and what it is given as `workerData`. */
  entry: URL;
  data: object;
  projections: readonly AnyProjection[];
  /** A reader of the same log. */
  events: EventStore;
  /** Read in this thread. */
  readModels: ReadModelStore;
  /** As the projector itself reports. */
  report: (problem: string, error: unknown) => void;
  /** Hears of what a newer release wrote, when the thread has met it. */
  met: (event: Unread) => void;
  bounds?: typeof BESIDE_BOUNDS;
}>;

/** What a thread may hold, in MiB: a batch and the rows of a few thousand keys. One that needs more is ended and begun anew. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** How long a start waits at most until a new ledger can be read, in milliseconds: its store may be away. */
const NEW_LEDGER_MS = 2_000;

/** A thread that ran for so long was well: what ended it is no reason to wait longer with the next, in milliseconds. */
const WELL_AFTER_MS = 60_000;

/**
 * How long the thread may say nothing, which it does each second, before it counts as hung and is ended; twice as long after each
 * that was, since making indexes over many rows is one long step. After how long health says so, how long a stop waits for
 * the batches in hand, and how long for a thread that is told to end: it does so at its next step, but one that is deep in a call of
 * the system may never. In milliseconds.
 */
export const BESIDE_BOUNDS = { hungAfter: 60_000, silent: 5_000, stopWithin: 2_500, endWithin: 400 };

/** A projector in a thread of its own, that folds while this one answers requests. A thread that ends, or hangs, is begun anew. */
export class ProjectorBeside extends Projecting {
  private readonly ended = new AbortController();
  private thread: Worker | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private told: Standings;
  private toldAt = performance.now();
  private readonly first: Promise<void>;
  private heardFirst: () => void = () => undefined;
  private readonly bounds: typeof BESIDE_BOUNDS;
  /** How long the thread has said nothing, by looks at it: while this process itself is paused, none is taken. */
  private silence = 0;
  private hungAfter: number;

  constructor(private readonly setting: BesideSetting) {
    super(setting.events);
    this.first = new Promise((resolve) => (this.heardFirst = resolve));
    this.told = this.nothingTold();
    this.bounds = setting.bounds ?? BESIDE_BOUNDS;
    this.hungAfter = this.bounds.hungAfter;
  }

  get standings(): Standings {
    const { silentMs, ...told } = this.told;
    return { ...told, silentMs: silentMs + performance.now() - this.toldAt };
  }

  /** What this thread knows and the other has not noticed, or cannot tell: that a file was set aside, and that it is silent. */
  override async status(now: Instant, asked: Partial<Asked> = {}): Promise<readonly ModelStatus[]> {
    const { readModels, projections } = this.setting;
    const statuses = (await super.status(now, asked)).map((status) => ({
      ...status,
      ...defined({ remedy: this.silent }),
    }));
    if (readModels.lost === undefined) return statuses;
    const serving = asked.serving ?? readModels.serving(projections.map(({ name }) => name));
    const served = await serving.catch(() => new Map<string, Serving>());
    return statuses.map((status) => ({
      ...defined({ remedy: served.has(status.model) ? undefined : readModels.lost }),
      ...status,
    }));
  }

  private get silent(): string | undefined {
    if (this.thread === undefined || this.silence < this.bounds.silent) return undefined;
    return (
      `The thread that folds read models has said nothing for ${seconds(this.silence)}: after ${seconds(this.hungAfter)} it is ended ` +
      'and another follows. Nothing is to be done'
    );
  }

  start(): void {
    this.running = this.run();
  }

  /** Whoever asks a new ledger at once finds read models, which take a moment to be made. */
  override async begun(): Promise<void> {
    await this.first;
    if ((await this.events.head()) === BEGINNING) await this.caughtUpTo(BEGINNING, { timeoutMs: NEW_LEDGER_MS });
  }

  async stop(): Promise<void> {
    this.ended.abort();
    this.post('stop');
    this.dismiss();
    if (await isOver(this.running, this.bounds.stopWithin)) return;
    const bound = new Error(`It did not end within ${seconds(this.bounds.stopWithin)}`);
    this.setting.report('The thread that folds read models is ended in the middle of its work', bound);
    await isOver(this.thread?.terminate(), this.bounds.endWithin);
  }

  override appended(): void {
    this.post('appended');
  }

  override caughtUpTo(position: Position, wait: Wait): Promise<boolean> {
    const reached = super.caughtUpTo(position, wait);
    if (this.isAwaited) this.post({ awaited: position, wait });
    return reached;
  }

  override traced(traced: object): void {
    this.post({ traced });
  }

  private async run(): Promise<void> {
    const patience = new Patience(WAITS, this.ended.signal);
    while (!this.ended.signal.aborted) {
      const began = performance.now();
      const reason = await this.turnOfThread();
      if (this.ended.signal.aborted) return;
      if (performance.now() - began > WELL_AFTER_MS && !(reason instanceof Hung)) {
        patience.succeeded();
        this.hungAfter = this.bounds.hungAfter;
      }
      // What it told holds no longer: nothing is shown until the next one tells.
      this.told = this.nothingTold();
      this.moved();
      this.setting.report('The thread that folds read models has ended, another follows', reason);
      await patience.after(reason).catch(() => undefined);
    }
  }

  /** @returns why it has ended, or was given up. */
  private turnOfThread(): Promise<unknown> {
    const { entry, data } = this.setting;
    const thread = new Worker(entry, { workerData: data, resourceLimits: LIMITS });
    this.thread = thread;
    this.silence = 0;
    let reason: unknown;
    thread.on('error', (error) => (reason = error));
    thread.on('message', (message: FromProjector) => {
      if (this.thread !== thread) return;
      this.silence = 0;
      this.hear(message);
      this.heardFirst();
    });
    return new Promise((resolve) => {
      const over = (): void => {
        clearInterval(looking);
        if (this.thread === thread) this.thread = undefined;
        this.heardFirst();
        resolve(reason ?? new Error('It ended without a reason'));
      };
      const lookEvery = Math.min(1_000, this.bounds.silent);
      const looking = setInterval(() => {
        this.silence += lookEvery;
        if (this.silence < this.hungAfter) return;
        reason = new Hung(this.hungAfter);
        this.hungAfter *= 2;
        clearInterval(looking);
        void isOver(thread.terminate(), this.bounds.endWithin).then(over);
      }, lookEvery).unref();
      thread.once('exit', over);
    });
  }

  private nothingTold(): Standings {
    return { lanes: this.setting.projections.map(beforeTheStart), folded: 0, foldingMs: 0, silentMs: 0 };
  }

  private hear(message: FromProjector): void {
    if ('problem' in message) this.setting.report(message.problem, message.error);
    else if ('met' in message) this.setting.met(message.met);
    else {
      this.told = message.standings;
      this.toldAt = performance.now();
      this.moved();
    }
  }

  private post(message: ToProjector): void {
    this.thread?.postMessage(message);
  }
}

/** The thread said nothing for too long. */
class Hung extends Error {
  constructor(afterMs: number) {
    super(`It said nothing for ${seconds(afterMs)}`);
    this.name = 'Hung';
  }
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

/** Whether it was settled in that time. */
async function isOver(work: Promise<unknown> | undefined, withinMs: number): Promise<boolean> {
  const over = new AbortController();
  const late = setTimeout(withinMs, false, { signal: over.signal, ref: false });
  try {
    return await Promise.race([Promise.resolve(work).then(() => true), late]);
  } finally {
    over.abort();
    await late.catch(() => undefined);
  }
}

function beforeTheStart({ name, version }: AnyProjection): Standing {
  return { model: name, version, phase: 'BUILDING', state: 'BUILDING', position: BEGINNING, serves: false };
}
