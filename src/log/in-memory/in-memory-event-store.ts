import { randomUUID } from 'node:crypto';
import type { Event, NewEvent, Position, Recorded } from '../../kernel/event.js';
import type { Instant } from '../../kernel/instant.js';
import {
  EventStore,
  type PartOfStream,
  placeOf,
  RevisionConflict,
  type Appended,
  type ExpectedRevision,
} from '../event-store.js';
import { CommitSignal, follow } from '../following.js';
import { LogClock } from '../log-clock.js';
import { decode, encode, placeIn, positionAt, type StoredEvent } from '../stored-event.js';

const BATCH_SIZE = 500;

/** The reference: the port in its plainest form, for tests. Events are kept as text, so that no caller shares an object with history. */
export class InMemoryEventStore extends EventStore {
  readonly shared = true;
  readonly #log: StoredEvent[] = [];
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #commits = new CommitSignal();
  readonly #clock = new LogClock(this);
  readonly #identity: string;

  /** `identity`: of the log that this one is to be a copy of. */
  constructor(identity: string = randomUUID()) {
    super();
    this.#identity = identity;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.#assertOpen();
    if (events.length === 0) throw new RangeError(`Nothing to append to ${stream}`);
    const place = placeOf(expected);
    const encoded = events.map(encode);
    const history = this.#streams.get(stream) ?? [];
    if (history.length !== place) return repeated(stream, expected, { history, ids: encoded.map(({ id }) => id) });
    const stored = encoded.map(({ id, type, data, metadata }, index): StoredEvent => [
      this.#log.length + index + 1,
      stream,
      place + index,
      id,
      type,
      data,
      metadata,
    ]);
    this.#log.push(...stored);
    this.#streams.set(stream, [...history, ...stored]);
    this.#commits.committed();
    return { revision: place + stored.length - 1, position: positionAt(this.#log.length) };
  }

  async *read<E extends Event = Event>(
    stream: string,
    from = 0,
    { most = Infinity }: PartOfStream = {},
  ): AsyncGenerator<Recorded<E>, void, undefined> {
    this.#assertOpen();
    for (const stored of this.#streams.get(stream)?.slice(from, from + most) ?? []) yield decode<E>(stored);
  }

  async *readAll(after: Position, batchSize = BATCH_SIZE): AsyncGenerator<readonly Recorded[], void, undefined> {
    this.#assertOpen();
    const end = this.#log.length;
    for (let start = placeIn(after); start < end; start += batchSize) {
      yield this.#log.slice(start, Math.min(start + batchSize, end)).map((stored) => decode(stored));
    }
  }

  subscribe(after: Position, signal: AbortSignal, batchSize = BATCH_SIZE): AsyncIterable<readonly Recorded[]> {
    const log = {
      commits: this.#commits,
      headNow: () => positionAt(this.#log.length),
      readAll: (from: Position) => this.readAll(from, batchSize),
    };
    return follow(log, after, signal);
  }

  async head(): Promise<Position> {
    return positionAt(this.#log.length);
  }

  async at(position: Position): Promise<Recorded | undefined> {
    const stored = this.#log[placeIn(position) - 1];
    return stored && decode(stored);
  }

  async identity(): Promise<string> {
    return this.#identity;
  }

  lastBy(instant: Instant): Promise<Position> {
    return this.#clock.lastBy(instant);
  }

  async close(): Promise<void> {
    this.#commits.end();
  }

  #assertOpen(): void {
    if (this.#commits.ended) throw new Error('The event store is closed');
  }
}

function repeated(
  stream: string,
  expected: ExpectedRevision,
  { history, ids }: { history: readonly StoredEvent[]; ids: readonly string[] },
): Appended {
  const place = placeOf(expected);
  const there = history.slice(place, place + ids.length);
  const last = there.at(-1);
  if (last && there.length === ids.length && there.every(([, , , id], index) => id === ids[index])) {
    return { revision: last[2], position: positionAt(last[0]) };
  }
  throw new RevisionConflict(stream, expected, history.length === 0 ? 'absent' : history.length - 1);
}
