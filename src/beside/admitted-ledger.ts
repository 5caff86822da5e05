import type { Ledger } from '../deciding/ledger.js';
import type { DecideReply } from '../deciding/receipt.js';
import type { DecideRequest } from '../deciding/request.js';
import { WatchedLedger } from '../deciding/watched-ledger.js';
import type { Admission, Wrote } from './admission.js';

/** A ledger that takes commands no faster than what they write is shown. */
export class AdmittedLedger extends WatchedLedger {
  constructor(
    ledger: Ledger,
    private readonly admission: Admission,
  ) {
    super(ledger);
  }

  /** Rejects with `WritingOutrunsShowing`, too: an `Overloaded`. */
  async decide(request: DecideRequest): Promise<DecideReply> {
    await this.admission.enter(request.requested.origin.subject);
    let wrote: Wrote | undefined;
    try {
      const reply = await this.ledger.decide(request);
      const { position, events } = reply.receipt;
      if (!reply.again) wrote = { position, events: events.length };
      return reply;
    } finally {
      this.admission.left(wrote);
    }
  }
}
