import type { Command, Decider } from '../kernel/decider.js';
import type { Event, Gathered } from '../kernel/event.js';
import type { Gathering } from './gathering.js';
import type { Requested } from './request.js';

/** All that deciding the commands of one aggregate takes. */
export interface Slice<C extends Command = Command, S = unknown, E extends Event = Event> {
  readonly decider: Decider<C, S, E>;
  /** The stream that the command is decided on. */
  streamOf(this: void, command: C): string;
  /** The facts of other streams that the decision rests on. */
  gather(this: void, command: C, asked: Pick<Requested, 'mode' | 'origin'>): Gathering<readonly Gathered[]>;
}
