import { comparedWith, type Command, type Decider, type Fold, type Histories } from '../kernel/decider.js';
import type { Event, Gathered, Mode } from '../kernel/event.js';
import type { LocalDate } from '../kernel/instant.js';
import type { Requested } from './decided-events.js';
import type { Folded } from './folded-streams.js';

/** A stream that a decision rests on, and how it is folded. */
export type Reading<S = unknown, E extends Event = Event> = Readonly<{ stream: string; fold: Fold<S, E> }>;

/**
 * The way to the facts of other streams: yields each stream that has to be seen and gets it folded. Whoever walks it reads
 * the streams in the way of its engine, at once or waiting for a server.
 */
export type Gathering<Found> = Generator<Reading, Found, Folded<unknown>>;

/** The stream as it is now. */
export function* folded<S, E extends Event>(stream: string, fold: Fold<S, E>): Gathering<Folded<S>> {
  return (yield { stream, fold }) as Folded<S>;
}

/** All that deciding the commands of one aggregate takes. */
export interface Slice<C extends Command = Command, S = unknown, E extends Event = Event> {
  readonly decider: Decider<C, S, E>;
  /** The stream that the command is decided on. */
  streamOf(this: void, command: C): string;
  /** The facts of other streams that the decision rests on. */
  gather(this: void, command: C, asked: Pick<Requested, 'mode' | 'origin'>): Gathering<readonly Gathered[]>;
}

/**
 * A fact of another stream as it is kept with the decision that rests on it: what it says, and the event it was read at.
 * `undefined` when the stream does not exist.
 */
export function gatheredFrom(
  stream: string,
  { revision, eventId }: Folded<unknown>,
  type: string,
  data: object,
): Gathered | undefined {
  return typeof revision === 'number' && eventId !== undefined ? { stream, revision, eventId, type, data } : undefined;
}

/** A stream that decisions of other slices rest on, and what it tells them of a day. */
type Telling<S, E extends Event> = Reading<Histories<S | undefined>, E> &
  Readonly<{ type: string; tell: (state: S, day: LocalDate) => object }>;

/** What such a stream has to tell to a decision in that mode; `undefined` when it knows of nothing. */
export function* told<S, E extends Event>(
  { stream, fold, type, tell }: Telling<S, E>,
  mode: Mode,
  day: LocalDate,
): Gathering<Gathered | undefined> {
  const seen = yield* folded(stream, fold);
  const state = comparedWith(seen.state, mode);
  return state === undefined ? undefined : gatheredFrom(stream, seen, type, tell(state, day));
}
