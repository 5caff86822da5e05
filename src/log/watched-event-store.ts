import type { Event, Position, Recorded } from '../kernel/event.js';
import type { DecideRequest } from '../deciding/request.js';
import { EventStore, type Decide } from './event-store.js';
import type { DecideReply } from '../deciding/receipt.js';

/** An event store whose appends somebody watches: metrics, traces. Everything else is asked of the store itself. */
export abstract class WatchedEventStore extends EventStore {
  readonly shared: boolean;
  readonly decide: Decide | undefined;

  constructor(protected readonly store: EventStore) {
    super();
    this.shared = store.shared;
    const { decide } = store;
    this.decide = decide && ((asked) => this.watched(asked, decide));
  }

  /** Has the store decide. */
  protected abstract watched(asked: DecideRequest, decide: Decide): Promise<DecideReply>;

  read<E extends Event = Event>(stream: string, from?: number): AsyncIterable<Recorded<E>> {
    return this.store.read<E>(stream, from);
  }

  readAll(after: Position, batchSize?: number): AsyncIterable<readonly Recorded[]> {
    return this.store.readAll(after, batchSize);
  }

  subscribe(after: Position, signal: AbortSignal, batchSize?: number): AsyncIterable<readonly Recorded[]> {
    return this.store.subscribe(after, signal, batchSize);
  }

  head(): Promise<Position> {
    return this.store.head();
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
