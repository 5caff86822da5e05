import { eventIdOf } from '../../deciding/decision-identity.js';
import type { Recorded } from '../../kernel/event.js';

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
