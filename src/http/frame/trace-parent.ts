import type { IncomingHttpHeaders } from 'node:http';

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
