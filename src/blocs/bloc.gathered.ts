import type { Gathered } from '../kernel/event.js';
import type { LocalDate } from '../kernel/instant.js';
import type { LocalizedText } from '../kernel/text.js';

/**
 * What a bloc's decision may rest on beyond its own stream: the handler reads it before and puts it into the command's
 * `gathered`, with the stream and revision it was read at.
 */
export type UnitStanding = Readonly<{
  unitId: string;
  /** The name on the day the command is about. */
  name: Readonly<{ full: LocalizedText }>;
  /** From this day on the unit no longer acts (R40). */
  endedOn?: LocalDate;
  successor?: string;
}>;

/** Whom a year elected or designated to lead `forYear` (R34). */
export type LeadershipDecided = Readonly<{
  /** The year on whose stream it was decided. */
  decidedIn: string;
  forYear: string;
  head?: string;
  /** In their order. */
  deputies: readonly string[];
}>;

export function standingOf(gathered: readonly Gathered[], unitId: string): UnitStanding | undefined {
  const standings = gathered.filter(({ type }) => type === 'UnitStanding').map(({ data }) => data as UnitStanding);
  return standings.find((standing) => standing.unitId === unitId);
}

export function leadershipDecided(gathered: readonly Gathered[], forYear: string): LeadershipDecided | undefined {
  const decided = gathered
    .filter(({ type }) => type === 'LeadershipDecided')
    .map(({ data }) => data as LeadershipDecided);
  return decided.find((one) => one.forYear === forYear);
}

/** The printed name on the day of the command, the id when nothing was gathered: for messages. */
export function nameOfUnit(gathered: readonly Gathered[], unitId: string): string {
  return standingOf(gathered, unitId)?.name.full.vi ?? unitId;
}
