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
import { dayInHanoi } from '../../src/kernel/instant.js';
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
    return forCertain(events, read, (event) => event === undefined);
  }

  async row<Row extends object>(
    model: string,
    key: string,
    moment: Moment,
    asking: Asking,
  ): Promise<Stored<Row> | undefined> {
    await this.mustHaveCome(moment);
    let answer = await this.folded({ model, key, moment }, asking);
    if (answer === 'UNSETTLED') {
      await this.settled(moment, asking.signal);
      answer = await this.folded({ model, key, moment, settled: true }, asking);
    }
    return answer === 'UNSETTLED' ? undefined : (answer.row as Stored<Row> | undefined);
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
    return isBeyond(await forCertain(events, () => events.head(), isBeyond));
  }

  private async settled(moment: Moment, signal: AbortSignal): Promise<void> {
    const wait = 'instant' in moment ? await this.parts.ledger.settles(moment.instant) : 0;
    if (wait > PATIENCE_MS) throw new NotSettled(Math.ceil(wait / 1000));
    if (wait > 0) await pause(wait, undefined, { signal });
  }
}
