import { refuse, type Checks } from './decider.js';
import type { Gathered } from './event.js';
import { defined } from './defined.js';
import type { LocalDate } from './instant.js';
import type { Period } from './partial-date.js';
import type { LocalizedText } from './text.js';

/** What a unit is: it decides which offices sign for it and how lists group it. */
export const UNIT_KINDS = [
  'PROVINCE',
  'DISTRICT',
  'COMMUNE',
  'DEPARTMENT',
  'MANAGEMENT_BOARD',
  'MINISTRY',
  'COURT',
  'POLICE',
  'PARTY_BODY',
  'MASS_ORGANISATION',
  'ENTERPRISE',
  'SCHOOL',
  'SUB_UNIT',
  'OTHER',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A name in time. `short` for tables; the letterhead parts are printed on papers. */
export type UnitName = Readonly<{
  full: LocalizedText;
  short: LocalizedText;
  /** Abbreviation in document numbers, e.g. `UBND`. */
  abbreviation?: string;
  /** The superior's printed name and the place (địa danh) of a letterhead. */
  superior?: string;
  seat?: string;
}>;

/** A unit on a day, as decisions of other streams may gather it. */
export type UnitStanding = Readonly<{
  unitId: string;
  kind: UnitKind;
  /** The name on that day. */
  name: UnitName;
  /** From this day on the unit no longer acts (R40). A later end is included too: it is a fact by now. */
  endedOn?: LocalDate;
  successor?: string;
}>;

/** Head and deputies of a year. */
export type Leadership = Readonly<{ head: string; deputies: readonly string[] }>;

/** A bloc on a day, as its years copy it when they open. */
export type BlocStanding = Readonly<{
  blocId: string;
  /** The name on that day. */
  name: LocalizedText;
  declaredSize?: number;
  members: readonly Readonly<{ unitId: string; membership: Period }>[];
  /** Head and deputies by year, as handed over or first established. */
  leadership: Readonly<Record<string, Leadership>>;
  /** The acting head on that day. */
  actingHead?: string;
  revision: number;
}>;

/** The standing of that unit among the gathered facts; `undefined` for an unknown unit. */
export function unitAmong(gathered: readonly Gathered[], unitId: string): UnitStanding | undefined {
  const standings = gathered.filter(({ type }) => type === 'UnitStanding').map(({ data }) => data as UnitStanding);
  return standings.find((standing) => standing.unitId === unitId);
}

/** The standing of a unit that a rule cannot do without. */
export function* mustBeKnown(gathered: readonly Gathered[], unitId: string): Checks<UnitStanding> {
  return unitAmong(gathered, unitId) ?? (yield* refuse('UNKNOWN_UNIT', { unit: unitId }));
}

/** R40: who was merged or dissolved by that day acts no longer; its successor is named. */
export function* mustBeActive(unit: Omit<UnitStanding, 'kind'>, day: LocalDate): Checks {
  if (unit.endedOn !== undefined && unit.endedOn <= day) yield* refuseEnded(unit);
}

/** R40, whatever the day. */
export function refuseEnded({ unitId, name, endedOn, successor = '–' }: Omit<UnitStanding, 'kind'>): Checks<never> {
  return refuse('UNIT_NOT_ACTIVE', { unit: name.full.vi, unitId, ...defined({ date: endedOn }), successor });
}
