import { FairQueue, type Room } from './fair-queue.js';
import { type Job, ReaderThread, type ThreadEntry } from './reader-thread.js';

/** Too much waits already, or the service stops: try again later. */
export class Crowded extends Error {
  constructor() {
    super('Too many requests wait to be read beside: try again later');
    this.name = 'Crowded';
  }
}

/** Whose turn it is by, and when the answer is not wanted any more. */
export type Asking = Readonly<{ caller: string; signal: AbortSignal }>;

export type ThreadsSetting = ThreadEntry & Readonly<{ threads: number; room: Room }>;

/** After that long without a request a thread is ended, in milliseconds, and its memory given back. */
const IDLE_MS = 60_000;

/** What a closing gives to what is in hand before it is cancelled, in milliseconds. */
const IN_HAND_MS = 3_000;

type Waiting<Request, Reply> = Job<Request, Reply> & Readonly<{ taken: (by: ReaderThread<Request, Reply>) => void }>;

/**
 * Threads for what would hold up everybody else: they start when they are needed, each answers one request at a time, and
 * the requests of all callers wait in one fair queue.
 *
 * Our own and not a library's pool: what those leave out, turns by caller, and a cancelled request that does not cost its
 * thread, is most of it.
 */
export class ReaderThreads<Request, Reply> {
  readonly #setting: ThreadsSetting;
  readonly #waiting: FairQueue<Waiting<Request, Reply>>;
  readonly #idle = new Map<ReaderThread<Request, Reply>, NodeJS.Timeout>();
  readonly #threads = new Set<ReaderThread<Request, Reply>>();
  #closed = false;

  constructor(setting: ThreadsSetting) {
    this.#setting = setting;
    this.#waiting = new FairQueue(setting.room);
  }

  /**
   * Rejects with `Crowded` when too many wait, with the reason of the signal when that aborts, with `StoreUnavailable` when
   * the thread cannot reach what it reads, and with what else the work threw.
   */
  async ask(request: Request, { caller, signal }: Asking): Promise<Reply> {
    signal.throwIfAborted();
    if (this.#closed) throw new Crowded();
    let abort = (): void => undefined;
    const answer = new Promise<Reply>((resolve, reject) => {
      let thread: ReaderThread<Request, Reply> | undefined;
      const work = { request, resolve, reject, taken: (by: ReaderThread<Request, Reply>) => (thread = by) };
      abort = () => {
        if (!this.#waiting.remove(caller, work)) thread?.cancel();
        reject(signal.reason as Error);
      };
      if (!this.#waiting.add(caller, work)) reject(new Crowded());
    });
    signal.addEventListener('abort', abort);
    this.#look();
    return answer.finally(() => signal.removeEventListener('abort', abort));
  }

  /** Rejects what waits at once, and what is in hand after {@link IN_HAND_MS}; returns when no thread is left. */
  async close(): Promise<void> {
    this.#closed = true;
    for (let work = this.#waiting.take(); work !== undefined; work = this.#waiting.take()) {
      work.reject(new Crowded());
    }
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#threads].map((thread) => thread.close({ withinMs: IN_HAND_MS, late: new Crowded() })));
  }

  /** Gives the next request to a free thread, or to a new one where there may be one more. */
  #look(): void {
    if (this.#waiting.size === 0) return;
    const thread = this.#free();
    if (thread === undefined) return;
    const work = this.#waiting.take();
    if (work === undefined) return;
    work.taken(thread);
    thread.run(work);
  }

  #free(): ReaderThread<Request, Reply> | undefined {
    const [idle] = this.#idle;
    if (idle === undefined) return this.#threads.size < this.#setting.threads ? this.#start() : undefined;
    const [thread, timer] = idle;
    clearTimeout(timer);
    this.#idle.delete(thread);
    return thread;
  }

  #start(): ReaderThread<Request, Reply> {
    const thread: ReaderThread<Request, Reply> = new ReaderThread(this.#setting, {
      free: () => {
        this.#rest(thread);
        this.#look();
      },
      gone: () => {
        clearTimeout(this.#idle.get(thread));
        this.#idle.delete(thread);
        this.#threads.delete(thread);
        if (!this.#closed) this.#look();
      },
    });
    this.#threads.add(thread);
    return thread;
  }

  #rest(thread: ReaderThread<Request, Reply>): void {
    const end = (): void => {
      this.#idle.delete(thread);
      void thread.close({ withinMs: IN_HAND_MS, late: new Crowded() });
    };
    this.#idle.set(thread, setTimeout(end, IDLE_MS).unref());
  }
}
