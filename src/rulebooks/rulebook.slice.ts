import type { Slice } from '../deciding/slice.js';
import type { RulebookCommand } from './rulebook.commands.js';
import { rulebookDecider, rulebookDecisions } from './rulebook.decider.js';
import { rulebookStream } from './rulebook.events.js';
import { RULEBOOK_EVENTS } from './rulebook.fold.js';

/** A decision about a rulebook depends on its own stream alone: nothing is gathered. */
export const rulebookSlice = {
  decisions: rulebookDecisions,
  events: RULEBOOK_EVENTS,
  decider: rulebookDecider,
  streamOf: ({ data }: RulebookCommand) => rulebookStream(data.rulebookId),
  *gather() {
    return [];
  },
} satisfies Slice<RulebookCommand>;
