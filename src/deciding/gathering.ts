import { comparedWith, type Histories, type StateFold } from '../kernel/decider.js';
import type { Event, Gathered, Mode } from '../kernel/event.js';
import { gatheredOf, type GatheredKind } from '../kernel/gathered.js';
import type { LocalDate } from '../kernel/instant.js';
import type { StreamState } from './folded-streams.js';

/** A stream that a decision rests on, and how it is folded. */
export type Reading<S = unknown, E extends Event = Event> = Readonly<{ stream: string; fold: StateFold<S, E> }>;

/**
 * The way to the facts of other streams: yields each stream that has to be seen and gets it folded. It never reads by
 * itself: `walk` reads at once, where the log is at hand, and `walkAwaiting` waits for an engine to answer.
 */
export type Gathering<Found> = Generator<Reading, Found, StreamState<unknown>>;

export function walk<Found>(gathering: Gathering<Found>, read: (reading: Reading) => StreamState<unknown>): Found {
  let step = gathering.next();
  while (step.done !== true) step = gathering.next(read(step.value));
  return step.value;
}

export async function walkAwaiting<Found>(
  gathering: Gathering<Found>,
  read: (reading: Reading) => Promise<StreamState<unknown>>,
): Promise<Found> {
  let step = gathering.next();
  while (step.done !== true) step = gathering.next(await read(step.value));
  return step.value;
}

/** The same way, on which each stream is asked for once, however often it is passed. */
export function* readingOnce<Found>(gathering: Gathering<Found>): Gathering<Found> {
  const seen = new Map<Reading['fold'], Map<string, StreamState<unknown>>>();
  let step = gathering.next();
  while (step.done !== true) {
    const { stream, fold } = step.value;
    const known = seen.get(fold) ?? new Map<string, StreamState<unknown>>();
    const state = known.get(stream) ?? (yield step.value);
    seen.set(fold, known.set(stream, state));
    step = gathering.next(state);
  }
  return step.value;
}

/** The stream as it is now. */
export function* folded<S, E extends Event>(stream: string, fold: StateFold<S, E>): Gathering<StreamState<S>> {
  return (yield { stream, fold }) as StreamState<S>;
}

/**
 * A fact of another stream as it is kept with the decision that rests on it: what it says, and the event it was read at.
 * `undefined` when the stream does not exist.
 */
export function gatheredFrom<Data extends object>(
  stream: string,
  { revision, eventId }: StreamState<unknown>,
  { type }: GatheredKind<Data>,
  data: Data,
): Gathered | undefined {
  return typeof revision === 'number' && eventId !== undefined ? { stream, revision, eventId, type, data } : undefined;
}

/** A stream that decisions of other slices rest on, and its standing on a day, as they gather it. */
type StandingReading<S, E extends Event, Data extends object> = Reading<Histories<S | undefined>, E> &
  Readonly<{ kind: GatheredKind<Data>; standingOf: (state: S, day: LocalDate) => Data }>;

/** The standing of a day, for a decision in that mode; `undefined` when there is no such record. */
export function* standingIn<S, E extends Event, Data extends object>(
  { stream, fold, kind, standingOf }: StandingReading<S, E, Data>,
  mode: Mode,
  day: LocalDate,
): Gathering<Gathered | undefined> {
  const seen = yield* folded(stream, fold);
  const state = comparedWith(seen.state, mode);
  return state === undefined ? undefined : gatheredFrom(stream, seen, kind, standingOf(state, day));
}

/** A walk ends after that many beyond those it begins with: longer lines of who goes on with what are not known. */
const MOST_ONWARDS = 100;

/** The standings of these and, as `next` tells, of those after them, to the last. */
export function* standingsOnwards<S, E extends Event, Data extends object>(
  ids: Iterable<string>,
  readingOf: (id: string) => StandingReading<S, E, Data>,
  next: (standing: Data) => readonly string[],
  { mode, day }: Readonly<{ mode: Mode; day: LocalDate }>,
): Gathering<readonly Gathered[]> {
  const way = new Set(ids);
  const most = way.size + MOST_ONWARDS;
  const found: Gathered[] = [];
  // A set is walked to its end, also to what is added on the way.
  for (const id of way) {
    if (found.length === most) break;
    const reading = readingOf(id);
    const standing = yield* standingIn(reading, mode, day);
    if (standing === undefined) continue;
    found.push(standing);
    for (const after of gatheredOf([standing], reading.kind).flatMap(next)) way.add(after);
  }
  return found;
}
