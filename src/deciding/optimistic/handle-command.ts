import type { Command, Decider } from '../../kernel/decider.js';
import type { Event, Recorded } from '../../kernel/event.js';
import { refusal } from '../../kernel/refusal.js';
import { OutcomeUnknown, RevisionConflict, type EventStore } from '../../log/event-store.js';
import {
  decideWith,
  identityOf,
  receiptAgain,
  receiptOf,
  Refused,
  type RequestIdentity,
  type Surroundings,
} from '../decision.js';
import type { AtRevision, FoldedStreams } from '../folded-streams.js';
import type { DecideReply } from '../receipt.js';
import type { CommandRequest } from '../request.js';
import { apart } from './apart.js';
import { Turns } from './turns.js';

/** What a handler is made of. */
export type CommandParts<C extends Command, S, E extends Event> = Surroundings &
  Readonly<{
    store: EventStore;
    decider: Decider<C, S, E>;
    /** The streams of that store, folded as the decider folds them. */
    streams: FoldedStreams<S, E>;
    /** Resolves when a decision that lost its race may be made for the nth time again. */
    pause?: (nth: number) => Promise<void>;
  }>;

const DECISIONS_AGAIN = 8;

/**
 * Load, decide, append: how a decision becomes history where this process decides and others may append too.
 *
 * The same key with the same payload gets the receipt of the first time, made again from the events, whatever has
 * happened since (R42). A lost race is decided again on what the stream has become.
 *
 * The handler rejects with `Refused` (DUPLICATE_COMMAND and CONCURRENCY_CONFLICT among the codes), with
 * `RevisionConflict` when `ifMatch` does not hold, and with what the store throws.
 */
export function commandHandler<C extends Command, S, E extends Event>(
  parts: CommandParts<C, S, E>,
): (request: CommandRequest<C>) => Promise<DecideReply> {
  const { store, decider, streams, pause = apart } = parts;
  const turns = new Turns();
  const decide = decideWith(parts);

  /** `undefined` when another writer was faster. */
  async function attempt(request: CommandRequest<C>, { digest, firstId }: RequestIdentity) {
    const { stream } = request;
    const history = await streams.load(stream);
    const decision = decide(decider, request, { digest, firstId }, history);
    if ('before' in decision) {
      return { receipt: receiptAgain(await decisionAt(store, stream, decision.before), digest), again: true };
    }
    const { events } = decision;
    const appended = await store.append(stream, history.revision, events).catch((error: unknown) => {
      if (!(error instanceof RevisionConflict)) throw error;
    });
    if (appended === undefined) return undefined;
    const { revision, position } = appended;
    const first = revision - events.length + 1;
    // Two payloads under one key make the same event ids: where others write too, the facts may be theirs.
    if (store.shared) return { receipt: receiptAgain(await storedAt(stream, first), digest), again: false };
    streams.appended(
      stream,
      events.map((event, index) => ({ revision: first + index, ...event }) as AtRevision<E>),
    );
    return { receipt: receiptOf(events, { stream, first, position }), again: false };
  }

  /** What was just appended is stored: where it cannot be read back, the caller must not be told that nothing was. */
  function storedAt(stream: string, first: number): Promise<readonly Recorded[]> {
    return decisionAt(store, stream, first).catch((error: unknown) => {
      throw new OutcomeUnknown(error);
    });
  }

  async function handle(request: CommandRequest<C>): Promise<DecideReply> {
    const identity = identityOf(request);
    for (let again = 0; again <= DECISIONS_AGAIN; again += 1) {
      if (again > 0) await pause(again);
      const reply = await attempt(request, identity);
      if (reply) return reply;
    }
    throw new Refused(refusal('CONCURRENCY_CONFLICT'));
  }

  // Racers of one process wait for each other instead of losing to each other.
  return (request) => turns.take(request.stream, () => handle(request));
}

/** The events of the decision that begins there. */
async function decisionAt(store: EventStore, stream: string, first: number): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for await (const event of store.read(stream, first)) {
    events.push(event);
    if (events.length === event.metadata.decision.count) break;
  }
  return events;
}
