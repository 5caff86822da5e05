import { instantOf, type Instant } from '../../kernel/instant.js';
import { OutcomeUnknown, StoreUnavailable, StreamCut } from '../../log/event-store.js';
import type { WriterPort } from '../../log/sqlite/writer.js';
import { NotUnderstood } from '../../log/upcasting.js';
import { ClockImplausible } from '../clock.js';
import { Refused } from '../decision.js';
import { Ledger } from '../ledger.js';
import type { NextRequest } from '../next.js';
import type { DecideReply } from '../receipt.js';
import type { DecideRequest } from '../request.js';
import type { Weighed } from '../weighed.js';
import type { NextOfWriter, ReplyOfWriter, SettleRequest, WeighRequest, WorkOfWriter } from './decide-in-writer.js';

/** Sends each command to the thread that writes the log, which decides it there. */
export class WriterLedger extends Ledger {
  constructor(
    private readonly writer: WriterPort,
    // Whether it is believed is for the thread that dates what is recorded, which looks each second.
    readonly now: () => Instant = () => instantOf(Date.now()),
  ) {
    super();
  }

  async decide(request: DecideRequest): Promise<DecideReply> {
    const reply = await this.#ask(request);
    if ('again' in reply) return reply;
    throw new TypeError('The writer answered another question');
  }

  async weigh(request: DecideRequest): Promise<Weighed> {
    const weigh: WeighRequest = { weigh: request };
    const reply = await this.#ask(weigh).catch(storedNothing);
    if ('weighed' in reply) return reply.weighed;
    throw new TypeError('The writer answered another question');
  }

  async next(request: NextRequest): Promise<object | undefined> {
    const next: NextOfWriter = { next: request };
    const reply = await this.#ask(next).catch(storedNothing);
    if ('follows' in reply) return reply.follows;
    throw new TypeError('The writer answered another question');
  }

  /** All that was decided before is stored when the writer answers, and it decides nothing any more at an instant that it has passed. */
  async settles(instant: Instant): Promise<number | undefined> {
    const settle: SettleRequest = { settle: instant };
    const reply = await this.#ask(settle);
    if (!('settled' in reply)) throw new TypeError('The writer answered another question');
    return reply.settled ? 0 : undefined;
  }

  async #ask(work: WorkOfWriter): Promise<ReplyOfWriter> {
    // The thread runs `DecideInWriter`: its entry says so.
    const reply = (await this.writer.ask(work)) as ReplyOfWriter;
    if ('refused' in reply) throw new Refused(reply.refused);
    if ('implausible' in reply) throw new ClockImplausible(reply.implausible);
    if ('notUnderstood' in reply) throw new NotUnderstood(reply.notUnderstood);
    if ('cut' in reply) throw new StreamCut(reply.cut.stream, reply.cut.revision);
    return reply;
  }

  /** The thread that dates what is recorded is asked, whose clock is another than that of this one. */
  override doubt(): Promise<string | undefined> {
    return this.writer.standing();
  }
}

/** Whatever became of the thread, a question stored nothing. */
function storedNothing(error: unknown): never {
  throw error instanceof OutcomeUnknown ? new StoreUnavailable('The writer of the log', error) : error;
}
