import type { Event, Position, Recorded } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';
import type { Outage } from './outages.js';
import { EventStore, type ForeignStream, type PartOfStream } from './event-store.js';

/** An event store whose appends are watched, by metrics or traces. Everything else goes to the store itself. */
export abstract class WatchedEventStore extends EventStore {
  readonly shared: boolean;

  constructor(protected readonly store: EventStore) {
    super();
    this.shared = store.shared;
  }

  read<E extends Event = Event>(stream: string, from?: number, part?: PartOfStream): AsyncIterable<Recorded<E>> {
    return this.store.read<E>(stream, from, part);
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

  at(position: Position): Promise<Recorded | undefined> {
    return this.store.at(position);
  }

  identity(): Promise<string> {
    return this.store.identity();
  }

  lastBy(instant: Instant): Promise<Position> {
    return this.store.lastBy(instant);
  }

  override get connection(): number {
    return this.store.connection;
  }

  override certain(connection: number): Promise<boolean> {
    return this.store.certain(connection);
  }

  override get outages(): readonly Outage[] {
    return this.store.outages;
  }

  override get foreign(): readonly ForeignStream[] {
    return this.store.foreign;
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
