import type { Gathered } from '../kernel/event.js';
import { unitAmong } from '../kernel/standing.js';

/** Whom a year elected or designated to lead `forYear` (R34): gathered from the year's stream for a hand-over. */
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

/** The printed name on the day of the command, the id when nothing was gathered: for messages. */
export function nameOfUnit(gathered: readonly Gathered[], unitId: string): string {
  return unitAmong(gathered, unitId)?.name.full.vi ?? unitId;
}
