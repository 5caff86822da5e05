import type { Instant } from '../kernel/instant.js';
import type { Outage } from '../log/outages.js';
import type { NextRequest } from './next.js';
import type { DecideReply } from './receipt.js';
import type { DecideRequest } from './request.js';
import { Ledger } from './ledger.js';
import type { Weighed } from './weighed.js';

/** A ledger seen by whoever extends this: each overrides how a command is decided, and leaves the rest as it is. */
export abstract class WatchedLedger extends Ledger {
  readonly now: () => Instant;

  constructor(protected readonly ledger: Ledger) {
    super();
    this.now = ledger.now;
  }

  abstract override decide(request: DecideRequest): Promise<DecideReply>;

  weigh(request: DecideRequest): Promise<Weighed> {
    return this.ledger.weigh(request);
  }

  next(request: NextRequest): Promise<object | undefined> {
    return this.ledger.next(request);
  }

  settles(instant: Instant): Promise<number | undefined> {
    return this.ledger.settles(instant);
  }

  override get outages(): readonly Outage[] {
    return this.ledger.outages;
  }

  override doubt(): Promise<string | undefined> {
    return this.ledger.doubt();
  }
}
