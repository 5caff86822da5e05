import { randomBytes } from 'node:crypto';
import type { StateFold } from '../../kernel/decider.js';
import type { Event, Recorded } from '../../kernel/event.js';
import type { Instant } from '../../kernel/instant.js';
import type { EventStore } from '../../log/event-store.js';
import type { Outage } from '../../log/outages.js';
import type { EventSchemas } from '../../log/upcasting.js';
import { clock } from '../clock.js';
import { decideWith } from '../decision.js';
import { FoldedStreams } from '../folded-streams.js';
import { type Reading, walkAwaiting } from '../gathering.js';
import { Ledger } from '../ledger.js';
import type { NextRequest } from '../next.js';
import type { DecideReply } from '../receipt.js';
import type { CommandRequest, DecideRequest } from '../request.js';
import { nextOf, sliceOf, withGathered, type Slice, type Slices } from '../slice.js';
import type { Weighed } from '../weighed.js';
import { Echoes, type Report } from './echoes.js';
import { commandHandler, type Gathered } from './handle-command.js';
import { weigh } from './weigh.js';

/** How many folded events the streams kept in memory may stand for, all together, for each fold. */
const MOST_EVENTS_KEPT = 250_000;

/**
 * From the decision of an event until every reader sees it, in milliseconds: what the engines let an append take at most,
 * and what the clocks of several processes may differ by. EventStoreDB is put nothing later than two waits for an answer, of 3 s
 * each, after it was asked for, and one wait later the call has ended.
 */
const SEEN_WITHIN = 10_000;

/** Its clock, and who hears what the operator should know. */
type Parts = Report & Readonly<{ now?: () => Instant }>;

type Handle = ReturnType<typeof commandHandler>;

/** Decides in this process, by its own clock or the one that a test gives, and appends where it believes the stream to be. */
export class OptimisticLedger extends Ledger {
  readonly now: () => Instant;
  readonly #handlers = new Map<Slice, Handle>();
  readonly #echoes: Echoes | undefined;
  readonly #streams = new Map<StateFold<unknown, Event>, FoldedStreams<unknown, Event>>();

  constructor(
    private readonly store: EventStore,
    private readonly slices: Slices,
    private readonly schemas: EventSchemas,
    { now = clock(), ...report }: Parts = {},
  ) {
    super();
    this.now = now;
    this.#echoes = store.shared ? new Echoes(store, (event) => this.#heard(event), undefined, report) : undefined;
  }

  override get outages(): readonly Outage[] {
    return this.#echoes?.outages ?? [];
  }

  async decide(request: DecideRequest): Promise<DecideReply> {
    const slice = sliceOf(this.slices, request.command);
    const gather = async (): Promise<Gathered> => {
      const { connection } = this.store;
      return { request: await this.#gathered(slice, request), connection };
    };
    const { request: gathered, connection } = await gather();
    return this.#handlerOf(slice)(gathered, { connection, gather });
  }

  weigh(request: DecideRequest): Promise<Weighed> {
    const { store, schemas, now } = this;
    const slice = sliceOf(this.slices, request.command);
    const streams = this.#streamsBy(slice.decider.fold);
    const decide = decideWith({ schemas, now, randomBytes });
    return weigh({ store, slice, streams, decide }, () => this.#gathered(slice, request));
  }

  next(request: NextRequest): Promise<object | undefined> {
    return walkAwaiting(nextOf(this.slices, request), ({ stream, fold }) => this.#streamsBy(fold).load(stream));
  }

  #gathered(slice: Slice, request: DecideRequest): Promise<CommandRequest> {
    return walkAwaiting(withGathered(slice, request), ({ stream, fold }: Reading) =>
      this.#streamsBy(fold).load(stream),
    );
  }

  /** Other processes decide by their own clocks, so only time settles. */
  async settles(instant: Instant): Promise<number | undefined> {
    const now = this.now();
    return instant < now ? Math.max(0, Date.parse(instant) + SEEN_WITHIN - Date.parse(now)) : undefined;
  }

  /** One for each fold, whether a stream is decided on or gathered from: so it is folded and kept once. */
  #streamsBy(fold: StateFold<unknown, Event>): FoldedStreams<unknown, Event> {
    const known = this.#streams.get(fold);
    if (known !== undefined) return known;
    const streams = new FoldedStreams({ store: this.store, fold, schemas: this.schemas }, MOST_EVENTS_KEPT);
    this.#streams.set(fold, streams);
    return streams;
  }

  #heard(event: Recorded): void {
    for (const streams of this.#streams.values()) streams.heard(event);
  }

  #handlerOf(slice: Slice): Handle {
    const known = this.#handlers.get(slice);
    if (known !== undefined) return known;
    const { decider } = slice;
    const streams = this.#streamsBy(decider.fold);
    const handle = commandHandler({
      store: this.store,
      decider,
      streams,
      echoes: this.#echoes,
      now: this.now,
      schemas: this.schemas,
      randomBytes,
    });
    this.#handlers.set(slice, handle);
    return handle;
  }
}
