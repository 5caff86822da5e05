import { yearHistories, type EmulationYear } from './emulation-year.fold.js';
import { emulationYearStream } from './frame/frame.events.js';
import { decidedFor } from './leadership/leadership.fold.js';

/** The stream of a year and its fold. */
export function yearReading(blocId: string, year: string) {
  return { stream: emulationYearStream(blocId, year), fold: yearHistories };
}

/** The head and the deputies, in their order, whom the year has elected or designated for `forYear` by now. */
export function leadersDecided(
  { leadership }: EmulationYear,
  forYear: string,
): Readonly<{ head: string | undefined; deputies: readonly string[] }> {
  const { head, deputies } = decidedFor(leadership, forYear);
  return { head, deputies: Object.values(deputies) };
}
