import type { Command, Decider } from '../kernel/decider.js';
import type { Actor } from '../kernel/decisions.js';
import type { Event, Gathered } from '../kernel/event.js';
import type { Gathering } from './gathering.js';
import type { NextRequest } from './next.js';
import type { CommandRequest, DecideRequest, Requested } from './request.js';

/** All that deciding the commands of one aggregate takes. */
export interface Slice<C extends Command = Command, S = unknown, E extends Event = Event> {
  /** Its commands by type, and whose act each is. */
  readonly decisions: Readonly<Record<C['type'], Readonly<{ actor: Actor }>>>;
  /** The types of the events that its streams hold. */
  readonly events: readonly string[];
  readonly decider: Decider<C, S, E>;
  /** The stream that the command is decided on. */
  streamOf(this: void, command: C): string;
  /** The facts of other streams that the decision rests on. */
  gather(this: void, command: C, asked: Pick<Requested, 'mode' | 'origin'>): Gathering<readonly Gathered[]>;
  /** What can be done next about the record, as the decider answers it: plain data, `undefined` where there is no such record. */
  next?(this: void, asked: NextRequest): Gathering<object | undefined>;
}

/** The slice that decides each command, by the type of the command. The composition hands it in: deciding knows no slice. */
export type Slices = ReadonlyMap<string, Slice>;

export function slicesByCommand(slices: readonly Slice[]): Slices {
  return new Map(slices.flatMap((slice) => Object.keys(slice.decisions).map((type) => [type, slice] as const)));
}

/** @throws RangeError when no slice decides it. */
export function sliceOf(slices: Slices, { type }: Command): Slice {
  const slice = slices.get(type);
  if (slice === undefined) throw new RangeError(`No slice decides ${type}`);
  return slice;
}

/** What the slice of the record says of it. @throws RangeError when it says nothing. */
export function nextOf(slices: Slices, asked: NextRequest): Gathering<object | undefined> {
  const { next } = sliceOf(slices, asked.record);
  if (next === undefined) throw new RangeError(`No slice says what follows ${asked.record.type}`);
  return next(asked);
}

/** The request with its stream and the facts that it rests on. Every ledger walks it, each in the way of its log. */
export function* withGathered(slice: Slice, { command, requested }: DecideRequest): Gathering<CommandRequest> {
  const stream = slice.streamOf(command);
  return { stream, command, gathered: yield* slice.gather(command, requested), ...requested };
}
