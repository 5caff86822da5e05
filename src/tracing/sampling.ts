import { ROOT_CONTEXT } from '@opentelemetry/api';
import { SamplingDecision, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import { LRUCache } from 'lru-cache';
import { type TraceParent, traceIdOf } from './trace-context.js';

/** Traces whose events may still have to be folded; a read model that is further behind is told nothing of them. */
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
  readonly #known = new LRUCache<string, boolean>({ max: TRACES_IN_MIND });

  /** @param ratio from 0 (none) to 1 (all) */
  constructor(ratio: number) {
    this.#share = new TraceIdRatioBasedSampler(ratio);
  }

  takesRequest(correlationId: string, parent: TraceParent | undefined): boolean {
    return parent?.sampled ?? this.#inShare(correlationId);
  }

  /** The events of that request are taken as the request was. */
  remember(correlationId: string, taken: boolean): void {
    this.#known.set(correlationId, taken);
  }

  takesEvents(correlationId: string): boolean {
    const known = this.#known.get(correlationId);
    if (known !== undefined) return known;
    const taken = this.#inShare(correlationId);
    this.remember(correlationId, taken);
    return taken;
  }

  #inShare(correlationId: string): boolean {
    const { decision } = this.#share.shouldSample(ROOT_CONTEXT, traceIdOf(correlationId));
    return decision === SamplingDecision.RECORD_AND_SAMPLED;
  }
}
