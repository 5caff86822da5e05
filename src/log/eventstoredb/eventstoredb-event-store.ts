import { setMaxListeners } from 'node:events';
import { defined } from '../../kernel/defined.js';
import { BEGINNING, type Event, type NewEvent, type Position, type Recorded } from '../../kernel/event.js';
import type { Instant } from '../../kernel/instant.js';
import {
  EventStore,
  type PartOfStream,
  placeOf,
  StoreUnavailable,
  type Appended,
  type ExpectedRevision,
} from '../event-store.js';
import { LogClock } from '../log-clock.js';
import { Appending } from './appending.js';
import type { Waits } from './back-off.js';
import { onAndOn, upTo } from './catch-up.js';
import { Connection, type ConnectionSettings } from './connection.js';
import { readEventStoreDbUrl, type EventStoreDbUrl } from './connection-url.js';
import { identityOn } from './identifying.js';
import { commitIn } from './log-position.js';
import { Readings } from './readings.js';
import { proposalOf } from './recorded-event.js';
import { StreamNames } from './stream-names.js';

const BATCH_SIZE = 500;

export type EventStoreDbOptions = Readonly<{
  /** How long one answer of the server may take, in milliseconds. */
  patience?: number;
  /** Between two tries to reach a server that is away. */
  waits?: Waits;
  /** Categories of the streams of this log, where they are not those of the whole system. */
  categories?: readonly string[];
  /** Of the log that the one made here is to be a copy of. A log that is there already keeps its own. */
  identity?: string;
  /** Called whenever a subscription that broke is taken up again. */
  onReconnect?: () => void;
  /** Called whenever an append whose answer was lost is put again. */
  onRepeat?: () => void;
}>;

type Settings = ConnectionSettings &
  Required<Pick<EventStoreDbOptions, 'onReconnect' | 'onRepeat'>> &
  Pick<EventStoreDbOptions, 'identity'>;

const PATIENCE = 3000;
const WAITS: Waits = { first: 100, most: 5000 };

/**
 * The log on a server or cluster of EventStoreDB, for several processes at once. The server filters:
 * events of its own and of other applications never come here.
 */
export class EventStoreDbEventStore extends EventStore {
  readonly shared = true;
  readonly #names: StreamNames;
  readonly #connection: Connection;
  readonly #readings: Readings;
  readonly #appending: Appending;
  readonly #settings: Settings;
  readonly #ended = new AbortController();
  readonly #clock = new LogClock(this);
  /** Up to where the log was searched for the last event of ours, and that one. */
  #searched: Readonly<{ upTo: bigint; head: Position }> = { upTo: -1n, head: BEGINNING };
  #identity: string | undefined;

  private constructor(url: EventStoreDbUrl, settings: Settings, names: StreamNames) {
    super();
    setMaxListeners(0, this.#ended.signal);
    this.#settings = settings;
    this.#names = names;
    this.#connection = new Connection(url, settings);
    this.#readings = new Readings(this.#connection, names);
    this.#appending = new Appending(this.#connection, names, { readings: this.#readings, onRepeat: settings.onRepeat });
  }

  /** @throws Error when the URL is wrong, the server is absent or it refuses; says what to check, shows no password. */
  static async open(url: string, options: EventStoreDbOptions = {}): Promise<EventStoreDbEventStore> {
    const {
      patience = PATIENCE,
      waits = WAITS,
      categories,
      onReconnect = () => undefined,
      onRepeat = () => undefined,
      identity,
    } = options;
    const address = readEventStoreDbUrl(url);
    const names = new StreamNames(address.ledger, categories);
    const settings = { patience, waits, onReconnect, onRepeat, ...defined({ identity }) };
    const store = new EventStoreDbEventStore(address, settings, names);
    try {
      await store.head();
      return store;
    } catch (error) {
      await store.close();
      throw error instanceof StoreUnavailable ? absent(address, error) : error;
    }
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.#assertOpen();
    if (events.length === 0) throw new RangeError(`Nothing to append to ${stream}`);
    const place = placeOf(expected);
    return this.#appending.append({ stream, expected, place, events: events.map(proposalOf) });
  }

  async *read<E extends Event = Event>(
    stream: string,
    from = 0,
    { most }: PartOfStream = {},
  ): AsyncGenerator<Recorded<E>, void, undefined> {
    this.#assertOpen();
    yield* this.#readings.ofStream<E>(stream, from, most);
  }

  async *readAll(after: Position, batchSize = BATCH_SIZE): AsyncGenerator<readonly Recorded[], void, undefined> {
    this.#assertOpen();
    commitIn(after);
    const end = await this.head();
    if (end <= after) return;
    const { patience } = this.#settings;
    yield* upTo(end, after, this.#readings, { most: batchSize, patience, signal: this.#ended.signal });
  }

  subscribe(after: Position, signal: AbortSignal, batchSize = BATCH_SIZE): AsyncIterable<readonly Recorded[]> {
    const over = AbortSignal.any([signal, this.#ended.signal]);
    const { waits, onReconnect: reconnecting } = this.#settings;
    return onAndOn(after, this.#readings, { most: batchSize, signal: over, waits, reconnecting });
  }

  async head(): Promise<Position> {
    this.#assertOpen();
    let top: bigint | undefined;
    for await (const { commit, ours, position } of this.#readings.backwards()) {
      top ??= commit;
      if (commit <= this.#searched.upTo) return this.#found(top, this.#searched.head);
      if (ours) return this.#found(top, position);
    }
    return this.#found(top ?? -1n, BEGINNING);
  }

  async at(position: Position): Promise<Recorded | undefined> {
    this.#assertOpen();
    const commit = commitIn(position);
    return commit === undefined ? undefined : this.#readings.at(commit);
  }

  async identity(): Promise<string> {
    this.#assertOpen();
    if (this.#identity !== undefined) return this.#identity;
    const server = { connection: this.#connection, names: this.#names, readings: this.#readings };
    this.#identity = await identityOn(server, async () => this.#settings.identity ?? (await this.#firstId()));
    return this.#identity;
  }

  lastBy(instant: Instant): Promise<Position> {
    return this.#clock.lastBy(instant);
  }

  async close(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    await this.#connection.close();
  }

  async #firstId(): Promise<string | undefined> {
    for await (const [first] of this.readAll(BEGINNING, 1)) return first?.id;
    return undefined;
  }

  #found(upTo: bigint, head: Position): Position {
    if (upTo > this.#searched.upTo) this.#searched = { upTo, head };
    return head;
  }

  #assertOpen(): void {
    if (this.#ended.signal.aborted) throw new Error('The event store is closed');
  }
}

function absent({ tls }: EventStoreDbUrl, cause: StoreUnavailable): Error {
  const security = tls
    ? 'that its certificate is trusted (tlsCAFile=…; without TLS say tls=false)'
    : 'that it runs without TLS';
  return new Error(`${cause.message}: check that it is running, that host and port are right, and ${security}`, {
    cause,
  });
}
