import { setTimeout } from 'node:timers/promises';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ProcessRole, TracingConfig } from '../../config.js';
import type { Ledger } from '../../deciding/ledger.js';
import type { EventStore } from '../../log/event-store.js';
import { QuietExporter } from './quiet-exporter.js';
import { RequestsInHand } from './requests-in-hand.js';
import { Sampling, type Wish } from './sampling.js';
import { Spans } from './spans.js';
import { TracedEventStore } from './traced-event-store.js';
import { tracedFolds } from './traced-folds.js';
import { TracedLedger } from './traced-ledger.js';
import { traceRequests, type TracingParts } from './traced-requests.js';

/** How long spans wait to be sent together, and how long sending may take with all its retries, in milliseconds. */
const SEND_EVERY_MS = 1_000;
const SEND_WITHIN_MS = 2_000;
/** How long a stop waits for the last spans, in milliseconds. */
export const CLOSE_WITHIN_MS = 1_000;

export type TracingSetting = Readonly<{
  role: ProcessRole;
  log: Logger;
  /** Hears which callers record their traces. */
  wished?: (wish: Wish) => void;
}>;

/**
 * OpenTelemetry traces: a trace shows a request, its append and the fold into every read model. Spans wait in a bounded
 * queue and are dropped when it is full: no request waits for a collector.
 *
 * This file and its imports are loaded only where a collector is set.
 */
export class Tracing {
  /** Called by the projector for each batch that a read model folds. */
  readonly folds: ReturnType<typeof tracedFolds>;
  readonly #parts: TracingParts;

  constructor({ endpoint, ratio, serviceName }: TracingConfig, { role, log, wished }: TracingSetting) {
    const url = `${endpoint.href.replace(/\/$/, '')}/v1/traces`;
    const exporter = new QuietExporter(new OTLPTraceExporter({ url, timeoutMillis: SEND_WITHIN_MS }), log);
    const processor = new BatchSpanProcessor({ exporter, scheduledDelayMillis: SEND_EVERY_MS });
    const spans = new Spans(processor, { 'service.name': serviceName, 'ledger.role': role });
    this.#parts = { spans, sampling: new Sampling(ratio, wished), inHand: new RequestsInHand() };
    this.folds = tracedFolds(this.#parts);
  }

  /** Of a caller whose request another thread took. */
  hear(wish: Wish): void {
    this.#parts.sampling.hear(wish);
  }

  ofRequests(server: FastifyInstance): void {
    traceRequests(server, this.#parts);
  }

  ofAppends(store: EventStore): EventStore {
    return new TracedEventStore(store, this.#parts);
  }

  ofDecisions(ledger: Ledger): Ledger {
    return new TracedLedger(ledger, this.#parts);
  }

  /** Sends the remaining spans, unless the collector takes too long. */
  async close(): Promise<void> {
    const sent = new AbortController();
    const closed = this.#parts.spans.close().finally(() => sent.abort());
    // The exporter has logged a failure already, and an aborted wait is the normal end.
    await Promise.race([closed, setTimeout(CLOSE_WITHIN_MS, undefined, sent)]).catch(() => undefined);
  }
}
