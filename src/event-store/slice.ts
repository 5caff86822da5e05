import type { Command, Decider, Fold } from '../kernel/decider.js';
import type { Event, Gathered } from '../kernel/event.js';
import type { Requested } from './decided-events.js';
import type { Folded } from './folded-streams.js';

/** A stream that a decision rests on, and how it is folded. */
export type Reading = Readonly<{ stream: string; fold: Fold<unknown, Event> }>;

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
