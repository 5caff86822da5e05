import { setTimeout } from 'node:timers/promises';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ProcessRole, TracingConfig } from '../../config.js';
import type { EventStore } from '../../log/event-store.js';
import { RequestsInHand } from './requests-in-hand.js';
import { Sampling } from './sampling.js';
import { Spans } from './spans.js';
import { ToldExporter } from './told-exporter.js';
import { TracedEventStore } from './traced-event-store.js';
import { tracedFolds } from './traced-folds.js';
import { traceRequests, type TracingParts } from './traced-requests.js';

/** How long spans wait for others to be sent with, and how long sending may take with all its tries, in milliseconds. */
const SEND_EVERY_MS = 1_000;
const SEND_WITHIN_MS = 2_000;
/** How long a stop may take over the last of them. */
const CLOSE_WITHIN_MS = 3_000;

/**
 * Traces of OpenTelemetry: one shows a request, the append that came of it and its fold into every read model. Spans wait
 * in a queue of bounded length and are dropped when it is full: no request ever waits for a collector.
 *
 * This file and what it imports are loaded only where a collector is set.
 */
export class Tracing {
  /** Sees what live read models fold. */
  readonly folds: ReturnType<typeof tracedFolds>;
  readonly #parts: TracingParts;

  constructor({ endpoint, ratio, serviceName }: TracingConfig, { role, log }: { role: ProcessRole; log: Logger }) {
    const url = `${endpoint.href.replace(/\/$/, '')}/v1/traces`;
    const exporter = new ToldExporter(new OTLPTraceExporter({ url, timeoutMillis: SEND_WITHIN_MS }), log);
    const processor = new BatchSpanProcessor({ exporter, scheduledDelayMillis: SEND_EVERY_MS });
    const spans = new Spans(processor, { 'service.name': serviceName, 'ledger.role': role });
    this.#parts = { spans, sampling: new Sampling(ratio), inHand: new RequestsInHand() };
    this.folds = tracedFolds(this.#parts);
  }

  ofRequests(server: FastifyInstance): void {
    traceRequests(server, this.#parts);
  }

  ofAppends(store: EventStore): EventStore {
    return new TracedEventStore(store, this.#parts);
  }

  /** Sends what is left, unless the collector takes too long over it. */
  async close(): Promise<void> {
    const sent = new AbortController();
    const closed = this.#parts.spans.close().finally(() => sent.abort());
    // A failure has been told by the exporter, and the abort of the wait is its end.
    await Promise.race([closed, setTimeout(CLOSE_WITHIN_MS, undefined, sent)]).catch(() => undefined);
  }
}
