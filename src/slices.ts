import { blocSlice } from './blocs/bloc.slice.js';
import { slicesByCommand } from './deciding/slice.js';
import { emulationYearSlice } from './emulation-years/emulation-year.slice.js';
import type { Actor } from './kernel/decisions.js';
import { rulebookSlice } from './rulebooks/rulebook.slice.js';
import { unitSlice } from './units/unit.slice.js';

/** Everything that decides. */
export const SLICES = slicesByCommand([unitSlice, blocSlice, rulebookSlice, emulationYearSlice]);

const DECISIONS = {
  ...unitSlice.decisions,
  ...blocSlice.decisions,
  ...rulebookSlice.decisions,
  ...emulationYearSlice.decisions,
};

/** Every command that the ledger knows, by its name. */
export type CommandType = keyof typeof DECISIONS;

/** Whose act each command is, as the slices' tables of decisions say. */
export const ACTORS = Object.fromEntries(
  Object.entries(DECISIONS).map(([type, { actor }]) => [type, actor]),
) as Readonly<Record<CommandType, Actor>>;
