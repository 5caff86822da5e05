import { randomBytes } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import type { Appended } from '../../log/event-store.js';
import type { Beginning, Spans } from './spans.js';
import { appendSpanId, traceIdOf } from './trace-context.js';

export type FinishedAppend = Readonly<{
  requestSpan: string;
  correlationId: string;
  command: string | undefined;
  /** Absent where a decision in the writer failed: only the writer knows the stream. */
  stream?: string;
  events: readonly Readonly<{ id: string; type: string }>[];
  began: Beginning;
  appended?: Appended;
  error?: unknown;
}>;

/** Writes the span of an append, below the span of its request. */
export function writeAppendSpan(
  spans: Spans,
  { requestSpan, correlationId, command, stream, events, appended, error, began }: FinishedAppend,
): void {
  const failure = error instanceof Error ? error.name : undefined;
  spans.write({
    name: 'append',
    kind: SpanKind.PRODUCER,
    traceId: traceIdOf(correlationId),
    // Later spans find a stored append by the id of its first event. A failed one may be repeated with the same events.
    spanId: appended && events[0] ? appendSpanId(events[0].id) : randomBytes(8).toString('hex'),
    parentId: requestSpan,
    began,
    attributes: {
      'ledger.stream': stream,
      'ledger.command': command,
      'ledger.event_types': events.map(({ type }) => type),
      ...(appended && { 'ledger.revision': appended.revision, 'ledger.position': appended.position }),
      ...(failure && { 'error.type': failure }),
    },
    failure,
  });
}
