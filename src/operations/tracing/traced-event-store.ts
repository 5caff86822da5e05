import { randomBytes } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import type { DecideRequest } from '../../deciding/request.js';
import type { DecideReply } from '../../deciding/receipt.js';
import {
  type Appended,
  type Decide,
  type EventStore,
  type ExpectedRevision,
  OutcomeUnknown,
} from '../../log/event-store.js';
import { WatchedEventStore } from '../../log/watched-event-store.js';
import type { NewEvent } from '../../kernel/event.js';
import { Beginning } from './spans.js';
import { appendSpanId, traceIdOf } from './trace-context.js';
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
      this.#write({ ...appending, appended });
      return appended;
    } catch (error) {
      this.#write({ ...appending, error });
      throw error;
    }
  }

  /** Where the store decides, the append is part of the decision. A refused or repeated decision appends nothing. */
  protected async watched(asked: DecideRequest, decide: Decide): Promise<DecideReply> {
    const { correlationId, idempotencyKey } = asked.requested;
    const requestSpan = this.parts.inHand.spanId(correlationId, idempotencyKey);
    if (requestSpan === undefined) return decide(asked);
    const deciding = { requestSpan, correlationId, command: asked.command.type, began: new Beginning() };
    try {
      const { receipt, again } = await decide(asked);
      const { stream, events } = receipt;
      if (!again) this.#write({ ...deciding, stream, events, appended: receipt });
      return { receipt, again };
    } catch (error) {
      if (error instanceof OutcomeUnknown) this.#write({ ...deciding, events: [], error });
      throw error;
    }
  }

  #write({ requestSpan, correlationId, command, stream, events, appended, error, began }: Appending): void {
    const failure = error instanceof Error ? error.name : undefined;
    this.parts.spans.write({
      name: 'append',
      kind: SpanKind.PRODUCER,
      traceId: traceIdOf(correlationId),
      // Later spans find a stored append by the id of its first event. A failed one may be repeated with the same events.
      spanId: appended && events[0] ? appendSpanId(events[0].id) : randomBytes(8).toString('hex'),
      parentId: requestSpan,
      began,
      attributes: {
        'ledger.stream': stream,
        'ledger.command': command,
        'ledger.event_types': events.map(({ type }) => type),
        ...(appended && { 'ledger.revision': appended.revision, 'ledger.position': appended.position }),
        ...(failure && { 'error.type': failure }),
      },
      failure,
    });
  }
}

type Appending = Readonly<{
  requestSpan: string;
  correlationId: string;
  command: string | undefined;
  /** Absent where a store that decides failed: only the store knows the stream. */
  stream?: string;
  events: readonly Readonly<{ id: string; type: string }>[];
  began: Beginning;
  appended?: Appended;
  error?: unknown;
}>;
