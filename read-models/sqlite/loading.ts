import { Worker } from 'node:worker_threads';
import type { ModelId, Step } from '../read-model-store.js';
import type { RowValues } from './build-table.js';
import type { Report } from './damage.js';

/** The file, and its inode: under the name there may be another by now. */
export type LoadingStart = Readonly<{ path: string; inode: bigint }>;

/** What is committed to a build at once, the rows as the parameters of their statement. */
export type LoadingCommit = Readonly<{ model: ModelId; rows: readonly RowValues[]; step: Step }>;

/** Threads run what was built, also where a test runs the sources: package.json says where that is. */
const THREAD = new URL(import.meta.resolve('#loading-thread'));

/** A thread that was asked for nothing for so many milliseconds ends: the builds are complete, or another process makes them. */
const IDLE_MS = 5_000;

/** The thread that writes rows while the one that folds goes on, from the first that are to be written until it is idle. */
export class Loading {
  private thread: Worker | undefined;
  private ended: Promise<void> = Promise.resolve();
  /** Who hears of the commits that the thread has in hand, in their order. */
  private waiting: ((isKept: boolean) => void)[] = [];
  private readonly inHand = new Set<Promise<boolean>>();
  /** What is written in this thread, one after another. */
  private alone: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;
  private broken = false;

  /** `report` hears why the thread ended before it was told to. All rows are written in this thread from then on. */
  constructor(
    private readonly start: LoadingStart,
    private readonly report: Report,
  ) {}

  get isRunning(): boolean {
    return this.thread !== undefined;
  }

  /** @returns whether it was kept. If not, or not certainly, it is to be committed here, which tells why. */
  keep(commit: LoadingCommit): Promise<boolean> {
    const kept = this.alone.then(() => this.ask(commit));
    this.inHand.add(kept);
    return kept.finally(() => this.inHand.delete(kept));
  }

  /** Writes in this thread when the other has nothing in hand, and before it gets more: who waits for a lock holds up all others. */
  async writeAlone<T>(write: () => T): Promise<T> {
    if (this.inHand.size === 0) return write();
    const done = Promise.all([this.alone, ...this.inHand]).then(write);
    this.alone = done.catch(() => undefined);
    return done;
  }

  /** Resolves when the thread has done what it has in hand, and its connection is closed. */
  end(): Promise<void> {
    clearTimeout(this.idle);
    this.thread?.postMessage('close');
    return this.ended;
  }

  private ask(commit: LoadingCommit): Promise<boolean> {
    if (this.broken) return Promise.resolve(false);
    const thread = (this.thread ??= this.started());
    this.idle?.refresh();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      thread.postMessage(commit);
    });
  }

  private started(): Worker {
    const thread = new Worker(THREAD, { workerData: this.start });
    thread.on('message', (isKept: boolean) => this.waiting.shift()?.(isKept));
    this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
    thread.on('error', (error) => {
      this.broken = true;
      this.report('The thread that writes rows ended, and the one that folds writes them', error);
    });
    this.ended = new Promise((resolve) => {
      thread.once('exit', () => {
        this.thread = undefined;
        for (const heard of this.waiting.splice(0)) heard(false);
        resolve();
      });
    });
    return thread;
  }
}
