import type { Leadership } from '../blocs/bloc.values.js';
import { defined } from '../kernel/defined.js';
import { yearHistories, type EmulationYear } from './emulation-year.fold.js';
import { emulationYearStream } from './frame/frame.events.js';
import { decidedFor } from './leadership/leadership.fold.js';

/** The stream of a year and its fold. */
export function yearReading(blocId: string, year: string) {
  return { stream: emulationYearStream(blocId, year), fold: yearHistories };
}

/** The head and the deputies whom the year has elected or designated for `forYear` by now. */
export function leadersDecided({ leadership }: EmulationYear, forYear: string): Leadership {
  const { head, deputies } = decidedFor(leadership, forYear);
  return {
    ...defined({ head }),
    deputies: Object.entries(deputies).map(([ordinal, unitId]) => ({ unitId, ordinal: Number(ordinal) })),
  };
}
