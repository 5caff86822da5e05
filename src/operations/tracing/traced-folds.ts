import { randomBytes } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import type { Recorded } from '../../kernel/event.js';
import type { Instant } from '../../kernel/instant.js';
import { Beginning } from './spans.js';
import { appendSpanIdOf, traceIdOf } from './trace-context.js';
import type { TracingParts } from './traced-requests.js';

/** Events older than this when they are folded are history: a read model is catching up, and no caller waits for it. */
const LIVE_FOR_MS = 60_000;

/** An event taken up by a read model, and the error that stopped it, if any. */
type Touch = Readonly<{ event: Recorded; poison: { error: unknown } | undefined }>;

/**
 * Called when a read model takes up events; the returned function is called when they are stored. Writes one span for each
 * decision whose trace is recorded, below the append that stored it, in this process or in another.
 */
export function tracedFolds({ spans, sampling }: TracingParts) {
  return (model: string, touches: readonly Touch[]): (() => void) => {
    const taken = touches.filter(
      ({ event: { metadata } }) => sampling.takesEvents(metadata.correlationId) && isLive(metadata.recordedAt),
    );
    if (taken.length === 0) return () => undefined;
    const began = new Beginning();
    return () => {
      for (const [parentId, decision] of byAppend(reached(taken, touches))) {
        write({ model, parentId, decision, began, together: touches.length });
      }
    };
  };

  function write({ model, parentId, decision, began, together }: FoldToTrace): void {
    const [first] = decision;
    if (first === undefined) return;
    const poison = decision.find((touch) => touch.poison)?.poison;
    spans.write({
      name: `fold ${model}`,
      kind: SpanKind.CONSUMER,
      traceId: traceIdOf(first.event.metadata.correlationId),
      spanId: randomBytes(8).toString('hex'),
      parentId,
      began,
      attributes: {
        'ledger.model': model,
        'ledger.stream': first.event.stream,
        'ledger.event_types': decision.map(({ event }) => event.type),
        'ledger.position': decision.at(-1)?.event.position,
        'ledger.folded_together': together,
        ...(poison && { 'error.type': 'poison' }),
      },
      failure: poison && 'poison',
    });
  }
}

type FoldToTrace = Readonly<{
  model: string;
  parentId: string;
  decision: readonly Touch[];
  began: Beginning;
  /** How many events were folded in the same batch, of any trace. */
  together: number;
}>;

function isLive(recordedAt: Instant): boolean {
  return Date.now() - Date.parse(recordedAt) <= LIVE_FOR_MS;
}

/** The events up to the one that could not be folded, if there is one: later ones were not tried. */
function reached(taken: readonly Touch[], touches: readonly Touch[]): readonly Touch[] {
  const end = touches.findIndex(({ poison }) => poison !== undefined);
  return end === -1 ? taken : taken.filter((touch) => touches.indexOf(touch) <= end);
}

function byAppend(touches: readonly Touch[]): ReadonlyMap<string, readonly Touch[]> {
  const decisions = new Map<string, Touch[]>();
  for (const touch of touches) {
    const spanId = appendSpanIdOf(touch.event);
    decisions.set(spanId, [...(decisions.get(spanId) ?? []), touch]);
  }
  return decisions;
}
