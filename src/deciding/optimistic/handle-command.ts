import { isDeepStrictEqual } from 'node:util';
import type { Command, Decider } from '../../kernel/decider.js';
import type { Event, NewEvent, Recorded } from '../../kernel/event.js';
import { refusal } from '../../kernel/refusal.js';
import { OutcomeUnknown, RevisionConflict, type EventStore, type Grounds } from '../../log/event-store.js';
import { forCertain } from '../../log/for-certain.js';
import {
  decideWith,
  identityOf,
  receiptAgain,
  receiptOf,
  Refused,
  type RequestIdentity,
  type Surroundings,
} from '../decision.js';
import type { AtRevision, FoldedStreams, StreamState } from '../folded-streams.js';
import type { DecideReply } from '../receipt.js';
import type { CommandRequest } from '../request.js';
import { apart } from './apart.js';
import { type Echo, Echoes } from './echoes.js';
import { Turns } from './turns.js';

/** What a handler is made of. */
export type CommandParts<C extends Command, S, E extends Event> = Surroundings &
  Readonly<{
    store: EventStore;
    decider: Decider<C, S, E>;
    /** The streams of that store, folded as the decider folds them. */
    streams: FoldedStreams<S, E>;
    /** What that store says of what was appended, where others append too. */
    echoes?: Echoes | undefined;
    /** Resolves when a decision that lost its race may be made for the nth time again. */
    pause?: (nth: number) => Promise<void>;
  }>;

const DECISIONS_AGAIN = 8;

/** A request with the facts of other streams, and the connection to the log over which they were read. */
export type Gathered<C extends Command = Command> = Readonly<{ request: CommandRequest<C>; connection: number }>;

/** Decides a request; `gather` gathers the facts of other streams once more, where any were. */
type Handler<C extends Command> = (
  request: CommandRequest<C>,
  gathered?: Readonly<{ connection: number; gather: () => Promise<Gathered<C>> }>,
) => Promise<DecideReply>;

/**
 * Decide, append: how a decision becomes history where this process decides and others may append too.
 *
 * | decided on the stream | what comes of it | then |
 * | --- | --- | --- |
 * | as this process last saw it | events | they are appended, and refused by the store if the stream has moved |
 * | | a no, a repeat, a lost race | the stream is read, and it is decided on that |
 * | as it was just read | events | they are appended; after a lost race it is read again, a bounded number of times |
 * | | a no | it is final if what was read was all; if not, it is read once more, gathered facts too |
 *
 * Events are appended over the connection over which all that they rest on was read. Where there is another by then, it is
 * read again over that one; where it is not the same there, it is decided again.
 *
 * The same key with the same payload gets the receipt of the first time, made again from the events, whatever has
 * happened since (R42).
 *
 * The handler rejects with `Refused` (DUPLICATE_COMMAND and CONCURRENCY_CONFLICT among the codes), with
 * `RevisionConflict` when `ifMatch` does not hold, and with what the store throws.
 */
export function commandHandler<C extends Command, S, E extends Event>(parts: CommandParts<C, S, E>): Handler<C> {
  const { store, decider, streams, pause = apart } = parts;
  const { echoes = store.shared ? new Echoes(store, (event) => streams.heard(event)) : undefined } = parts;
  const turns = new Turns();
  const decide = decideWith(parts);

  /** A request with what gathers its facts once more, as often as it has to be decided. */
  type Asked = Gathered<C> & Readonly<{ identity: RequestIdentity; gather: () => Promise<Gathered<C>> }>;
  /** `connection`: over which the stream was read. */
  type Seen = Readonly<{ history: StreamState<S>; connection: number }>;

  /** `undefined` when another writer was faster. */
  async function record(asked: Asked, seen: Seen, events: readonly NewEvent[]): Promise<DecideReply | undefined> {
    const { request, identity } = asked;
    const { stream } = request;
    const [head] = events;
    if (head === undefined) throw new RangeError(`Nothing to append to ${stream}`);
    const echo = echoes?.expect(head);
    const grounds = groundsOf(asked, seen);
    const appended = await store.append(stream, seen.history.revision, events, grounds).catch((error: unknown) => {
      echoes?.forget(head);
      if (!(error instanceof RevisionConflict)) throw error;
    });
    if (appended === undefined) return undefined;
    const { revision, position } = appended;
    const first = revision - events.length + 1;
    const theirs = echo && (await storedByAnother(echo, { stream, first, head }));
    if (theirs) return { receipt: receiptAgain(theirs, identity.digest), again: false };
    streams.appended(
      stream,
      events.map((event, index) => ({ revision: first + index, ...event }) as AtRevision<E>),
    );
    return { receipt: receiptOf(events, { stream, first, position }), again: false };
  }

  /** Where the stream is elsewhere by now, the append is refused, or known again: only where it is not, what else was seen matters. */
  function groundsOf({ request, connection: gatheredOver, gather }: Asked, { history, connection }: Seen): Grounds {
    const again = async (): Promise<number | undefined> => {
      const anew = await gather();
      const now = await streams.load(request.stream);
      const isSame =
        now.revision !== history.revision ||
        (now.state === history.state && isDeepStrictEqual(anew.request.gathered, request.gathered));
      return isSame ? anew.connection : undefined;
    };
    return { connection: Math.min(gatheredOver, connection), again };
  }

  /** The facts of another process that made the same event ids, where the store has those. */
  async function storedByAnother(
    echo: () => Promise<Echo>,
    { stream, first, head }: Readonly<{ stream: string; first: number; head: NewEvent }>,
  ): Promise<readonly Recorded[] | undefined> {
    if ((await echo()) === 'OURS') return undefined;
    const stored = await storedAt(stream, first);
    if (stored.length === 0)
      throw new OutcomeUnknown(new Error(`${stream} was read where it does not reach ${first} yet`));
    return stored[0]?.metadata.salt === head.metadata.salt ? undefined : stored;
  }

  /** What was just appended is stored: where it cannot be read back, the caller must not be told that nothing was. */
  function storedAt(stream: string, first: number): Promise<readonly Recorded[]> {
    return decisionAt(store, stream, first).catch((error: unknown) => {
      throw new OutcomeUnknown(error);
    });
  }

  /** `undefined` when the stream has to be read first. */
  async function onKept(asked: Asked): Promise<DecideReply | undefined> {
    const { request, identity } = asked;
    const { connection } = store;
    const history = streams.kept(request.stream);
    if (history === undefined) return undefined;
    const events = eventsIn(() => decide(decider, request, identity, history));
    return events && record(asked, { history, connection }, events);
  }

  /** `undefined` when another writer was faster. */
  async function onRead(asked: Asked): Promise<DecideReply | undefined> {
    const { request, identity } = asked;
    const { stream } = request;
    const { connection } = store;
    const history = await streams.load(stream);
    const decision = decide(decider, request, identity, history);
    if ('events' in decision) return record(asked, { history, connection }, decision.events);
    return { receipt: receiptAgain(await decisionAt(store, stream, decision.before), identity.digest), again: true };
  }

  /** A lost race is decided again, a bounded number of times. */
  async function raced(asked: Asked): Promise<DecideReply> {
    for (let again = 0; again <= DECISIONS_AGAIN; again += 1) {
      if (again > 0) await pause(again);
      const reply = await onRead(asked);
      if (reply) return reply;
    }
    throw new Refused(refusal('CONCURRENCY_CONFLICT'));
  }

  function handle(first: Gathered<C>, gather: () => Promise<Gathered<C>>): Promise<DecideReply> {
    const identity = identityOf(first.request);
    let gathered = first;
    let looks = 0;
    const look = async (): Promise<DecideReply> => {
      if (gathered.connection !== store.connection) gathered = await gather();
      const asked = { ...gathered, identity, gather };
      looks += 1;
      return (looks === 1 ? await onKept(asked) : undefined) ?? raced(asked);
    };
    return forCertain(store, look, { errors: isNo });
  }

  // Racers of one process wait for each other instead of losing to each other.
  return (request, gathered) => {
    const alone = async (): Promise<Gathered<C>> => ({ request, connection: store.connection });
    const { connection, gather } = gathered ?? { connection: store.connection, gather: alone };
    return turns.take(request.stream, () => handle({ request, connection }, gather));
  };
}

/** The events of a decision, if it is one, and was not made before. */
function eventsIn(decide: () => ReturnType<ReturnType<typeof decideWith>>): readonly NewEvent[] | undefined {
  try {
    const decision = decide();
    return 'events' in decision ? decision.events : undefined;
  } catch {
    // It is decided again on what is read, and whatever this was is thrown then.
    return undefined;
  }
}

/** Whether it rests on what was read, and would be wrong if that was not all. */
export function isNo(error: unknown): boolean {
  return error instanceof Refused || error instanceof RevisionConflict;
}

/** The events of the decision that begins there. */
export async function decisionAt(store: EventStore, stream: string, first: number): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for await (const event of store.read(stream, first)) {
    events.push(event);
    if (events.length === event.metadata.decision.count) break;
  }
  return events;
}
