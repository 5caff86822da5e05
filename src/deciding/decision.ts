import type { Command, Decider } from '../kernel/decider.js';
import type { Event, NewEvent, Position, Recorded, Warning } from '../kernel/event.js';
import { later, type Instant } from '../kernel/instant.js';
import { messageOf, refusal, type Refusal } from '../kernel/refusal.js';
import { RevisionConflict } from '../log/event-store.js';
import type { EventSchemas } from '../log/upcasting.js';
import { assertNotFarAhead } from './clock.js';
import { digestOf, eventIdOf } from './decision-identity.js';
import { eventsOf, saltsFrom } from './events-of.js';
import type { StreamState } from './folded-streams.js';
import type { Receipt } from './receipt.js';
import type { CommandRequest } from './request.js';

/** Where clock and chance come from, and the schemas that events are written in. */
export type Surroundings = Readonly<{
  schemas: EventSchemas;
  now: () => Instant;
  /** Of the kind of `randomBytes` of node:crypto; the salts of events come from it. */
  randomBytes: (size: number) => Buffer;
}>;

/** The command broke a rule and nothing was recorded. The one way a refusal leaves a ledger. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(messageOf(refusal, 'en'));
    this.name = 'Refused';
  }
}

/** What makes a request the same when it is sent again: the digest of what it asks, and the id of its first event. */
export type RequestIdentity = Readonly<{ digest: string; firstId: string }>;

export function identityOf(request: CommandRequest): RequestIdentity {
  const { origin, stream, idempotencyKey } = request;
  return { digest: digestOf(request), firstId: eventIdOf(origin.subject, stream, idempotencyKey, 0) };
}

/** The facts to be stored; or at which revision the same caller's same key was decided before (R42). */
type Decided = Readonly<{ events: readonly NewEvent[] }> | Readonly<{ before: number }>;

/**
 * Decides a request on the history of its stream: the one place where a decision gets its instant and its events their
 * ids and salts.
 *
 * Throws {@link Refused}, and `RevisionConflict` when `ifMatch` does not hold.
 */
export function decideWith({ schemas, now, randomBytes }: Surroundings) {
  const salt = saltsFrom(randomBytes);
  return <C extends Command, S, E extends Event>(
    decider: Decider<C, S, E>,
    request: CommandRequest<C>,
    { digest, firstId }: RequestIdentity,
    history: StreamState<S>,
  ): Decided => {
    const before = history.decisions.get(firstId);
    if (before !== undefined) return { before };
    const { command, mode, origin, gathered } = request;
    const clock = now();
    if (history.recordedAt !== undefined) assertNotFarAhead(history.recordedAt, clock, request.stream);
    const at = later(clock, history.recordedAt ?? clock);
    const judged = decider.decide({ mode, origin, gathered, now: at, ...command }, history.state);
    // A refusal comes before the precondition (RFC 9110, section 13.2.1): who may not act learns no revision by guessing.
    if (!judged.accepted) throw new Refused(judged.refusal);
    assertMatch(request, history);
    if (judged.events.length === 0) throw new Error(`${command.type} was accepted without a single event`);
    return { events: eventsOf(judged, request, { now: at, digest, firstId, schemas, salt }) };
  };
}

function assertMatch({ stream, ifMatch }: CommandRequest, { revision }: StreamState<unknown>): void {
  if (ifMatch !== undefined && ifMatch !== revision) throw new RevisionConflict(stream, ifMatch, revision);
}

/** Where a decision is in the log: the revision of its first event, and the position of its last. */
type Whereabouts = Readonly<{ stream: string; first: number; position: Position }>;

/** The same body for the first answer and for every later one. */
export function receiptOf(events: readonly NewEvent[], { stream, first, position }: Whereabouts): Receipt {
  const warnings: readonly Warning[] = events[0]?.metadata.warnings ?? [];
  return {
    stream,
    revision: first + events.length - 1,
    position,
    events: events.map(({ id, type, data }, index) => ({ id, type, revision: first + index, ...versionIn(data) })),
    warnings,
  };
}

/** The version that the event gave to something or is about: of a rulebook the caller needs it, to adopt it. */
function versionIn(data: object): Readonly<{ version?: number }> {
  return 'version' in data && typeof data.version === 'number' ? { version: data.version } : {};
}

/**
 * The receipt of the first time, made again from what the stream holds from that decision on.
 * @throws Refused when the key was used for something else.
 */
export function receiptAgain(recorded: readonly Recorded[], digest: string): Receipt {
  const [head] = recorded;
  const events = recorded.slice(0, head?.metadata.decision.count);
  const last = events.at(-1);
  if (!head || !last) throw new Error('The stream has no event where it had a decision before');
  if (head.metadata.decision.digest !== digest) throw new Refused(refusal('DUPLICATE_COMMAND'));
  const { stream, revision } = head;
  return receiptOf(events, { stream, first: revision, position: last.position });
}
