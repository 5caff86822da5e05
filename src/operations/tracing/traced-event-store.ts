import type { NewEvent } from '../../kernel/event.js';
import { type Appended, type EventStore, type ExpectedRevision } from '../../log/event-store.js';
import { WatchedEventStore } from '../../log/watched-event-store.js';
import { writeAppendSpan } from './append-span.js';
import { Beginning } from './spans.js';
import type { TracingParts } from './traced-requests.js';

/** Traces an event store: writes a span for each append, below the span of its request. */
export class TracedEventStore extends WatchedEventStore {
  constructor(
    store: EventStore,
    private readonly parts: TracingParts,
  ) {
    super(store);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const [first] = events;
    const requestSpan = first && this.parts.inHand.spanId(first.metadata.correlationId, first.metadata.decision.key);
    if (first === undefined || requestSpan === undefined) return this.store.append(stream, expected, events);
    const { correlationId, command } = first.metadata;
    const appending = { requestSpan, correlationId, command: command?.type, stream, events, began: new Beginning() };
    try {
      const appended = await this.store.append(stream, expected, events);
      writeAppendSpan(this.parts.spans, { ...appending, appended });
      return appended;
    } catch (error) {
      writeAppendSpan(this.parts.spans, { ...appending, error });
      throw error;
    }
  }
}
