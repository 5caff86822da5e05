import type { Event, Position, Recorded } from '../kernel/event.js';
import type { Appended, EventStore, PartOfStream } from './event-store.js';
import { type EventSchemas, NotUnderstood, type Unread } from './upcasting.js';
import { WatchedEventStore } from './watched-event-store.js';

/** So many are remembered: where there is one, there are thousands. */
const MOST_REMEMBERED = 20;

/**
 * The log as this release understands it, under everybody who reads: each event in its newest schema, and what a newer
 * release wrote marked as not understood. `hear` is told of each of the first few.
 */
export class UnderstoodEventStore extends WatchedEventStore {
  readonly #met = new Map<string, Unread>();

  constructor(
    store: EventStore,
    private readonly schemas: EventSchemas,
    private readonly hear: (met: NotUnderstood) => void = () => undefined,
  ) {
    super(store);
  }

  /** What this process has met and does not understand, in the order it met it. */
  get notUnderstood(): readonly Unread[] {
    return [...this.#met.values()];
  }

  /** Another reader of this log has met it. */
  met(event: Unread): void {
    const place = `${event.revision} of ${event.stream}`;
    if (this.#met.has(place) || this.#met.size >= MOST_REMEMBERED) return;
    this.#met.set(place, event);
    this.hear(new NotUnderstood(event));
  }

  append(...given: Parameters<EventStore['append']>): Promise<Appended> {
    return this.store.append(...given);
  }

  override async *read<E extends Event = Event>(
    stream: string,
    from?: number,
    part?: PartOfStream,
  ): AsyncGenerator<Recorded<E>> {
    for await (const event of this.store.read<E>(stream, from, part)) yield this.#read(event);
  }

  override readAll(after: Position, batchSize?: number): AsyncIterable<readonly Recorded[]> {
    return this.#readIn(this.store.readAll(after, batchSize));
  }

  override subscribe(after: Position, signal: AbortSignal, batchSize?: number): AsyncIterable<readonly Recorded[]> {
    return this.#readIn(this.store.subscribe(after, signal, batchSize));
  }

  async *#readIn(batches: AsyncIterable<readonly Recorded[]>): AsyncGenerator<readonly Recorded[]> {
    for await (const batch of batches) yield batch.map((event) => this.#read(event));
  }

  #read<E extends Event>(event: Recorded<E>): Recorded<E> {
    const read = this.schemas.read(event);
    if (read.obscure !== undefined) this.#remember(read, read.obscure);
    return read;
  }

  #remember({ type, metadata, stream, revision }: Recorded, obscure: Unread['obscure']): void {
    this.met({ type, schema: metadata.schema, stream, revision, obscure });
  }
}
