import type { Command, Decider } from '../kernel/decider.js';
import type { Event, Gathered } from '../kernel/event.js';
import type { Category } from '../kernel/stream.js';
import type { Gathering } from './gathering.js';
import type { CommandRequest, DecideRequest, Requested } from './request.js';

/** All that deciding the commands of one aggregate takes. */
export interface Slice<C extends Command = Command, S = unknown, E extends Event = Event> {
  /** Of the streams that it decides on. */
  readonly category: Category;
  readonly decider: Decider<C, S, E>;
  /** The stream that the command is decided on. */
  streamOf(this: void, command: C): string;
  /** The facts of other streams that the decision rests on. */
  gather(this: void, command: C, asked: Pick<Requested, 'mode' | 'origin'>): Gathering<readonly Gathered[]>;
}

/** Slices by the name that a request gives. The composition hands them in: deciding knows none of them. */
export type Slices = Readonly<Record<string, Slice>>;

/** @throws RangeError when no slice has that name. */
export function sliceNamed(slices: Slices, name: string): Slice {
  const slice = slices[name];
  if (slice === undefined) throw new RangeError(`Nobody decides for ${name}`);
  return slice;
}

/** The request with its stream and the facts that it rests on. Every ledger walks it, each in the way of its log. */
export function* withGathered(slice: Slice, { command, requested }: DecideRequest): Gathering<CommandRequest> {
  const stream = slice.streamOf(command);
  return { stream, command, gathered: yield* slice.gather(command, requested), ...requested };
}
