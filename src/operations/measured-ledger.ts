import type { Ledger } from '../deciding/ledger.js';
import type { DecideReply } from '../deciding/receipt.js';
import type { DecideRequest } from '../deciding/request.js';
import { WatchedLedger } from '../deciding/watched-ledger.js';
import { OutcomeUnknown, Overloaded, StoreUnavailable } from '../log/event-store.js';
import type { AppendMetrics } from './append-metrics.js';

/** Failures of the log. Every other error belongs to the decision, such as a refusal. */
const OF_THE_LOG = [Overloaded, StoreUnavailable, OutcomeUnknown];

/** Measures a ledger that decides where the log is written: there the append is part of the decision. */
export class MeasuredLedger extends WatchedLedger {
  constructor(
    ledger: Ledger,
    private readonly metrics: AppendMetrics,
  ) {
    super(ledger);
  }

  async decide(request: DecideRequest): Promise<DecideReply> {
    const started = performance.now();
    try {
      const reply = await this.ledger.decide(request);
      if (!reply.again) this.metrics.stored(started);
      return reply;
    } catch (error) {
      if (OF_THE_LOG.some((kind) => error instanceof kind)) this.metrics.failed(error);
      throw error;
    }
  }
}
