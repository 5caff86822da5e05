/**
 * How appends come to the disk: one flush after the other, and appends that come while one is under way share the next. On a real
 * server a flush is one fsync each of the chunk and of the checkpoints of writer and chaser.
 */
export class Flushing {
  /** So far. */
  flushes = 0;
  #last = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(private readonly sync: () => void) {}

  /** Resolves once what was written before this call is on the disk. */
  flushed(): Promise<void> {
    this.#next ??= this.#last.then(() => this.#flush());
    return this.#next;
  }

  async #flush(): Promise<void> {
    this.#last = this.#next ?? this.#last;
    this.#next = undefined;
    this.flushes += 1;
    this.sync();
    // What comes meanwhile waits for the next.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
