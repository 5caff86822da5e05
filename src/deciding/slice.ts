import type { Considered } from '../kernel/considered.js';
import type { Command, Decider } from '../kernel/decider.js';
import type { Actor } from '../kernel/decisions.js';
import type { Event, Gathered } from '../kernel/event.js';
import { folded, readingOnce, type Gathering } from './gathering.js';
import type { Ahead, NextRequest } from './next.js';
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
  /** What could come next about the record, `undefined` where there is no such record. */
  next?(this: void, asked: NextRequest): Gathering<Ahead | undefined>;
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

/**
 * What can be done next about the record, as who decides each command answers it now; plain data. All of it is considered on one state of
 * each stream. @throws RangeError when no slice says what follows.
 */
export function nextOf(slices: Slices, asked: NextRequest): Gathering<object | undefined> {
  return readingOnce(toldOf(slices, asked));
}

function* toldOf(slices: Slices, asked: NextRequest): Gathering<object | undefined> {
  const { next } = sliceOf(slices, asked.record);
  if (next === undefined) throw new RangeError(`No slice says what follows ${asked.record.type}`);
  const ahead = yield* next(asked);
  if (ahead === undefined) return undefined;
  const considered: Considered[] = [];
  for (const command of ahead.candidates) considered.push(yield* consider(sliceOf(slices, command), command, asked));
  return ahead.told(considered);
}

function* consider(slice: Slice, command: Command, { origin, now }: NextRequest): Gathering<Considered> {
  const mode = { kind: 'ACT' } as const;
  const { state } = yield* folded(slice.streamOf(command), slice.decider.fold);
  const gathered = yield* slice.gather(command, { mode, origin });
  return {
    actor: actorOf(slice, command),
    refusedTo: (caller) => {
      const decision = slice.decider.decide({ ...command, mode, now, gathered, origin: caller }, state);
      return decision.accepted ? undefined : decision.refusal;
    },
  };
}

function actorOf({ decisions }: Slice, { type }: Command): Actor {
  const decision = decisions[type];
  if (decision === undefined) throw new RangeError(`No slice decides ${type}`);
  return decision.actor;
}

/** The request with its stream and the facts that it rests on. Every ledger walks it, each in the way of its log. */
export function* withGathered(slice: Slice, { command, requested }: DecideRequest): Gathering<CommandRequest> {
  const stream = slice.streamOf(command);
  return { stream, command, gathered: yield* slice.gather(command, requested), ...requested };
}
