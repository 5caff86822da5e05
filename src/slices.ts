import { blocSlice } from './blocs/bloc.slice.js';
import type { Slice, Slices } from './deciding/slice.js';
import { emulationYearSlice } from './emulation-years/emulation-year.slice.js';
import { rulebookSlice } from './rulebooks/rulebook.slice.js';
import { unitSlice } from './units/unit.slice.js';

const ALL: readonly Slice[] = [unitSlice, blocSlice, rulebookSlice, emulationYearSlice];

/** Everything that decides, by the category of its streams. */
export const SLICES: Slices = Object.fromEntries(ALL.map((slice) => [slice.category, slice]));
