import type { Position, Warning } from '../kernel/event.js';

/** What a command answers: where its facts are. The same key with the same payload gets the same receipt, for ever. */
export type Receipt = Readonly<{
  stream: string;
  /** Revision of the stream after the decision: the ETag of the next command. */
  revision: number;
  /** A query given this position waits until it is folded in. */
  position: Position;
  /** `version`: the one that the event made, or is about, where what it speaks of has versions. */
  events: readonly Readonly<{ id: string; type: string; revision: number; version?: number }>[];
  /** Rules that a claim broke, conflicts of interest and the like. */
  warnings: readonly Warning[];
}>;

/** The receipt, and whether the decision had been made before: then nothing was stored now. */
export type DecideReply = Readonly<{ receipt: Receipt; again: boolean }>;
