import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { NewEvent } from '../../kernel/event.js';
import {
  type Appended,
  type ExpectedRevision,
  OutcomeUnknown,
  Overloaded,
  placeOf,
  RevisionConflict,
  StoreFull,
} from '../event-store.js';
import { positionAt } from '../stored-event.js';
import type { Outcome, Task } from './group-commit.js';
import type { FromWriter, ToWriter, WriterStart } from './writer-loop.js';

/** Tasks that may wait for the disk: at 10,000 a second the last of them waits less than half a second. */
const MOST_WAITING = 4096;

/** Tasks that are worth beginning while this turn of the event loop still brings more. */
const HANDED_OVER_AT = 16;

/** Threads run what was built, also where a test runs the sources: package.json says where that is. */
const THREAD = new URL(import.meta.resolve('#writer-thread'));

/** How long an answer about how the thread stands is waited for, in milliseconds: it may be in the middle of a group. */
const ANSWERS_WITHIN_MS = 500;

/** A thread that has not answered for so many seconds takes nothing. */
const SILENT_S = 5;

type Standing = Readonly<{
  said: Promise<string | undefined>;
  stands: (doubt: string | undefined) => void;
  since: number;
}>;

type Waiting = Readonly<{ settle: (outcome: Outcome) => void; reject: (reason: Error) => void }>;

export type On = Readonly<{
  commit: () => void;
  fatal: (reason: OutcomeUnknown) => void;
  /** The disk has become full, or has room again. */
  full?: (full: boolean) => void;
}>;

/** Has the thread do the work that its entry gave it, whatever that is: request and reply are plain data. */
export interface WriterPort {
  /** Rejects as `EventStore.append` does, and with what the work threw. */
  ask(request: unknown): Promise<unknown>;
  /** Why what is asked would be refused or not answered at present, in words; `undefined` where it would be answered. */
  standing(): Promise<string | undefined>;
}

/**
 * The one writer of a log, in a thread of its own: what is asked while the disk syncs makes the next group.
 *
 * A full disk is refused until there is room again. Any other disk error ends the thread. Every waiting and every later task then learns that its outcome is unknown, and `fatal`
 * lets the process stop.
 */
export class Writer implements WriterPort {
  readonly #thread: Worker;
  readonly #on: On;
  readonly #ended: Promise<unknown>;
  /** Asked since the last turn of the event loop. */
  #asked: Task[] = [];
  /** The callers that wait for an outcome, in the order of their tasks. */
  readonly #waiting: Waiting[] = [];
  /** Asked, and not answered yet. */
  #standing: Standing | undefined;
  /** Why nothing more is taken. */
  #over: Error | undefined;

  /** @throws Error when another process writes to the log, or a newer release wrote it, or it could not be durable. */
  static async open(path: string, on: On, start: Omit<WriterStart, 'path'> = {}): Promise<Writer> {
    const thread = new Worker(THREAD, { workerData: { path, ...start } satisfies WriterStart });
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
    thread.on('message', (message: Exclude<FromWriter, 'open'>) => {
      if ('full' in message) on.full?.(message.full);
      else if ('doubt' in message) this.#stands(message.doubt);
      else this.#answer(message);
    });
    thread.on('error', (error) => this.#fail(error));
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      const revision = placeOf(expected) + events.length - 1;
      const settle = (outcome: Outcome): void => {
        if ('end' in outcome) resolve({ revision, position: positionAt(outcome.end) });
        else reject(reasonOf(outcome));
      };
      this.#ask({ append: { stream, expected, events } }, { settle, reject });
    });
  }

  ask(request: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: Outcome): void => {
        if ('reply' in outcome) resolve(outcome.reply);
        else reject(reasonOf(outcome));
      };
      this.#ask({ work: request }, { settle, reject });
    });
  }

  async standing(): Promise<string | undefined> {
    if (this.#over) return this.#over.message;
    this.#standing ??= this.#askStanding();
    const { said, since } = this.#standing;
    const silent = (): string | undefined => {
      const seconds = Math.round((performance.now() - since) / 1000);
      return seconds < SILENT_S ? undefined : `The thread that writes the log has not answered for ${seconds} seconds`;
    };
    return Promise.race([said, pause(ANSWERS_WITHIN_MS, undefined, { ref: false }).then(silent)]);
  }

  #askStanding(): Standing {
    let stands: Standing['stands'] = () => undefined;
    const said = new Promise<string | undefined>((resolve) => (stands = resolve));
    this.#post('standing');
    return { said, stands, since: performance.now() };
  }

  #stands(doubt: string | undefined): void {
    this.#standing?.stands(doubt);
    this.#standing = undefined;
  }

  /** Does what was asked and closes the file. Later tasks are refused. */
  async close(): Promise<void> {
    if (this.#over === undefined) {
      this.#over = new Error('The event store is closed');
      this.#handOver();
      this.#post('close');
    }
    await this.#ended;
  }

  #ask(task: Task, waiting: Waiting): void {
    if (this.#over) return waiting.reject(this.#over);
    if (this.#waiting.length >= MOST_WAITING) return waiting.reject(new Overloaded(this.#waiting.length));
    this.#waiting.push(waiting);
    const asked = this.#asked.push(task);
    // No timer: what is asked in one turn of the event loop goes together, unless it is enough to begin with.
    if (asked === HANDED_OVER_AT) this.#handOver();
    else if (asked === 1) setImmediate(() => this.#handOver());
  }

  #handOver(): void {
    const tasks = this.#asked;
    if (tasks.length === 0) return;
    this.#asked = [];
    try {
      this.#post(tasks);
    } catch (error) {
      // The message could not be cloned, so it was never sent: reject its callers.
      const reason = new TypeError('What was asked cannot be copied to the thread', { cause: error });
      for (const { reject } of this.#waiting.splice(-tasks.length)) reject(reason);
    }
  }

  #post(message: ToWriter): void {
    this.#thread.postMessage(message);
  }

  #answer(outcomes: readonly Outcome[]): void {
    this.#on.commit();
    const answered = this.#waiting.splice(0, outcomes.length);
    outcomes.forEach((outcome, nth) => answered[nth]?.settle(outcome));
  }

  #fail(error: unknown): void {
    const reason = new OutcomeUnknown(error);
    this.#over = reason;
    this.#asked = [];
    this.#stands(reason.message);
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
    this.#on.fatal(reason);
  }
}

function reasonOf(outcome: Outcome): Error {
  if ('conflict' in outcome) {
    const { stream, expected, actual } = outcome.conflict;
    return new RevisionConflict(stream, expected, actual);
  }
  if ('full' in outcome) {
    const full = new StoreFull();
    return outcome.full === 'BEFORE' ? full : new OutcomeUnknown(full);
  }
  if ('unwritable' in outcome) return new TypeError(`Not to be written as JSON: ${outcome.unwritable}`);
  return 'failed' in outcome ? outcome.failed : new Error('The writer answered another question');
}
