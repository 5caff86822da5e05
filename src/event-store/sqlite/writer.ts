import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import {
  OutcomeUnknown,
  Overloaded,
  placeOf,
  RevisionConflict,
  type Appended,
  type ExpectedRevision,
} from '../event-store.js';
import type { NewEvent } from '../../kernel/event.js';
import { positionAt } from '../stored-event.js';
import type { Append, Outcome } from './group-commit.js';
import type { Told } from './writer-thread.js';

/** Appends that share one transaction and one sync. More would make the first of them wait too long. */
const GROUP_SIZE = 256;

/** Appends that may wait for the disk: at 20,000 a second the last of them waits a fifth of a second. */
const MOST_WAITING = 4096;

/** Threads run what was built, also where a test runs the sources: package.json says where that is. */
const THREAD = new URL(import.meta.resolve('#writer-thread'));

type Waiting = Append &
  Readonly<{ expected: ExpectedRevision; resolve: (appended: Appended) => void; reject: (reason: Error) => void }>;

type On = Readonly<{ commit: () => void; fatal: (reason: OutcomeUnknown) => void }>;

/**
 * The one writer of a log, in a thread of its own: what is appended while the disk syncs makes the next group.
 *
 * An error of the disk ends the thread; then every waiting and later append is told that its outcome is unknown, and
 * `fatal` lets the process stop.
 */
export class Writer {
  readonly #thread: Worker;
  readonly #on: On;
  readonly #ended: Promise<unknown>;
  readonly #waiting: Waiting[] = [];
  /** The groups that the thread has and did not answer yet, in order. */
  readonly #inHand: (readonly Waiting[])[] = [];
  /** Why nothing more is taken. */
  #over: Error | undefined;

  /** @throws Error when another process writes to the log, or a newer release wrote it, or it could not be durable. */
  static async open(path: string, on: On): Promise<Writer> {
    const thread = new Worker(THREAD, { workerData: { path } });
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    try {
      await once(thread, 'message');
    } catch (error) {
      // Until it is gone, it holds the lock of the log.
      await ended;
      throw error;
    }
    return new Writer(thread, ended, on);
  }

  private constructor(thread: Worker, ended: Promise<unknown>, on: On) {
    this.#thread = thread;
    this.#ended = ended;
    this.#on = on;
    thread.on('message', (outcomes: readonly Outcome[]) => this.#answer(outcomes));
    thread.on('error', (error) => this.#fail(error));
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const place = placeOf(expected);
    return new Promise((resolve, reject) => {
      if (this.#over) return reject(this.#over);
      if (this.#waiting.length >= MOST_WAITING) return reject(new Overloaded(this.#waiting.length));
      this.#waiting.push({ stream, expected, place, events, resolve, reject });
      // No timer: whatever arrives in this turn of the event loop shares the sync, a lone append does not wait.
      if (this.#waiting.length === 1 && this.#inHand.length === 0) setImmediate(() => this.#handOver());
    });
  }

  /** Writes what waits and closes the file. Later appends are refused. */
  async close(): Promise<void> {
    if (this.#over === undefined) {
      this.#over = new Error('The event store is closed');
      while (this.#waiting.length > 0) this.#handOver();
      this.#tell('close');
    }
    await this.#ended;
  }

  /** The next group. */
  #handOver(): void {
    const group = this.#waiting.splice(0, GROUP_SIZE);
    if (group.length === 0) return;
    try {
      // As objects: to copy them for the thread costs half of writing them as JSON, which is then the thread's work.
      this.#tell(group.map(({ stream, place, events }) => ({ stream, place, events })));
      this.#inHand.push(group);
    } catch (error) {
      // Somebody appends what is no data. Nothing was told, so nothing is stored.
      for (const { reject } of group) reject(new TypeError('An event cannot be copied', { cause: error }));
    }
  }

  #tell(told: Told): void {
    this.#thread.postMessage(told);
  }

  #answer(outcomes: readonly Outcome[]): void {
    const group = this.#inHand.shift() ?? [];
    if (this.#inHand.length === 0) this.#handOver();
    this.#on.commit();
    group.forEach((append, index) => settle(append, outcomes[index]));
  }

  #fail(error: unknown): void {
    const reason = new OutcomeUnknown(error);
    this.#over = reason;
    for (const { reject } of [...this.#inHand.splice(0).flat(), ...this.#waiting.splice(0)]) reject(reason);
    this.#on.fatal(reason);
  }
}

function settle({ stream, place, events, expected, resolve, reject }: Waiting, outcome: Outcome | undefined): void {
  if (outcome === undefined) return;
  if ('end' in outcome) return resolve({ revision: place + events.length - 1, position: positionAt(outcome.end) });
  if ('unwritable' in outcome) return reject(new TypeError(`Not to be written as JSON: ${outcome.unwritable}`));
  reject(new RevisionConflict(stream, expected, outcome.head < 0 ? 'absent' : outcome.head));
}
