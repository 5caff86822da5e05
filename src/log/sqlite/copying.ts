import { Worker } from 'node:worker_threads';
import type { LogWriter } from './log-writer.js';
import { isFull, withNativeErrors } from './native-errors.js';

/** While events keep coming, the WAL is copied after this long, in milliseconds, however short it is. */
const COPY_WITHIN_MS = 60_000;

/**
 * Has another thread copy the WAL into the file: when it is long, whenever nothing was appended between two looks, and
 * at the latest after a minute; again, where a reader or a full disk held it back.
 * What is in the file is not lost with the WAL.
 */
export class Copying {
  #copier: Worker | undefined;
  #copying = false;
  /** Since the last look. */
  #appended = false;
  /** Since when something may be in the WAL alone. */
  #since: number | undefined;

  constructor(
    private readonly path: string,
    private readonly log: LogWriter,
  ) {}

  appended(): void {
    this.#appended = true;
    this.due();
    if (this.log.walIsLong()) this.#copy();
  }

  /** Something may be in the WAL alone. */
  due(): void {
    this.#since ??= performance.now();
  }

  look(): void {
    const quiet = !this.#appended;
    this.#appended = false;
    if (this.#since === undefined) return;
    if (quiet || performance.now() - this.#since > COPY_WITHIN_MS) this.#copy();
  }

  /** Calls back once nothing is being copied any more. */
  end(ended: () => void): void {
    if (this.#copier === undefined) return ended();
    this.#copier.once('exit', () => withNativeErrors(ended));
    this.#copier.postMessage('close');
  }

  #copy(): void {
    if (this.#copying) return;
    this.#copying = true;
    this.#since = undefined;
    this.#copier ??= this.#start();
    this.#copier.postMessage('copy');
  }

  #start(): Worker {
    const copier = new Worker(new URL('./wal-copier.js', import.meta.url), { workerData: { path: this.path } });
    copier.on('message', (whole: boolean) => {
      this.#copying = false;
      if (!whole || !withNativeErrors(() => this.#restCopied())) this.due();
    });
    // No event is lost by it, but the next disk error might lose one.
    copier.on('error', (error) => {
      throw error;
    });
    return copier;
  }

  #restCopied(): boolean {
    try {
      return this.log.copyRest();
    } catch (error) {
      if (!isFull(error, this.path)) throw error;
      return false;
    }
  }
}
