import { setMaxListeners } from 'node:events';
import { BEGINNING, type Event, type Position, type Recorded } from '../../kernel/event.js';
import type { Instant } from '../../kernel/instant.js';
import type { AppendLimit } from '../append-limit.js';
import { EventStore, placeOf, StoreRefuses, StoreUnavailable } from '../event-store.js';
import type { Appended, ForeignStream, PartOfStream } from '../event-store.js';
import { LogClock } from '../log-clock.js';
import { type Outage, Outages } from '../outages.js';
import { Appending } from './appending.js';
import type { Waits } from '../back-off.js';
import { type Log, onAndOn, upTo } from './catch-up.js';
import { headForSure } from './head-for-sure.js';
import { Connection } from './connection.js';
import { readEventStoreDbUrl, type EventStoreDbUrl } from './connection-url.js';
import { EndOfLog } from './end-of-log.js';
import { appendLimitOf } from './asking-sizes.js';
import { assertWhole, becomeWhole, nameFor } from './identifying.js';
import { commitIn } from './log-position.js';
import { assertFit } from './meeting.js';
import { Readings } from './readings.js';
import { encoded } from './recorded-event.js';
import { absent, ServerAbsent } from './server-absent.js';
import { StreamNames } from './stream-names.js';

const BATCH_SIZE = 500;

export type EventStoreDbOptions = Readonly<{
  /** How long one answer of the server may take, in milliseconds. */
  patience?: number;
  /** How long a subscription may say nothing before it is held against the head, in milliseconds: by default as long as an answer. */
  silence?: number;
  /** Between two tries to reach a server that is away. */
  waits?: Waits;
  /** Categories of the streams of this log, where they are not those of the whole system. */
  categories?: readonly string[];
  /**
   * Of the log that the one made here is to be a copy of. A log that is there already keeps its own. Until {@link
   * EventStoreDbEventStore.becomeWhole} the copy is opened by nothing that does not give it.
   */
  identity?: string;
  /** Nothing is written but what is appended: a log without a name is given none, and how far it was searched is not kept. */
  writesNothing?: boolean;
  /** Opens the log of a server that is away as well; every question is put to it then, and the first answer is looked at. */
  mayBeAway?: boolean;
  /** Hears what the operator should know of the server. */
  report?: (problem: string) => void;
  /** Called whenever a subscription that broke is taken up again. */
  onReconnect?: () => void;
  /** Called whenever an append whose answer was lost is put again. */
  onRepeat?: () => void;
  /** Called for each question and each subscription that failed and is tried again. */
  onFailure?: () => void;
}>;

type Settings = Required<
  Pick<EventStoreDbOptions, 'patience' | 'waits' | 'onReconnect' | 'onRepeat' | 'onFailure' | 'report'>
> &
  Pick<EventStoreDbOptions, 'identity' | 'silence' | 'writesNothing'>;

const USUAL: Settings = {
  patience: 3000,
  waits: { first: 100, longest: 5000 },
  onReconnect: () => undefined,
  onRepeat: () => undefined,
  onFailure: () => undefined,
  report: () => undefined,
};

/**
 * The log on a server or cluster of EventStoreDB, for several processes at once. The server filters:
 * events of its own and of other applications never come here.
 */
export class EventStoreDbEventStore extends EventStore {
  readonly shared = true;
  readonly #url: EventStoreDbUrl;
  readonly #names: StreamNames;
  readonly #outages: Outages;
  readonly #connection: Connection;
  readonly #readings: Readings;
  readonly #appending: Appending;
  readonly #settings: Settings;
  readonly #ended = new AbortController();
  readonly #clock = new LogClock(this);
  readonly #end: EndOfLog;
  /** What the log was called when it was asked, and over which connection that was: behind the next one may be another log. */
  #identity: Readonly<{ name: string; connection: number }> | undefined;
  /** Whether the server was met, and is one to be trusted. */
  #met = false;

  private constructor(url: EventStoreDbUrl, settings: Settings, names: StreamNames) {
    super();
    setMaxListeners(0, this.#ended.signal);
    this.#url = url;
    this.#settings = settings;
    this.#names = names;
    this.#outages = new Outages(settings.report, settings.onFailure);
    this.#connection = new Connection(url, { ...settings, outages: this.#outages });
    this.#readings = new Readings(this.#connection, names, settings.report);
    const keeps = settings.writesNothing !== true && settings.identity === undefined;
    this.#end = new EndOfLog(this.#readings, { connection: this.#connection, names, keeps });
    this.#appending = new Appending(this.#connection, names, { readings: this.#readings, onRepeat: settings.onRepeat });
  }

  /**
   * @throws Error when the URL is wrong, the server is absent, refuses, or is of a version that loses events; says what to
   * check, shows no password.
   */
  static async open(url: string, options: EventStoreDbOptions = {}): Promise<EventStoreDbEventStore> {
    const address = readEventStoreDbUrl(url);
    const { categories, mayBeAway = false, ...chosen } = options;
    const settings = { ...USUAL, ...chosen };
    const store = new EventStoreDbEventStore(address, settings, new StreamNames(address.ledger, categories));
    try {
      await store.#meet();
      return store;
    } catch (error) {
      const isAway = error instanceof StoreUnavailable && !(error instanceof StoreRefuses);
      const reason = isAway ? absent(address, error) : error;
      if (mayBeAway && reason instanceof ServerAbsent) {
        settings.report(`${reason.message}. It is asked on; commands are refused until it answers`);
        return store;
      }
      await store.close();
      throw reason;
    }
  }

  async append(...given: Parameters<EventStore['append']>): Promise<Appended> {
    const [stream, expected, events, grounds] = given;
    this.#assertOpen();
    if (events.length === 0) throw new RangeError(`Nothing to append to ${stream}`);
    const place = placeOf(expected);
    await this.#meet();
    return this.#appending.append({ stream, expected, place, events: events.map(encoded), grounds });
  }

  async *read<E extends Event = Event>(
    stream: string,
    from = 0,
    { most }: PartOfStream = {},
  ): AsyncGenerator<Recorded<E>, void, undefined> {
    this.#assertOpen();
    await this.#meet();
    yield* this.#readings.ofStream<E>(stream, from, most);
  }

  async *readAll(after: Position, batchSize = BATCH_SIZE): AsyncGenerator<readonly Recorded[], void, undefined> {
    this.#assertOpen();
    commitIn(after);
    const end = await this.head();
    const options = { most: batchSize, patience: this.#settings.patience, signal: this.#ended.signal };
    if (end > after) yield* upTo(end, after, this.#log, options);
  }

  subscribe(after: Position, signal: AbortSignal, batchSize = BATCH_SIZE): AsyncIterable<readonly Recorded[]> {
    const over = AbortSignal.any([signal, this.#ended.signal]);
    const { waits, patience, silence = patience, onReconnect: reconnecting } = this.#settings;
    return onAndOn(after, this.#log, {
      ...{ most: batchSize, signal: over, patience, silence, waits, reconnecting, outages: this.#outages },
      head: () => headForSure(this),
      store: this.#connection.name,
    });
  }

  async head(): Promise<Position> {
    this.#assertOpen();
    await this.#meet();
    return this.#end.position();
  }

  /** The first questions to a server. @throws as {@link open} does */
  async #meet(): Promise<void> {
    if (this.#met) return;
    const heard: string[] = [];
    await assertFit(this.#url, this.#server, (said) => heard.push(said));
    if (this.#settings.identity === undefined) await assertWhole(this.#server);
    if (!this.#met) heard.forEach(this.#settings.report);
    this.#met = true;
  }

  async at(position: Position): Promise<Recorded | undefined> {
    this.#assertOpen();
    const commit = commitIn(position);
    await this.#meet();
    return commit === undefined ? undefined : this.#readings.at(commit);
  }

  async identity(): Promise<string> {
    this.#assertOpen();
    await this.#meet();
    const connection = this.#connection.count;
    if (this.#identity?.connection === connection) return this.#identity.name;
    const log = { firstId: () => this.#firstId(), isEmpty: async () => (await this.head()) === BEGINNING };
    this.#identity = { name: await nameFor(this.#server, this.#settings, log), connection };
    return this.#identity.name;
  }

  /** What one append may hold. Asks the server, and writes nothing. */
  async appendLimit(): Promise<AppendLimit> {
    this.#assertOpen();
    await this.#meet();
    return appendLimitOf(this.#connection, this.#names);
  }

  /** Ends what opening it with an `identity` began: the copy was verified, and is a ledger for everybody. */
  async becomeWhole(): Promise<void> {
    this.#assertOpen();
    await becomeWhole(this.#server);
  }

  get #log(): Log {
    return { asked: this, readings: this.#readings };
  }

  get #server(): Readonly<{ connection: Connection; names: StreamNames; readings: Readings }> {
    return { connection: this.#connection, names: this.#names, readings: this.#readings };
  }

  override get connection(): number {
    return this.#connection.count;
  }

  override certain(connection: number): Promise<boolean> {
    return this.#connection.leads(connection);
  }

  override get outages(): readonly Outage[] {
    return this.#outages.lasting;
  }

  override get foreign(): readonly ForeignStream[] {
    return this.#readings.foreign.met;
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

  #assertOpen(): void {
    if (this.#ended.signal.aborted) throw new Error('The event store is closed');
  }
}
