import type { NewEvent } from '../../kernel/event.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { DecideRequest } from '../request.js';
import { Refused } from '../decision.js';
import { RevisionConflict, placeOf, type ExpectedRevision } from '../../log/event-store.js';
import type { DecideReply } from '../receipt.js';
import type { Slice } from '../slice.js';
import { encode } from '../../log/stored-event.js';
import { SCHEMAS } from '../../log/upcasting.js';
import { CurrentStreams } from './current-streams.js';
import { Decisions } from './decisions.js';
import type { LogWriter } from '../../log/sqlite/log-writer.js';
import { isNative } from '../../log/sqlite/native-errors.js';

/** Events to be stored where the stream is expected to be. */
export type Append = Readonly<{ stream: string; expected: ExpectedRevision; events: readonly NewEvent[] }>;

/** What is asked of the writer of a log: to store events, or to decide a command and store what becomes of it. */
export type Task = Readonly<{ append: Append }> | Readonly<{ decide: DecideRequest }>;

/**
 * What became of a task, as plain data for another thread: the place in the log of the last event appended; the receipt of
 * a decision; or why nothing was stored.
 */
export type Outcome =
  | Readonly<{ end: number }>
  | DecideReply
  | Readonly<{ refused: Refusal }>
  | Readonly<{ conflict: Readonly<{ stream: string; expected: ExpectedRevision; actual: ExpectedRevision }> }>
  | Readonly<{ unwritable: string }>
  | Readonly<{ failed: Error }>;

/**
 * Tasks that wait together are done in one transaction with one sync; each is judged on the streams as those before it
 * left them, and one that comes to nothing takes nobody with it.
 *
 * The first error of the disk ends it: whether that group was stored cannot be known from here, and a second sync may
 * claim success for pages the kernel has dropped ("fsyncgate"). So nothing is tried again.
 */
export class GroupCommit {
  readonly #log: LogWriter;
  readonly #streams: CurrentStreams;
  readonly #decisions: Decisions;

  /** @param slices what decides the commands, by name; none where only events come */
  constructor(log: LogWriter, slices: Readonly<Record<string, Slice>>) {
    this.#log = log;
    this.#streams = new CurrentStreams(log, SCHEMAS);
    this.#decisions = new Decisions(slices, log, this.#streams);
  }

  /** Durable when it returns. */
  commit(group: readonly Task[]): readonly Outcome[] {
    this.#log.begin();
    const outcomes = group.map((task) => this.#outcomeOf(task));
    this.#log.commit();
    return outcomes;
  }

  #outcomeOf(task: Task): Outcome {
    try {
      return 'decide' in task ? this.#decisions.make(task.decide) : { end: this.#store(task.append) };
    } catch (error) {
      if (error instanceof Refused) return { refused: error.refusal };
      if (error instanceof RevisionConflict) {
        const { stream, expected, actual } = error;
        return { conflict: { stream, expected, actual } };
      }
      // Of the disk, which nobody survives.
      if (isNative(error)) throw error;
      if ('append' in task) return { unwritable: String(error) };
      return { failed: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  #store({ stream, expected, events }: Append): number {
    const place = placeOf(expected);
    const last = this.#log.lastOf(stream);
    if (last + 1 !== place) return this.#repeated({ stream, expected, events }, last);
    this.#streams.forget(stream);
    return this.#log.store(stream, place, events.map(encode));
  }

  /** The answer the same events got the first time, if it is they that stand at that place. */
  #repeated({ stream, expected, events }: Append, last: number): number {
    const place = placeOf(expected);
    let end = 0;
    let same = 0;
    for (const [position, , , id] of this.#log.read(stream, place)) {
      if (same === events.length || id !== events[same]?.id) break;
      same += 1;
      end = position;
    }
    if (same === events.length) return end;
    throw new RevisionConflict(stream, expected, last < 0 ? 'absent' : last);
  }
}
