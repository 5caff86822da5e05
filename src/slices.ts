import { blocSlice } from './blocs/bloc.slice.js';
import { commendationSlice } from './commendations/commendation.slice.js';
import { councilReviewSlice } from './council-reviews/council-review.slice.js';
import { slicesByCommand, type Slice } from './deciding/slice.js';
import { emulationYearSlice } from './emulation-years/emulation-year.slice.js';
import type { Actor } from './kernel/decisions.js';
import { EventSchemas, UPCASTERS } from './log/upcasting.js';
import { movementSlice } from './movements/movement.slice.js';
import { rulebookSlice } from './rulebooks/rulebook.slice.js';
import { unitSlice } from './units/unit.slice.js';

const ALL: readonly Slice[] = [
  unitSlice,
  blocSlice,
  rulebookSlice,
  emulationYearSlice,
  movementSlice,
  commendationSlice,
  councilReviewSlice,
];

/** Everything that decides. */
export const SLICES = slicesByCommand(ALL);

/** Everything that this release can read. */
export const SCHEMAS = new EventSchemas(
  ALL.flatMap(({ events }) => events),
  UPCASTERS,
);

const DECISIONS = {
  ...unitSlice.decisions,
  ...blocSlice.decisions,
  ...rulebookSlice.decisions,
  ...emulationYearSlice.decisions,
  ...movementSlice.decisions,
  ...commendationSlice.decisions,
  ...councilReviewSlice.decisions,
};

/** Every command that the ledger knows, by its name. */
export type CommandType = keyof typeof DECISIONS;

/** Whose act each command is, as the slices' tables of decisions say. */
export const ACTORS = Object.fromEntries(
  Object.entries(DECISIONS).map(([type, { actor }]) => [type, actor]),
) as Readonly<Record<CommandType, Actor>>;
