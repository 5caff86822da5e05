import type { IncomingHttpHeaders } from 'node:http';
import { eventIdOf } from '../../deciding/decision-identity.js';
import type { Recorded } from '../../kernel/event.js';

/** Where the caller is in a trace of its own (W3C Trace Context): its trace, the span it calls from, whether it is recorded. */
export type TraceParent = Readonly<{ traceId: string; spanId: string; sampled: boolean }>;

const TRACE_PARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]([\da-f])$/;

/** `undefined` where the caller names no trace, or none that the standard allows: then the request begins one. */
export function traceParentOf({ traceparent }: IncomingHttpHeaders): TraceParent | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const [, traceId, spanId, flags] = TRACE_PARENT.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The trace of a request and of all that follows from it: its correlation id, of which a UUID has dashes too many. */
export function traceIdOf(correlationId: string): string {
  return correlationId.replaceAll('-', '');
}

/** The span of the append that stored a decision, by the id of the decision's first event. */
export function appendSpanId(firstEventId: string): string {
  return traceIdOf(firstEventId).slice(0, 16);
}

/** The same, from any event of the decision, in any process and however much later. */
export function appendSpanIdOf({ id, stream, metadata: { decision, origin } }: Recorded): string {
  return appendSpanId(decision.index === 0 ? id : eventIdOf(origin.subject, stream, decision.key, 0));
}
