import type { Ledger } from '../../deciding/ledger.js';
import type { DecideReply } from '../../deciding/receipt.js';
import type { DecideRequest } from '../../deciding/request.js';
import { WatchedLedger } from '../../deciding/watched-ledger.js';
import { OutcomeUnknown } from '../../log/event-store.js';
import { writeAppendSpan } from './append-span.js';
import { Beginning } from './spans.js';
import type { TracingParts } from './traced-requests.js';

/** Traces a ledger that decides where the log is written. A refused or repeated decision appends nothing. */
export class TracedLedger extends WatchedLedger {
  constructor(
    ledger: Ledger,
    private readonly parts: TracingParts,
  ) {
    super(ledger);
  }

  async decide(request: DecideRequest): Promise<DecideReply> {
    const { correlationId, idempotencyKey } = request.requested;
    const requestSpan = this.parts.inHand.spanId(correlationId, idempotencyKey);
    if (requestSpan === undefined) return this.ledger.decide(request);
    const deciding = { requestSpan, correlationId, command: request.command.type, began: new Beginning() };
    try {
      const { receipt, again } = await this.ledger.decide(request);
      const { stream, events } = receipt;
      if (!again) writeAppendSpan(this.parts.spans, { ...deciding, stream, events, appended: receipt });
      return { receipt, again };
    } catch (error) {
      if (error instanceof OutcomeUnknown) writeAppendSpan(this.parts.spans, { ...deciding, events: [], error });
      throw error;
    }
  }
}
