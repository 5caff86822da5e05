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
import { dayInHanoi, type Instant } from '../../src/kernel/instant.js';
import type { EventStore } from '../../src/log/event-store.js';
import { forCertain } from '../../src/log/for-certain.js';
import { asWritten } from '../../src/log/upcasting.js';
import type { Question, ReplayAnswer } from './replay.js';

/** How long a caller waits for an instant to be settled, in milliseconds. */
const PATIENCE_MS = 2_000;

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
    await this.mustHaveCome(moment);
    if ('instant' in moment) await this.settled(moment.instant, asking.signal);
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

  private async mustHaveCome(moment: Moment): Promise<void> {
    if (await this.isAhead(moment)) throw new NotYet();
  }

  private async isAhead(moment: Moment): Promise<boolean> {
    const { events, ledger } = this.parts;
    if ('instant' in moment) return moment.instant >= ledger.now();
    if ('day' in moment) return moment.day > dayInHanoi(ledger.now());
    // Positions of one engine have one width; only so is their order as texts that of the log.
    const isBeyond = (head: Position) => moment.position.length !== head.length || moment.position > head;
    return isBeyond(await forCertain(events, () => events.head(), { answers: isBeyond }));
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

  private async settled(instant: Instant, signal: AbortSignal): Promise<void> {
    if (await this.isPassed(instant)) return;
    const wait = await this.parts.ledger.settles(instant);
    if (wait > PATIENCE_MS) throw new NotSettled(Math.ceil(wait / 1000));
    if (wait > 0) await pause(wait, undefined, { signal });
  }
}
