import { randomBytes } from 'node:crypto';
import type { Command, StateFold } from '../kernel/decider.js';
import type { Event, Gathered } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';
import { SLICES, type CommandOf, type SliceName } from '../slices.js';
import { clock } from './clock.js';
import type { CommandRequest, Requested } from './request.js';
import type { EventStore } from '../log/event-store.js';
import { FoldedStreams } from './folded-streams.js';
import { commandHandler } from './handle-command.js';
import type { Receipt } from './receipt.js';
import type { Gathering } from './gathering.js';
import type { Slice } from './slice.js';
import { SCHEMAS } from '../log/upcasting.js';

/** Streams of other slices kept folded for gathering, counted in events, for each fold. */
const MOST_EVENTS_GATHERED = 50_000;

type Handle = (request: CommandRequest) => Promise<Receipt>;

/**
 * The log as commands see it. A store that decides where it writes is handed the command; for every other it is decided
 * here, by the clock of this process or the one that a test gives.
 */
export class Ledger {
  readonly #handlers = new Map<SliceName, Handle>();
  readonly #gathered = new Map<StateFold<unknown, Event>, FoldedStreams<unknown, Event>>();

  constructor(
    private readonly store: EventStore,
    readonly now: () => Instant = clock(),
  ) {}

  /**
   * Rejects with `Refused` when the command breaks a rule (DUPLICATE_COMMAND and CONCURRENCY_CONFLICT among the codes),
   * with `RevisionConflict` when `ifMatch` does not hold, and with what the store throws.
   */
  decide<Name extends SliceName>(name: Name, command: CommandOf<Name>, requested: Requested): Promise<Receipt> {
    const there = this.store.decide?.({ slice: name, command, requested });
    return there?.then(({ receipt }) => receipt) ?? this.#decideHere(name, command, requested);
  }

  async #decideHere(name: SliceName, command: Command, requested: Requested): Promise<Receipt> {
    const slice: Slice = SLICES[name];
    const gathered = await this.#walk(slice.gather(command, requested));
    return this.#handlerOf(name)({ stream: slice.streamOf(command), command, gathered, ...requested });
  }

  async #walk(gathering: Gathering<readonly Gathered[]>): Promise<readonly Gathered[]> {
    let step = gathering.next();
    while (step.done !== true) {
      const { stream, fold } = step.value;
      step = gathering.next(await this.#readBy(fold).load(stream));
    }
    return step.value;
  }

  #readBy(fold: StateFold<unknown, Event>): FoldedStreams<unknown, Event> {
    const known = this.#gathered.get(fold);
    if (known !== undefined) return known;
    const streams = new FoldedStreams({ store: this.store, decider: fold, schemas: SCHEMAS }, MOST_EVENTS_GATHERED);
    this.#gathered.set(fold, streams);
    return streams;
  }

  #handlerOf(name: SliceName): Handle {
    const known = this.#handlers.get(name);
    if (known !== undefined) return known;
    const { decider }: Slice = SLICES[name];
    const handle = commandHandler({ store: this.store, decider, now: this.now, schemas: SCHEMAS, randomBytes });
    this.#handlers.set(name, handle);
    return handle;
  }
}
