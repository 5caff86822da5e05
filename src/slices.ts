import { blocSlice } from './blocs/bloc.slice.js';
import { emulationYearSlice } from './emulation-years/emulation-year.slice.js';
import type { Slice } from './deciding/slice.js';
import { rulebookSlice } from './rulebooks/rulebook.slice.js';
import { unitSlice } from './units/unit.slice.js';

/** Everything that decides, by the category of its streams. */
export const SLICES = {
  unit: unitSlice,
  bloc: blocSlice,
  rulebook: rulebookSlice,
  emulationYear: emulationYearSlice,
} satisfies Readonly<Record<string, Slice>>;

export type SliceName = keyof typeof SLICES;

/** What that slice decides. */
export type CommandOf<Name extends SliceName> = Parameters<(typeof SLICES)[Name]['streamOf']>[0];
