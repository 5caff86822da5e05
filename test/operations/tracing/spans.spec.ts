import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { FoldedStreams } from '../../../src/deciding/folded-streams.js';
import { commandHandler } from '../../../src/deciding/optimistic/handle-command.js';
import type { Recorded } from '../../../src/kernel/event.js';
import { instantOf } from '../../../src/kernel/instant.js';
import { RevisionConflict } from '../../../src/log/event-store.js';
import { InMemoryEventStore } from '../../../src/log/in-memory/in-memory-event-store.js';
import { EventSchemas } from '../../../src/log/upcasting.js';
import { RequestsInHand } from '../../../src/operations/tracing/requests-in-hand.js';
import { Sampling } from '../../../src/operations/tracing/sampling.js';
import { Spans } from '../../../src/operations/tracing/spans.js';
import { TracedEventStore } from '../../../src/operations/tracing/traced-event-store.js';
import { tracedFolds } from '../../../src/operations/tracing/traced-folds.js';
import { METADATA, noted, streamOf } from '../../support/store-events.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const REQUEST_SPAN = '00f067aa0ba902b7';
const FRESH = { ...METADATA, correlationId: TRACE };

describe('the spans', () => {
  let exporter: InMemorySpanExporter;
  let inHand: RequestsInHand;
  let sampling: Sampling;
  let store: TracedEventStore;
  let folds: ReturnType<typeof tracedFolds>;

  beforeEach(() => {
    exporter = new InMemorySpanExporter();
    inHand = new RequestsInHand();
    const spans = new Spans(new SimpleSpanProcessor({ exporter }), { 'service.name': 'test' });
    sampling = new Sampling(1);
    const parts = { spans, inHand, sampling };
    store = new TracedEventStore(new InMemoryEventStore(), parts);
    folds = tracedFolds(parts);
  });

  const written = (): readonly ReadableSpan[] => exporter.getFinishedSpans();
  const touched = (event: Recorded, poison?: Error) => ({ event, poison: poison && { error: poison } });
  const now = () => instantOf(Date.now());

  /** Three events of one decision, as they stand in the log. */
  const decided = async (): Promise<readonly Recorded[]> => {
    const fold = { initial: 0, evolve: (count: number) => count + 1 };
    const schemas = new EventSchemas(['Noted']);
    const handle = commandHandler({
      store,
      decider: {
        fold,
        decide: () => ({ accepted: true, events: ['a', 'b', 'c'].map((text) => noted(text)), warnings: [] }),
      },
      streams: new FoldedStreams({ store, fold, schemas }, 10),
      schemas,
      now,
      randomBytes,
    });
    inHand.enter(TRACE, 'key', REQUEST_SPAN);
    const { origin } = METADATA;
    const command = { type: 'Note', data: {} };
    const asked = { stream: 'notes-1', command, mode: METADATA.mode, origin, gathered: [], policy: 1 };
    await handle({ ...asked, idempotencyKey: 'key', correlationId: TRACE });
    return streamOf(store, 'notes-1');
  };

  it('of a fold hang below the append, from whichever event of a decision it is told', async () => {
    const [first, , last] = await decided();
    const [append] = written();
    expect(append?.parentSpanContext?.spanId).toBe(REQUEST_SPAN);
    for (const event of [first, last]) if (event) folds('notes', [touched(event)])();
    const parents = written().map(({ name, parentSpanContext }) => [name, parentSpanContext?.spanId]);
    const appendSpan = append?.spanContext().spanId;
    expect(parents.slice(1)).toEqual([
      ['fold notes', appendSpan],
      ['fold notes', appendSpan],
    ]);
  });

  it('of a fold are one for each decision in a batch', async () => {
    const events = await decided();
    folds(
      'notes',
      events.map((event) => touched(event)),
    )();
    expect(written().map(({ name }) => name)).toEqual(['append', 'fold notes']);
    expect(written()[1]?.attributes).toMatchObject({
      'ledger.event_types': ['Noted', 'Noted', 'Noted'],
      'ledger.position': events[2]?.position,
      'ledger.folded_together': 3,
    });
  });

  it('of a fold are not written before the rows are kept', async () => {
    const [event] = await decided();
    if (event) folds('notes', [touched(event)]);
    expect(written().map(({ name }) => name)).toEqual(['append']);
  });

  it('name the fold that an event stopped, and no fold after it', async () => {
    const [first, second, third] = await decided();
    if (!first || !second || !third) throw new Error('Three were decided');
    const metadata = { ...third.metadata, correlationId: TRACE.replace('4', '5') };
    folds('notes', [touched(first), touched(second, new Error('bad')), touched({ ...third, metadata })])();
    const outcomes = written().map(({ name, status, attributes }) => [name, status.code, attributes['error.type']]);
    expect(outcomes).toEqual([
      ['append', SpanStatusCode.UNSET, undefined],
      ['fold notes', SpanStatusCode.ERROR, 'poison'],
    ]);
  });

  it('are none of an event that is more than a minute old when it is folded', async () => {
    const [event] = await decided();
    if (!event) throw new Error('Three were decided');
    const aged = (seconds: number): Recorded => {
      const recordedAt = instantOf(Date.now() - seconds * 1000);
      return { ...event, metadata: { ...event.metadata, recordedAt } };
    };
    folds('notes', [touched(aged(61))])();
    expect(written().map(({ name }) => name)).toEqual(['append']);
    folds('notes', [touched(aged(30))])();
    expect(written().map(({ name }) => name)).toEqual(['append', 'fold notes']);
  });

  it('tell an append that lost its race from the one that won with the same events', async () => {
    inHand.enter(TRACE, METADATA.decision.key, REQUEST_SPAN);
    const events = [noted('a', randomUUID(), FRESH)];
    await expect(store.append('notes-2', 3, events)).rejects.toThrow(RevisionConflict);
    await store.append('notes-2', 'absent', events);
    expect(
      written().map(({ status, attributes }) => [status.code, attributes['error.type'], attributes['ledger.revision']]),
    ).toEqual([
      [SpanStatusCode.ERROR, 'RevisionConflict', undefined],
      [SpanStatusCode.UNSET, undefined, 0],
    ]);
    const contexts = written().map((span) => span.spanContext());
    expect(contexts.map(({ traceId }) => traceId)).toEqual([TRACE, TRACE]);
    expect(new Set(contexts.map(({ spanId }) => spanId)).size).toBe(2);
  });

  it('are none of an append whose request is not recorded, nor of its folds', async () => {
    expect(sampling.takesRequest(TRACE, { traceId: TRACE, spanId: REQUEST_SPAN, sampled: false })).toBe(false);
    const events = [noted('a', randomUUID(), { ...FRESH, recordedAt: now() })];
    await store.append('notes-3', 'absent', events);
    const [event] = await streamOf(store, 'notes-3');
    if (event) folds('notes', [touched(event)])();
    expect(written()).toEqual([]);
  });
});
