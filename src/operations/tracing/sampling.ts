import { ROOT_CONTEXT } from '@opentelemetry/api';
import { SamplingDecision, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import { LRUCache } from 'lru-cache';
import { type TraceParent, traceIdOf } from './trace-context.js';

/** Traces of callers whose events may still have to be folded. Of an older one the share decides. */
const TRACES_IN_MIND = 20_000;

/**
 * Which traces are recorded: those whose caller records its own, and a share of those that begin here. The share is taken
 * by the trace id, so that every process with the same ratio takes the same ones.
 *
 * What a caller wished is not kept with the events. The process that took the command remembers it; any other goes by the
 * share.
 */
export class Sampling {
  readonly #share: TraceIdRatioBasedSampler;
  readonly #wished = new LRUCache<string, boolean>({ max: TRACES_IN_MIND });

  /** @param ratio from 0 (none) to 1 (all) */
  constructor(ratio: number) {
    this.#share = new TraceIdRatioBasedSampler(ratio);
  }

  takesRequest(correlationId: string, parent: TraceParent | undefined): boolean {
    if (parent === undefined) return this.#inShare(correlationId);
    this.#wished.set(correlationId, parent.sampled);
    return parent.sampled;
  }

  /** The events of a request are taken as the request was. */
  takesEvents(correlationId: string): boolean {
    return this.#wished.get(correlationId) ?? this.#inShare(correlationId);
  }

  #inShare(correlationId: string): boolean {
    const { decision } = this.#share.shouldSample(ROOT_CONTEXT, traceIdOf(correlationId));
    return decision === SamplingDecision.RECORD_AND_SAMPLED;
  }
}
