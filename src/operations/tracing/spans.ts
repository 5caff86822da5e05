import { type Attributes, ROOT_CONTEXT, type SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, type IdGenerator, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

/** When something began: by the wall clock, which other machines share, and by the monotonic clock, for its duration. */
export class Beginning {
  /** Milliseconds since 1970. */
  readonly at = Date.now();
  private readonly tick = performance.now();

  /** The present moment on the scale of {@link at}. */
  now(): number {
    return this.at + performance.now() - this.tick;
  }
}

/** Something that has just ended, with its place in a trace. */
export type FinishedSpan = Readonly<{
  name: string;
  kind: SpanKind;
  traceId: string;
  spanId: string;
  /** The span it belongs to; absent where the trace begins. */
  parentId: string | undefined;
  began: Beginning;
  /** Only names and positions: no value of a body, no person, no token. */
  attributes: Attributes;
  /** Why it failed, in a word. */
  failure?: string | undefined;
}>;

/** Gives each span the id that was chosen before it was written, since other spans already refer to it. */
class KnownIds implements IdGenerator {
  traceId = '';
  spanId = '';
  generateTraceId = (): string => this.traceId;
  generateSpanId = (): string => this.spanId;
}

/** Writes finished spans. The caller has already decided that the trace is recorded. */
export class Spans {
  readonly #ids = new KnownIds();
  readonly #provider: TracerProvider;

  constructor(processor: SpanProcessor, resource: Attributes) {
    this.#provider = new TracerProvider({
      idGenerator: this.#ids,
      sampler: new AlwaysOnSampler(),
      resource: resourceFromAttributes(resource),
      spanProcessors: [processor],
    });
  }

  write({ name, kind, traceId, spanId, parentId, began, attributes, failure }: FinishedSpan): void {
    Object.assign(this.#ids, { traceId, spanId });
    const parent = parentId && { traceId, spanId: parentId, traceFlags: TraceFlags.SAMPLED };
    const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
    const tracer = this.#provider.getTracer('thidua-ledger');
    const span = tracer.startSpan(name, { kind, attributes, startTime: began.at }, context);
    if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
    span.end(began.now());
  }

  /** Exports the remaining spans. @throws what the processor throws. */
  close(): Promise<void> {
    return this.#provider.shutdown();
  }
}
