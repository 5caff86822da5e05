import { blocDecisions } from './blocs/bloc.decider.js';
import { blocSlice } from './blocs/bloc.slice.js';
import type { Slice, Slices } from './deciding/slice.js';
import { yearDecisions } from './emulation-years/emulation-year.decisions.js';
import { emulationYearSlice } from './emulation-years/emulation-year.slice.js';
import type { Actor } from './kernel/decisions.js';
import { rulebookDecisions } from './rulebooks/rulebook.decider.js';
import { rulebookSlice } from './rulebooks/rulebook.slice.js';
import { unitDecisions } from './units/unit.decider.js';
import { unitSlice } from './units/unit.slice.js';

const ALL: readonly Slice[] = [unitSlice, blocSlice, rulebookSlice, emulationYearSlice];
const DECISIONS = { ...unitDecisions, ...blocDecisions, ...rulebookDecisions, ...yearDecisions };

/** Everything that decides, by the category of its streams. */
export const SLICES: Slices = Object.fromEntries(ALL.map((slice) => [slice.category, slice]));

/** Every command that the ledger knows, by its name. */
export type CommandType = keyof typeof DECISIONS;

/** Whose act each command is, as the slices' tables of decisions say. */
export const ACTORS = Object.fromEntries(
  Object.entries(DECISIONS).map(([type, { actor }]) => [type, actor]),
) as Readonly<Record<CommandType, Actor>>;
