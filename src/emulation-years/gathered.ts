import type { Gathered } from '../kernel/event.js';
import type { LocalDate } from '../kernel/instant.js';
import type { Period } from '../kernel/partial-date.js';
import type { LocalizedText } from '../kernel/text.js';
import type { Rulebook } from '../rulebooks/rulebook.js';
import type { UnitKind, UnitName } from '../units/unit.events.js';
import type { YearLeadership } from './year/year.events.js';

/**
 * What a year's decision may rest on beyond its own stream, read before it and kept with it (design.md, Decisions):
 * the handler puts these into the command's `gathered`, with the stream and revision they were read at.
 */
export type UnitStanding = Readonly<{
  unitId: string;
  kind: UnitKind;
  /** The name on the day the command is about. */
  name: UnitName;
  /** From this day on the unit no longer acts (R40). */
  endedOn?: LocalDate;
  successor?: string;
}>;

export type BlocStanding = Readonly<{
  blocId: string;
  name: LocalizedText;
  declaredSize?: number;
  members: readonly Readonly<{ unitId: string; membership: Period }>[];
  /** Head and deputies by year, as handed over or first established. */
  leadership: Readonly<Record<string, YearLeadership>>;
  actingHead?: string;
  revision: number;
}>;

export type RulebookVersion = Readonly<{ rulebookId: string; version: number; content: Rulebook }>;

type Kinds = { UnitStanding: UnitStanding; BlocStanding: BlocStanding; RulebookVersion: RulebookVersion };

/** Every gathered fact of that kind, in the order it was gathered. */
export function gatheredOf<Kind extends keyof Kinds>(
  gathered: readonly Gathered[],
  kind: Kind,
): readonly Kinds[Kind][] {
  return gathered.filter(({ type }) => type === kind).map(({ data }) => data as Kinds[Kind]);
}

export function standingOfUnit(gathered: readonly Gathered[], unitId: string): UnitStanding | undefined {
  return gatheredOf(gathered, 'UnitStanding').find((standing) => standing.unitId === unitId);
}
