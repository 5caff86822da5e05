import type { NewEvent } from '../../kernel/event.js';
import { RevisionConflict, placeOf, StreamCut, type ExpectedRevision } from '../event-store.js';
import { encode } from '../stored-event.js';
import type { LogWriter } from './log-writer.js';
import { isNative } from '../../sqlite/native-errors.js';

/** Events to be stored where the stream is expected to be. */
export type Append = Readonly<{ stream: string; expected: ExpectedRevision; events: readonly NewEvent[] }>;

/**
 * Work done inside the transactions of the writer beside appending. The log does not know what it is: request and reply
 * are plain data between the work and its caller in another thread.
 */
export interface WriterWork<Request, Reply> {
  /** What it stores is durable with its group. What it throws fails this request alone, unless the driver threw it. */
  do(request: Request): Reply;
  /** Events that the work did not store are about to follow in that stream. */
  appended(stream: string): void;
  /** Why every request would fail at present, in words. It is asked now and then, also when nothing is done. */
  doubt(): string | undefined;
  /** What the group stored, and what it asked of the log since it began, is undone. */
  undone(): void;
}

/** A task of the writer: to store events, or to do its work. */
export type Task<Request = unknown> = Readonly<{ append: Append }> | Readonly<{ work: Request }>;

/**
 * What became of a task, as plain data for another thread: the place in the log of the last event appended; the reply of
 * the work; or why nothing was stored.
 */
export type Outcome<Reply = unknown> =
  | Readonly<{ end: number }>
  | Readonly<{ reply: Reply }>
  | Readonly<{ conflict: Readonly<{ stream: string; expected: ExpectedRevision; actual: ExpectedRevision }> }>
  | Readonly<{ unwritable: string }>
  /** The disk had no room: in the middle of it, or known before it began. */
  | Readonly<{ full: 'WHILE_STORING' | 'BEFORE' }>
  | Readonly<{ failed: Error }>;

/**
 * Tasks that wait together are done in one transaction with one sync; each sees the streams as those before it left
 * them, and one that fails takes no other with it.
 *
 * The first error of the disk ends the writer: whether that group was stored cannot be known from here, and a second sync
 * may claim success for pages the kernel has dropped ("fsyncgate"). So nothing is tried again.
 */
export class GroupCommit<Request, Reply> {
  constructor(
    private readonly log: LogWriter,
    private readonly work: WriterWork<Request, Reply>,
  ) {}

  /** Durable when it returns. */
  commit(group: readonly Task<Request>[]): readonly Outcome<Reply>[] {
    this.log.begin();
    const before = this.log.end;
    const outcomes = group.map((task) => this.#outcomeOf(task));
    if (this.log.end === before) this.log.leaveAsItWas();
    else this.log.commit();
    return outcomes;
  }

  #outcomeOf(task: Task<Request>): Outcome<Reply> {
    try {
      return 'work' in task ? { reply: this.work.do(task.work) } : { end: this.#store(task.append) };
    } catch (error) {
      if (error instanceof RevisionConflict) {
        const { stream, expected, actual } = error;
        return { conflict: { stream, expected, actual } };
      }
      // A disk error ends the writer.
      if (isNative(error)) throw error;
      if ('append' in task && !(error instanceof StreamCut)) return { unwritable: String(error) };
      return { failed: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  #store({ stream, expected, events }: Append): number {
    const place = placeOf(expected);
    const last = this.log.lastOf(stream);
    if (last + 1 !== place) return this.#repeated({ stream, expected, events }, last);
    this.work.appended(stream);
    return this.log.store(stream, place, events.map(encode));
  }

  /** The answer the same events got the first time, if it is they that stand at that place. */
  #repeated({ stream, expected, events }: Append, last: number): number {
    const place = placeOf(expected);
    let end = 0;
    let same = 0;
    for (const [position, , , id] of this.log.read(stream, place)) {
      if (same === events.length || id !== events[same]?.id) break;
      same += 1;
      end = position;
    }
    if (same === events.length) return end;
    throw new RevisionConflict(stream, expected, last < 0 ? 'absent' : last);
  }
}
