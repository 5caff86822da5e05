import { randomBytes } from 'node:crypto';
import type { StateFold } from '../../kernel/decider.js';
import type { Event } from '../../kernel/event.js';
import type { Instant } from '../../kernel/instant.js';
import type { EventStore } from '../../log/event-store.js';
import { SCHEMAS } from '../../log/upcasting.js';
import { clock } from '../clock.js';
import { FoldedStreams } from '../folded-streams.js';
import { walkAwaiting, type Reading } from '../gathering.js';
import { Ledger } from '../ledger.js';
import type { DecideReply } from '../receipt.js';
import type { DecideRequest } from '../request.js';
import { sliceNamed, withGathered, type Slices } from '../slice.js';
import { commandHandler } from './handle-command.js';

/** Streams of other slices kept folded for gathering, counted in events, for each fold. */
const MOST_EVENTS_GATHERED = 50_000;

type Handle = ReturnType<typeof commandHandler>;

/** Decides in this process, by its own clock or the one that a test gives, and appends where it believes the stream to be. */
export class OptimisticLedger extends Ledger {
  readonly #handlers = new Map<string, Handle>();
  readonly #gathered = new Map<StateFold<unknown, Event>, FoldedStreams<unknown, Event>>();

  constructor(
    private readonly store: EventStore,
    private readonly slices: Slices,
    readonly now: () => Instant = clock(),
  ) {
    super();
  }

  async decide(request: DecideRequest): Promise<DecideReply> {
    const slice = sliceNamed(this.slices, request.slice);
    const gathered = await walkAwaiting(withGathered(slice, request), (reading) => this.#read(reading));
    return this.#handlerOf(request.slice)(gathered);
  }

  #read({ stream, fold }: Reading) {
    const known = this.#gathered.get(fold);
    if (known !== undefined) return known.load(stream);
    const streams = new FoldedStreams({ store: this.store, fold, schemas: SCHEMAS }, MOST_EVENTS_GATHERED);
    this.#gathered.set(fold, streams);
    return streams.load(stream);
  }

  #handlerOf(name: string): Handle {
    const known = this.#handlers.get(name);
    if (known !== undefined) return known;
    const { decider } = sliceNamed(this.slices, name);
    const handle = commandHandler({ store: this.store, decider, now: this.now, schemas: SCHEMAS, randomBytes });
    this.#handlers.set(name, handle);
    return handle;
  }
}
