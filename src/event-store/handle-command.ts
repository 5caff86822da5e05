import type { Command, Decider, Decision } from '../kernel/decider.js';
import type { Event, NewEvent, Position, Recorded, Warning } from '../kernel/event.js';
import { later, type Instant } from '../kernel/instant.js';
import { messageOf, refusal, type Refusal } from '../kernel/refusal.js';
import { decidedEvents, saltsFrom, type CommandRequest } from './decided-events.js';
import { digestOf, eventIdOf } from './decision-identity.js';
import { RevisionConflict, type EventStore } from './event-store.js';
import { FoldedStreams, type Folded } from './folded-streams.js';
import type { Receipt } from './receipt.js';
import { Turns } from './turns.js';
import type { EventSchemas } from './upcasting.js';

/** What the shell is made of. Clock and chance come from outside, so that a test can hold them still. */
export type CommandParts<C extends Command, S, E extends Event> = Readonly<{
  store: EventStore;
  decider: Decider<C, S, E>;
  schemas: EventSchemas;
  now: () => Instant;
  /** Of the kind of `randomBytes` of node:crypto; the salts of events come from it. */
  randomBytes: (size: number) => Buffer;
  /** How many folded events the states kept in memory may stand for, all together. */
  mostEventsKept?: number;
}>;

/** The command broke a rule and nothing was recorded. The one way a refusal leaves the shell. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(messageOf(refusal, 'en'));
    this.name = 'Refused';
  }
}

const DECISIONS_AGAIN = 3;
const MOST_EVENTS_KEPT = 250_000;

/**
 * Load, decide, append: the only place where a decision becomes history.
 *
 * The same key with the same payload gets the receipt of the first time, made again from the events, whatever has
 * happened since (R42). A lost race is decided again on what the stream has become.
 *
 * The handler rejects with {@link Refused} (DUPLICATE_COMMAND and CONCURRENCY_CONFLICT among the codes), with
 * `RevisionConflict` when `ifMatch` does not hold, and with what the store throws.
 */
export function commandHandler<C extends Command, S, E extends Event>(
  parts: CommandParts<C, S, E>,
): (request: CommandRequest<C>) => Promise<Receipt> {
  const { store, decider, schemas } = parts;
  const streams = new FoldedStreams<S, E>(parts, parts.mostEventsKept ?? MOST_EVENTS_KEPT);
  const turns = new Turns();
  const salt = saltsFrom(parts.randomBytes);

  /** `undefined` when another writer was faster. */
  async function attempt(request: CommandRequest<C>, digest: string, firstId: string): Promise<Receipt | undefined> {
    const { stream, command, mode, origin, gathered } = request;
    const history = await streams.load(stream);
    const answered = history.decisions.get(firstId);
    if (answered !== undefined) return receiptAgain(store, stream, answered, digest);
    assertMatch(request, history);
    const clock = parts.now();
    const now = later(clock, history.recordedAt ?? clock);
    const accepted = acceptedOf(decider.decide({ mode, origin, gathered, now, ...command }, history.state), command);
    const events = decidedEvents(accepted, request, { now, digest, firstId, schemas, salt });
    try {
      const { revision, position } = await store.append(stream, history.revision, events);
      const first = revision - events.length + 1;
      // Two payloads under one key make the same event ids: where others write too, the facts may be theirs.
      if (store.shared) return await receiptAgain(store, stream, first, digest);
      streams.appended(
        stream,
        events.map((event, index) => ({ revision: first + index, ...event })),
      );
      return receiptOf(events, { stream, first, position });
    } catch (error) {
      if (error instanceof RevisionConflict) return undefined;
      throw error;
    }
  }

  async function handle(request: CommandRequest<C>): Promise<Receipt> {
    const digest = digestOf(request);
    const firstId = eventIdOf(request.origin.subject, request.stream, request.idempotencyKey, 0);
    for (let again = 0; again <= DECISIONS_AGAIN; again += 1) {
      const receipt = await attempt(request, digest, firstId);
      if (receipt) return receipt;
    }
    throw new Refused(refusal('CONCURRENCY_CONFLICT'));
  }

  // Racers of one process wait for each other instead of losing to each other.
  return (request) => turns.take(request.stream, () => handle(request));
}

function assertMatch({ stream, ifMatch }: CommandRequest, { revision }: Folded<unknown>): void {
  if (ifMatch !== undefined && ifMatch !== revision) throw new RevisionConflict(stream, ifMatch, revision);
}

function acceptedOf<E extends Event>(
  decision: Decision<E>,
  { type }: Command,
): Extract<Decision<E>, { accepted: true }> {
  if (!decision.accepted) throw new Refused(decision.refusal);
  if (decision.events.length === 0) throw new Error(`${type} was accepted without a single event`);
  return decision;
}

/** @throws Refused when the key was used for something else. */
async function receiptAgain(store: EventStore, stream: string, first: number, digest: string): Promise<Receipt> {
  const events: Recorded[] = [];
  for await (const event of store.read(stream, first)) {
    events.push(event);
    if (events.length === event.metadata.decision.count) break;
  }
  const [head, last] = [events[0], events.at(-1)];
  if (!head || !last) throw new Error(`${stream} has no event ${first}, which it had before`);
  if (head.metadata.decision.digest !== digest) throw new Refused(refusal('DUPLICATE_COMMAND'));
  return receiptOf(events, { stream, first, position: last.position });
}

/** The same body for the first answer and for every later one. */
function receiptOf(
  events: readonly NewEvent[],
  { stream, first, position }: Readonly<{ stream: string; first: number; position: Position }>,
): Receipt {
  const warnings: readonly Warning[] = events[0]?.metadata.warnings ?? [];
  return {
    stream,
    revision: first + events.length - 1,
    position,
    events: events.map(({ id, type }, index) => ({ id, type, revision: first + index })),
    warnings,
  };
}
