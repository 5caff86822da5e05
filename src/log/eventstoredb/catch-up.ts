import { BEGINNING, type Position, type Recorded } from '../../kernel/event.js';
import { StoreRefuses, StoreUnavailable } from '../event-store.js';
import { BackOff, rest, type Waits } from '../back-off.js';
import { LONG_BATCH } from '../long-batch.js';
import type { Outages } from '../outages.js';
import type { InflowOptions } from './inflow.js';
import { type AskedLog, Bookmark } from './going-on.js';
import type { FollowingOptions, Heard, Readings } from './readings.js';

/** What of it is read here: it is asked whether an event is there, and followed on the server. */
export type Log = Readonly<{ asked: AskedLog; readings: Pick<Readings, 'following'> }>;

/** The log after a position, up to and with another, in batches that are full, or as long as a batch may be, but for the last. */
export async function* upTo(
  end: Position,
  after: Position,
  log: Log,
  options: InflowOptions,
): AsyncGenerator<readonly Recorded[], void, undefined> {
  const bookmark = new Bookmark(after, log.asked);
  const waiting = new Waiting(options.most);
  for await (const { events, size } of spoken(newsFrom(bookmark, log, options))) {
    yield* waiting.join(
      events.filter(({ position }) => position <= end),
      size,
    );
    if (bookmark.reached < end) continue;
    yield* waiting.rest();
    return;
  }
  throw endedEarly(options);
}

function endedEarly({ signal }: InflowOptions): Error {
  return signal?.aborted === true
    ? new Error('The event store was closed before the end of the log was reached')
    : new SubscriptionEnds('the server ended the reading before the end of the log');
}

/** What was read and makes no whole batch yet. */
class Waiting {
  readonly #events: Recorded[] = [];
  #size = 0;

  constructor(private readonly most: number) {}

  /** What came at once, with its bytes. @returns the batches that are whole, or would be too long with it. */
  *join(events: readonly Recorded[], size: number): Generator<readonly Recorded[]> {
    if (this.#size + size > LONG_BATCH) yield* this.rest();
    this.#size += size;
    this.#events.push(...events);
    while (this.#events.length >= this.most) yield this.#events.splice(0, this.most);
    if (this.#events.length === 0) this.#size = 0;
  }

  *rest(): Generator<readonly Recorded[]> {
    if (this.#events.length > 0) yield this.#events.splice(0);
    this.#size = 0;
  }
}

/** Without its silences. */
async function* spoken(said: AsyncIterable<Heard>): AsyncGenerator<NonNullable<Heard>, void, undefined> {
  for await (const one of said) if (one !== undefined) yield one;
}

type FollowOptions = InflowOptions &
  Readonly<{
    signal: AbortSignal;
    /** How long a subscription may say nothing before it is held against the head, in milliseconds. */
    silence: number;
    waits: Waits;
    /** The last event of the log, asked of a node that leads. */
    head: () => Promise<Position>;
    reconnecting: () => void;
    outages: Outages;
    /** What messages call it. */
    store: string;
  }>;

/**
 * The log after a position and on, until the signal aborts: across every break, each event once and in order. Silence is no
 * news only as long as the log has not grown: a subscription that hears nothing is held against the head.
 */
export async function* onAndOn(
  after: Position,
  log: Log,
  options: FollowOptions,
): AsyncGenerator<readonly Recorded[], void, undefined> {
  const { signal, waits, reconnecting, outages, store } = options;
  const outage = { fails: `The log of ${store} cannot be followed`, over: `The log of ${store} is followed again` };
  const bookmark = new Bookmark(after, log.asked);
  const backOff = new BackOff(waits);
  const goesOn = (): void => {
    backOff.succeeded();
    outages.succeeded(outage);
  };
  try {
    while (!signal.aborted) {
      try {
        yield* heard(bookmark, log, { ...options, goesOn });
      } catch (error) {
        assertPassing(error, signal);
        outages.failed(outage, error);
      }
      await rest(backOff.failed(), signal);
      if (!signal.aborted) reconnecting();
    }
  } finally {
    outages.givenUp(outage);
  }
}

/** @throws the error itself where it would come again, and is not that of a store which is closed. */
function assertPassing(error: unknown, { aborted }: AbortSignal): void {
  if (aborted) return;
  if (!(error instanceof StoreUnavailable) || error instanceof StoreRefuses) throw error;
}

/** What is new of what one subscription tells. `goesOn` hears that it does, also where nothing is new. */
async function* heard(
  bookmark: Bookmark,
  log: Log,
  { goesOn, ...options }: FollowOptions & Readonly<{ goesOn: () => void }>,
): AsyncGenerator<readonly Recorded[], void, undefined> {
  const silence = new SilenceKept(options.head);
  const checkpoint = (): void => silence.broken();
  for await (const news of newsFrom(bookmark, log, { ...options, checkpoint })) {
    if (news !== undefined) silence.broken();
    else if (await silence.mayHide(bookmark.reached)) continue;
    goesOn();
    if (news !== undefined && news.events.length > 0) yield news.events;
  }
}

/** What a subscription that says nothing is held against: it may be that of a node which hears of nothing itself. */
class SilenceKept {
  #stands = false;
  /** The head of the log at the last silence, if it still lasts: what is new then has until the next one to come. */
  #seen = BEGINNING;

  constructor(private readonly head: () => Promise<Position>) {}

  /**
   * Something came, ours or not, new or not: a server that works its way through events of others has all the time that it
   * takes, since who takes its subscription up again begins before them.
   */
  broken(): void {
    this.#seen = BEGINNING;
  }

  /**
   * Whether it may be hiding something. The first time a subscription says nothing is when it begins to stand.
   * @throws SubscriptionEnds when it hides what was new at its last silence, and nothing came since.
   * @throws StoreUnavailable when the head cannot be asked.
   */
  async mayHide(reached: Position): Promise<boolean> {
    const stood = this.#stands;
    this.#stands = true;
    if (!stood) return true;
    if (this.#seen > reached) throw new SubscriptionEnds('the log has grown, and nothing of it comes');
    this.#seen = await this.head();
    return this.#seen > reached;
  }
}

/** The subscription is to be taken up again. */
class SubscriptionEnds extends StoreUnavailable {
  constructor(message: string) {
    super('');
    this.message = message;
  }
}

/** What is new of what a subscription says: none where that is nothing new. `undefined` where it says nothing. */
async function* newsFrom(
  bookmark: Bookmark,
  log: Log,
  options: FollowingOptions,
): AsyncGenerator<Heard, void, undefined> {
  const from = await bookmark.from();
  for await (const said of log.readings.following(from, options))
    yield said && { ...said, events: bookmark.news(said.events) };
}
