import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';

type Exporting = Parameters<SpanExporter['export']>;

/** Logs once that spans do not arrive, and once that they do again, instead of once for each span. */
export class QuietExporter implements SpanExporter {
  #failing = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly log: Logger,
  ) {}

  export(spans: Exporting[0], done: Exporting[1]): void {
    this.exporter.export(spans, (result) => {
      this.#report(result.error);
      done(result);
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  #report(error: Error | undefined): void {
    const failing = error !== undefined;
    if (failing === this.#failing) return;
    this.#failing = failing;
    if (failing)
      this.log.warn({ err: error }, 'the collector of traces takes no spans; they are dropped until it does');
    else this.log.info('the collector of traces takes spans again');
  }
}
