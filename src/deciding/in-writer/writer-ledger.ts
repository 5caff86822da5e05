import { instantOf, type Instant } from '../../kernel/instant.js';
import type { WriterPort } from '../../log/sqlite/writer.js';
import { NotUnderstood } from '../../log/upcasting.js';
import { ClockImplausible } from '../clock.js';
import { Refused } from '../decision.js';
import { Ledger } from '../ledger.js';
import type { DecideReply } from '../receipt.js';
import type { DecideRequest } from '../request.js';
import type { ReplyOfWriter, SettleRequest } from './decide-in-writer.js';

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
    // The thread runs `DecideInWriter`: its entry says so.
    const reply = (await this.writer.ask(request)) as ReplyOfWriter;
    if ('refused' in reply) throw new Refused(reply.refused);
    if ('implausible' in reply) throw new ClockImplausible(reply.implausible);
    if ('notUnderstood' in reply) throw new NotUnderstood(reply.notUnderstood);
    if ('settled' in reply) throw new TypeError('The writer answered another question');
    return reply;
  }

  /** All that was decided before is stored when the writer answers, and it decides nothing at that instant any more. */
  async settles(instant: Instant): Promise<number> {
    const settle: SettleRequest = { settle: instant };
    const reply = (await this.writer.ask(settle)) as ReplyOfWriter;
    if ('implausible' in reply) throw new ClockImplausible(reply.implausible);
    return 0;
  }

  /** The thread that dates what is recorded is asked, whose clock is another than that of this one. */
  override doubt(): Promise<string | undefined> {
    return this.writer.standing();
  }
}
