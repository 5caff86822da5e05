import type { Gathered } from '../kernel/event.js';
import { gatheredKind, gatheredOf } from '../kernel/gathered.js';
import type { PartialDate } from '../kernel/partial-date.js';
import { unitAmong } from '../units/unit.standing.js';
import type { Deputy } from './bloc.values.js';

/** The head and deputies whom a year elected or designated for `forYear` (R34): gathered for a hand-over. */
export type LeadershipDecided = Readonly<{
  /** The year on whose stream it was decided. */
  decidedIn: string;
  forYear: string;
  head?: string;
  /** When that head was chosen. */
  chosenOn?: PartialDate;
  deputies: readonly Deputy[];
}>;

export const LEADERSHIP_DECIDED = gatheredKind<LeadershipDecided>('LeadershipDecided');

export function leadershipDecided(gathered: readonly Gathered[], forYear: string): LeadershipDecided | undefined {
  return gatheredOf(gathered, LEADERSHIP_DECIDED).find((one) => one.forYear === forYear);
}

/** The printed name on the day of the command, for messages; the id when the unit was not gathered. */
export function nameOfUnit(gathered: readonly Gathered[], unitId: string): string {
  return unitAmong(gathered, unitId)?.name.full.vi ?? unitId;
}
