import { ROOT_CONTEXT } from '@opentelemetry/api';
import { SamplingDecision, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import { LRUCache } from 'lru-cache';
import type { TraceParent } from '../../http/frame/trace-parent.js';
import { traceIdOf } from './trace-context.js';

/** Recent traces of callers: their events may still have to be folded. For an older one the share decides. */
const RECENT_TRACES = 20_000;

/** Whether a caller records its trace. */
export type Wish = Readonly<{ correlationId: string; sampled: boolean }>;

/**
 * Chooses the traces to record: every trace that its caller records, and a share of the traces that begin here. The share
 * depends on the trace id, so that every process with the same ratio chooses the same ones.
 *
 * The events do not keep the caller's choice. The process that took the command remembers it, and tells its
 * thread that folds; other processes use the share.
 */
export class Sampling {
  readonly #share: TraceIdRatioBasedSampler;
  readonly #wished = new LRUCache<string, boolean>({ max: RECENT_TRACES });

  /**
   * @param ratio from 0 (none) to 1 (all)
   * @param wished hears what each caller has chosen, for those who fold its events elsewhere
   */
  constructor(
    ratio: number,
    private readonly wished: (wish: Wish) => void = () => undefined,
  ) {
    this.#share = new TraceIdRatioBasedSampler(ratio);
  }

  takesRequest(correlationId: string, parent: TraceParent | undefined): boolean {
    if (parent === undefined) return this.#inShare(correlationId);
    const { sampled } = parent;
    this.hear({ correlationId, sampled });
    this.wished({ correlationId, sampled });
    return sampled;
  }

  hear({ correlationId, sampled }: Wish): void {
    this.#wished.set(correlationId, sampled);
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
