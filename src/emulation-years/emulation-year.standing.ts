import { yearHistories } from './emulation-year.fold.js';
import { emulationYearStream } from './frame/frame.events.js';

/** The stream of a year and its fold. */
export function yearReading(blocId: string, year: string) {
  return { stream: emulationYearStream(blocId, year), fold: yearHistories };
}

export { headChosenOn, leadersDecided } from './leadership/leadership.fold.js';
