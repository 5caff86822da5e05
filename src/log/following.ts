import type { Position, Recorded } from '../kernel/event.js';

/** Lets readers sleep until something is committed or the store closes. */
export class CommitSignal {
  readonly #sleepers = new Set<() => void>();
  #ended = false;

  get ended(): boolean {
    return this.#ended;
  }

  committed(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  /** The store closes: every sleeping reader wakes and finds it `ended`. */
  end(): void {
    this.#ended = true;
    this.committed();
  }

  /** Resolves at the next commit, when the signal aborts, or after that many milliseconds. */
  sleep(signal: AbortSignal, atMost?: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        clearTimeout(timer);
        resolve();
      };
      const timer = atMost === undefined ? undefined : setTimeout(wake, atMost);
      this.#sleepers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

/** A log that can be followed. `headNow` answers at once, so that nothing is committed between the look and the sleep. */
export interface Followed {
  readonly commits: CommitSignal;
  /** How often to look for new events, in milliseconds, when another process writes and sends no signal. */
  readonly pollEvery?: number;
  headNow(): Position;
  readAll(after: Position): AsyncIterable<readonly Recorded[]>;
}

/** Reads to the end of the log, sleeps until it grows, and goes on from the last event given out: no gap, no double. */
export async function* follow(
  log: Followed,
  after: Position,
  signal: AbortSignal,
): AsyncGenerator<readonly Recorded[], void, undefined> {
  const over = () => signal.aborted || log.commits.ended;
  let reached = after;
  while (!over()) {
    for await (const batch of log.readAll(reached)) {
      reached = batch.at(-1)?.position ?? reached;
      yield batch;
      if (over()) return;
    }
    while (!over() && log.headNow() <= reached) await log.commits.sleep(signal, log.pollEvery);
  }
}
