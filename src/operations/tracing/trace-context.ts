import type { IncomingHttpHeaders } from 'node:http';
import { eventIdOf } from '../../deciding/decision-identity.js';
import type { Recorded } from '../../kernel/event.js';

/** The caller's place in its own trace (W3C Trace Context): the trace, the calling span, whether it is recorded. */
export type TraceParent = Readonly<{ traceId: string; spanId: string; sampled: boolean }>;

const TRACE_PARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]([\da-f])$/;

/** `undefined` without a header, or with one that the standard does not allow: then the request begins a trace. */
export function traceParentOf({ traceparent }: IncomingHttpHeaders): TraceParent | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const [, traceId, spanId, flags] = TRACE_PARENT.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The trace of a request and of everything that follows from it: its correlation id without the dashes of a UUID. */
export function traceIdOf(correlationId: string): string {
  return correlationId.replaceAll('-', '');
}

/** The span of the append that stored a decision, by the id of the decision's first event. */
export function appendSpanId(firstEventId: string): string {
  return traceIdOf(firstEventId).slice(0, 16);
}

/** The same id from any event of the decision, in any process, at any later time. */
export function appendSpanIdOf({ id, stream, metadata: { decision, origin } }: Recorded): string {
  return appendSpanId(decision.index === 0 ? id : eventIdOf(origin.subject, stream, decision.key, 0));
}
