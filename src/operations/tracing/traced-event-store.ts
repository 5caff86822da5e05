import type { Appended, EventStore } from '../../log/event-store.js';
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

  async append(...given: Parameters<EventStore['append']>): Promise<Appended> {
    const [stream, , events] = given;
    const [first] = events;
    const requestSpan = first && this.parts.inHand.spanId(first.metadata.correlationId, first.metadata.decision.key);
    if (first === undefined || requestSpan === undefined) return this.store.append(...given);
    const { correlationId, command } = first.metadata;
    const appending = { requestSpan, correlationId, command: command?.type, stream, events, began: new Beginning() };
    try {
      const appended = await this.store.append(...given);
      writeAppendSpan(this.parts.spans, { ...appending, appended });
      return appended;
    } catch (error) {
      writeAppendSpan(this.parts.spans, { ...appending, error });
      throw error;
    }
  }
}
