import type { Gathered } from '../kernel/event.js';
import { unitAmong } from '../units/unit.standing.js';

/** The head and deputies whom a year elected or designated for `forYear` (R34): gathered for a hand-over. */
export type LeadershipDecided = Readonly<{
  /** The year on whose stream it was decided. */
  decidedIn: string;
  forYear: string;
  head?: string;
  /** In their order. */
  deputies: readonly string[];
}>;

export function leadershipDecided(gathered: readonly Gathered[], forYear: string): LeadershipDecided | undefined {
  const decided = gathered
    .filter(({ type }) => type === 'LeadershipDecided')
    .map(({ data }) => data as LeadershipDecided);
  return decided.find((one) => one.forYear === forYear);
}

/** The printed name on the day of the command, for messages; the id when the unit was not gathered. */
export function nameOfUnit(gathered: readonly Gathered[], unitId: string): string {
  return unitAmong(gathered, unitId)?.name.full.vi ?? unitId;
}
