import type { Instant } from '../kernel/instant.js';
import type { Outage } from '../log/outages.js';
import type { NextRequest } from './next.js';
import type { DecideReply } from './receipt.js';
import type { DecideRequest } from './request.js';
import type { Weighed } from './weighed.js';

/**
 * The log as commands see it: takes a command, decides it, makes it history. Where that happens differs from engine to
 * engine; `src/ledger-on.ts` chooses.
 */
export abstract class Ledger {
  /** The clock by which a command without a day gets today's. */
  abstract readonly now: () => Instant;

  /**
   * Durable when it answers. Rejects with `Refused` when the command breaks a rule (DUPLICATE_COMMAND and
   * CONCURRENCY_CONFLICT among the codes), with `RevisionConflict` when `ifMatch` does not hold, with `NotUnderstood` when a
   * stream that it rests on holds what only a newer release can read, and with what the store throws.
   */
  abstract decide(request: DecideRequest): Promise<DecideReply>;

  /** What `decide` would do now, with the same refusals. Nothing is stored, and the key of the request stays free. */
  abstract weigh(request: DecideRequest): Promise<Weighed>;

  /** What can be done next about a record, as its slice says by its decider; `undefined` where there is none. Nothing is stored. */
  abstract next(request: NextRequest): Promise<object | undefined>;

  /**
   * An instant that has passed is settled when no event can be recorded any more that counts at it: an event bears the
   * instant of its decision and is seen later. Where the log has an event of a later instant it is settled anyway.
   * @returns in how many milliseconds it will be; 0 when it is; `undefined` as long as it has not passed, by what dates events.
   * @throws ClockImplausible when that is not known, since its clock is not believed.
   */
  abstract settles(instant: Instant): Promise<number | undefined>;

  /** What it tries of the log in vain, again and again, and has for a while. */
  get outages(): readonly Outage[] {
    return [];
  }

  /** Why every command would be refused at present whatever it says, in words; `undefined` where none would. */
  async doubt(): Promise<string | undefined> {
    try {
      this.now();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
