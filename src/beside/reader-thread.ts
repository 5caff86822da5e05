import { Worker } from 'node:worker_threads';
import { StoreUnavailable, StreamCut } from '../log/event-store.js';
import { NotUnderstood, type Unread } from '../log/upcasting.js';

/** A message to the thread: what to answer, that the answer is not wanted any more, or that nothing more comes. */
export type ToReader<Request> = Readonly<{ request: Request }> | 'cancel' | 'close';

/** What became of a request, as plain data: an error would come to another thread without its class. */
export type FromReader<Reply> = Readonly<{ reply: Reply }> | Readonly<{ failed: Failed }>;

type Failed = Readonly<{
  message: string;
  stack: string | undefined;
  unavailable: boolean;
  notUnderstood: Unread | undefined;
  cut: Readonly<{ stream: string; revision: number }> | undefined;
}>;

/** A request with what hears of its end. */
export type Job<Request, Reply> = Readonly<{
  request: Request;
  resolve: (reply: Reply) => void;
  reject: (reason: unknown) => void;
}>;

/** Where the thread begins, and what it is given as `workerData`. */
export type ThreadEntry = Readonly<{ entry: URL; data: object }>;

/** A thread may hold what it reads ahead and the rows that it keeps, in MiB. One that needs more is ended, and its request fails. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 };

/** Within that a thread must have heard that its request is not wanted any more, in milliseconds. */
const CANCEL_MS = 1_000;

/** A thread that answers one request at a time. */
export class ReaderThread<Request, Reply> {
  readonly #thread: Worker;
  readonly #ended: Promise<void>;
  #job: Job<Request, Reply> | undefined;

  /** `free` is called after each request, `gone` once, when the thread has ended. */
  constructor({ entry, data }: ThreadEntry, on: Readonly<{ free: () => void; gone: () => void }>) {
    this.#thread = new Worker(entry, { workerData: data, resourceLimits: LIMITS });
    let reason: unknown;
    this.#thread.on('error', (error) => (reason = error));
    this.#thread.on('message', (message: FromReader<Reply>) => {
      this.#answer(message);
      on.free();
    });
    this.#ended = new Promise((resolve) => {
      this.#thread.once('exit', () => {
        this.#job?.reject(new StoreUnavailable('The thread that reads the log', reason));
        on.gone();
        resolve();
      });
    });
  }

  run(job: Job<Request, Reply>): void {
    this.#job = job;
    this.#post({ request: job.request });
  }

  /** Ends the work on the request that is in hand; `free` follows. */
  cancel(): void {
    this.#post('cancel');
  }

  /** Returns when the thread has ended. What is in hand is answered first; after `withinMs` it is cancelled, and fails as `late`. */
  async close({ withinMs, late }: Readonly<{ withinMs: number; late: Error }>): Promise<void> {
    this.#post('close');
    const cancelling = setTimeout(() => {
      this.#job?.reject(late);
      this.cancel();
    }, withinMs);
    // It may hear nothing: a store that does not answer, or one long step.
    const ending = setTimeout(() => void this.#thread.terminate(), withinMs + CANCEL_MS);
    await this.#ended;
    clearTimeout(cancelling);
    clearTimeout(ending);
  }

  #post(message: ToReader<Request>): void {
    this.#thread.postMessage(message);
  }

  #answer(message: FromReader<Reply>): void {
    const job = this.#job;
    this.#job = undefined;
    if ('reply' in message) job?.resolve(message.reply);
    else job?.reject(revived(message.failed));
  }
}

function revived({ message, stack, unavailable, notUnderstood, cut }: Failed): Error {
  if (notUnderstood !== undefined) return new NotUnderstood(notUnderstood);
  const cause = Object.assign(new Error(message), { stack });
  if (cut !== undefined) return new StreamCut(cut.stream, cut.revision, cause);
  return unavailable ? new StoreUnavailable('The log', cause) : cause;
}
