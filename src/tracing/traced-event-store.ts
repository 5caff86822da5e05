import { randomBytes } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import type { Appended, EventStore, ExpectedRevision } from '../event-store/event-store.js';
import { WatchedEventStore } from '../event-store/watched-event-store.js';
import type { NewEvent } from '../kernel/event.js';
import { Beginning } from './spans.js';
import { appendSpanId, traceIdOf } from './trace-context.js';
import type { TracingParts } from './traced-requests.js';

/** An event store as a trace shows it: an append, below the request that it answers. */
export class TracedEventStore extends WatchedEventStore {
  constructor(
    store: EventStore,
    private readonly parts: TracingParts,
  ) {
    super(store);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const requestSpan = this.#requestOf(events[0]);
    if (requestSpan === undefined) return this.store.append(stream, expected, events);
    const began = new Beginning();
    try {
      const appended = await this.store.append(stream, expected, events);
      this.#write(stream, events, { began, requestSpan, appended });
      return appended;
    } catch (error) {
      this.#write(stream, events, { began, requestSpan, error });
      throw error;
    }
  }

  /** The span of the request that these events come of; `undefined` where its trace is not recorded. */
  #requestOf(first: NewEvent | undefined): string | undefined {
    return first && this.parts.inHand.spanId(first.metadata.correlationId, first.metadata.decision.key);
  }

  #write(stream: string, events: readonly NewEvent[], outcome: Outcome): void {
    const [first] = events;
    if (first === undefined) return;
    const { appended, error, began, requestSpan } = outcome;
    const failure = error instanceof Error ? error.name : undefined;
    this.parts.spans.write({
      name: 'append',
      kind: SpanKind.PRODUCER,
      traceId: traceIdOf(first.metadata.correlationId),
      // What was stored is found by the ids of its events. An append that failed may be followed by one of the same events.
      spanId: appended ? appendSpanId(first.id) : randomBytes(8).toString('hex'),
      parentId: requestSpan,
      began,
      attributes: {
        'ledger.stream': stream,
        'ledger.command': first.metadata.command?.type,
        'ledger.event_types': events.map(({ type }) => type),
        ...(appended && { 'ledger.revision': appended.revision, 'ledger.position': appended.position }),
        ...(failure && { 'error.type': failure }),
      },
      failure,
    });
  }
}

type Outcome = Readonly<{ began: Beginning; requestSpan: string; appended?: Appended; error?: unknown }>;
