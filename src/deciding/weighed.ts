import type { Event, NewEvent, Warning } from '../kernel/event.js';
import type { ExpectedRevision } from '../log/event-store.js';
import type { Receipt } from './receipt.js';

/** What a command would do to the record as it is now. Nothing of it is kept, and whoever decides meanwhile may change it. */
export type Weighed = Readonly<{
  stream: string;
  /** Of the stream now, absent where there is none: the ETag with which the command is decided on the same. */
  revision?: number;
  /** The facts in their order; none where `receipt` is there. */
  wouldRecord: readonly Event[];
  /** Rules that a claim would break, conflicts of interest and the like. */
  warnings: readonly Warning[];
  /** Where the same caller's same key was decided before, in the same words: what it was answered, and would be again. */
  receipt?: Receipt;
}>;

/** Where a command was weighed: its stream as it is. */
export type WeighedOn = Readonly<{ stream: string; revision: ExpectedRevision }>;

export function weighed(on: WeighedOn, events: readonly NewEvent[]): Weighed {
  const wouldRecord = events.map(({ type, data }) => ({ type, data }));
  return { ...placeOf(on), wouldRecord, warnings: events[0]?.metadata.warnings ?? [] };
}

export function weighedBefore(on: WeighedOn, receipt: Receipt): Weighed {
  return { ...placeOf(on), wouldRecord: [], warnings: receipt.warnings, receipt };
}

function placeOf({ stream, revision }: WeighedOn): Pick<Weighed, 'stream' | 'revision'> {
  return revision === 'absent' ? { stream } : { stream, revision };
}
