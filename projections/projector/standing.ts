import type { Position } from '../../src/kernel/event.js';
import { defined } from '../../src/kernel/defined.js';
import type { Lane } from './lane.js';
import type { LaneState, Phase } from './lane-state.js';
import type { PoisonEvent } from './poison.js';

/** How one read model stands where it is folded, as plain data: it may be told to another thread. */
export type Standing = Readonly<{
  model: string;
  version: number;
  phase: Phase;
  /** The phase, unless its store fails. */
  state: LaneState;
  /** Up to where it is folded. */
  position: Position;
  /** Whether queries read what is folded. */
  serves: boolean;
  remedy?: string;
  poison?: PoisonEvent;
}>;

export function standingOf({ model, phase, state, position, serves, remedy, poison }: Lane): Standing {
  return { model: model.name, version: model.version, phase, state, position, serves, ...defined({ remedy, poison }) };
}

/** Whether it will not move any more in this process, nor be moved by another. */
export function isStopped({ phase }: Standing): boolean {
  return phase === 'POISONED' || phase === 'SUPERSEDED' || phase === 'FOREIGN';
}
