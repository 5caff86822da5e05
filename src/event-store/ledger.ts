import { randomBytes } from 'node:crypto';
import type { Command, Decider } from '../kernel/decider.js';
import type { Event, Gathered } from '../kernel/event.js';
import { instantOf, type Instant } from '../kernel/instant.js';
import type { CommandRequest } from './decided-events.js';
import type { EventStore } from './event-store.js';
import { FoldedStreams, type Folded } from './folded-streams.js';
import { commandHandler } from './handle-command.js';
import type { Receipt } from './receipt.js';
import { SCHEMAS } from './upcasting.js';

/** Streams of other slices kept folded for gathering, counted in events. */
const MOST_EVENTS_GATHERED = 50_000;

/**
 * The log as a slice uses it: a handler for its own decider, and the folded state of another slice's stream to gather
 * facts from. The one place where clock and chance enter; a test gives its own clock.
 */
export class Ledger {
  constructor(
    private readonly store: EventStore,
    readonly now: () => Instant = clock(),
  ) {}

  /** What decides the commands of one slice and makes them history. */
  handler<C extends Command, S, E extends Event>(
    decider: Decider<C, S, E>,
  ): (request: CommandRequest<C>) => Promise<Receipt> {
    return commandHandler({ store: this.store, decider, now: this.now, schemas: SCHEMAS, randomBytes });
  }

  /** Reads streams folded by that slice's fold, as they are now. */
  reader<S, E extends Event>(
    fold: Pick<Decider<Command, S, E>, 'initial' | 'evolve'>,
  ): (stream: string) => Promise<Folded<S>> {
    const streams = new FoldedStreams<S, E>(
      { store: this.store, decider: fold, schemas: SCHEMAS },
      MOST_EVENTS_GATHERED,
    );
    return (stream) => streams.load(stream);
  }
}

/** The time of this machine. Many commands come in the same millisecond, and writing it out costs more than asking. */
function clock(): () => Instant {
  let [at, instant] = [0, instantOf(0)];
  return () => {
    const now = Date.now();
    if (now !== at) [at, instant] = [now, instantOf(now)];
    return instant;
  };
}

/**
 * A fact of another stream as it is kept with the decision that rests on it: what it says, and the event it was read at.
 * `undefined` when the stream does not exist.
 */
export function gatheredFrom(
  stream: string,
  folded: Folded<unknown>,
  type: string,
  data: object,
): Gathered | undefined {
  const { revision, eventId } = folded;
  return typeof revision === 'number' && eventId !== undefined ? { stream, revision, eventId, type, data } : undefined;
}
