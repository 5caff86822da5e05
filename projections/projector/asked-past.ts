import { setTimeout as pause } from 'node:timers/promises';
import type { Stored } from '../../read-models/read-model-store.js';
import {
  type Asking,
  type Moment,
  NotSettled,
  NotYet,
  ReplayPort,
  TooManyReplays,
} from '../../read-models/replay-port.js';
import { Crowded } from '../../src/beside/reader-threads.js';
import type { Ledger } from '../../src/deciding/ledger.js';
import type { Position, Recorded } from '../../src/kernel/event.js';
import { endOfDayInHanoi, type Instant, instantOf, type LocalDate } from '../../src/kernel/instant.js';
import type { EventStore } from '../../src/log/event-store.js';
import { forCertain } from '../../src/log/for-certain.js';
import { asWritten } from '../../src/log/upcasting.js';
import type { Question, ReplayAnswer } from './replay.js';

/** How long a caller waits for an instant to be settled, in milliseconds. */
const PATIENCE_MS = 2_000;

const DAY_MS = 86_400_000;

/** A moment by a clock. */
type Dated = Exclude<Moment, Readonly<{ position: Position }>>;

type Parts = Readonly<{
  events: EventStore;
  ledger: Pick<Ledger, 'now' | 'settles'>;
  /** Folds, beside whatever else this thread does. */
  replay: (question: Question, asking: Asking) => Promise<ReplayAnswer>;
}>;

/** Answers about the past, and only about what is past: an answer about a position or an instant is the same for ever. */
export class AskedPast extends ReplayPort {
  constructor(private readonly parts: Parts) {
    super();
  }

  async event(stream: string, revision: number): Promise<Recorded | undefined> {
    const { events } = this.parts;
    const read = async (): Promise<Recorded | undefined> => {
      for await (const event of events.read(stream, revision, { most: 1 })) return asWritten(event);
      return undefined;
    };
    return forCertain(events, read, { answers: (event) => event === undefined });
  }

  async row<Row extends object>(
    model: string,
    key: string,
    moment: Moment,
    asking: Asking,
  ): Promise<Stored<Row> | undefined> {
    if ('position' in moment) await this.mustBeReached(moment.position);
    else await this.mustHavePassed(moment, asking.signal);
    const { row } = await this.folded({ model, key, moment }, asking);
    return row as Stored<Row> | undefined;
  }

  private async folded(question: Question, asking: Asking): Promise<ReplayAnswer> {
    try {
      return await this.parts.replay(question, asking);
    } catch (error) {
      throw error instanceof Crowded ? new TooManyReplays() : error;
    }
  }

  private async mustBeReached(position: Position): Promise<void> {
    const { events } = this.parts;
    // Positions of one engine have one width; only so is their order as texts that of the log.
    const isBeyond = (head: Position) => position.length !== head.length || position > head;
    if (isBeyond(await forCertain(events, () => events.head(), { answers: isBeyond }))) throw new NotYet();
  }

  /** An instant is settled then. A day must have begun, and its answer moves until it is over. */
  private async mustHavePassed(moment: Dated, signal: AbortSignal): Promise<void> {
    const instant = 'instant' in moment ? moment.instant : lastBefore(moment.day);
    if (await this.isPassed(instant)) return;
    const wait = await this.parts.ledger.settles(instant);
    if (wait === undefined) throw new NotYet();
    if ('day' in moment) return;
    if (wait > PATIENCE_MS) throw new NotSettled(Math.ceil(wait / 1000));
    if (wait > 0) await pause(wait, undefined, { signal });
  }

  /**
   * Where one writer dates all that is recorded, nothing comes before what it recorded last, unless that was dated by a stream which was
   * ahead of its clock.
   */
  private async isPassed(instant: Instant): Promise<boolean> {
    const { events, ledger } = this.parts;
    if (events.shared) return false;
    const last = (await events.at(await events.head()))?.metadata.recordedAt;
    return last !== undefined && instant < last && last <= ledger.now();
  }
}

/** The last instant of the day before. */
function lastBefore(day: LocalDate): Instant {
  return instantOf(Date.parse(endOfDayInHanoi(day)) - DAY_MS);
}
