import { breach, refuse, type Checks } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import type { Gathered } from '../kernel/event.js';
import { gatheredKind, gatheredOf } from '../kernel/gathered.js';
import type { LocalDate } from '../kernel/instant.js';
import { firstDayOf, lastDayOf, type PartialDate } from '../kernel/partial-date.js';
import { unitStream } from './unit.events.js';
import { nameOn, officeHoldersOn, unitHistories, type Unit } from './unit.fold.js';
import type { OfficeHolder, UnitKind, UnitName } from './unit.values.js';

/** A unit on a day, as decisions of other streams may gather it. */
export type UnitStanding = Readonly<{
  unitId: string;
  kind: UnitKind;
  /** The name on that day. */
  name: UnitName;
  /** Since when it exists, where a source says so. */
  existsFrom?: PartialDate;
  /** From this day on the unit no longer acts (R40). A later end is included too: it is a fact by now. */
  endedOn?: LocalDate;
  successor?: string;
  /** Who holds which office on that day; absent where nobody is registered. */
  officeHolders?: readonly OfficeHolder[];
}>;

const UNIT_STANDING = gatheredKind<UnitStanding>('UnitStanding');

/** How a unit's standing is gathered. */
export function unitStanding(unitId: string) {
  return { stream: unitStream(unitId), fold: unitHistories, kind: UNIT_STANDING, standingOf: standingOfUnit };
}

export function standingOfUnit(unit: Unit, day: LocalDate): UnitStanding {
  const { unitId, kind, existsFrom, endedOn, successor } = unit;
  const holders = officeHoldersOn(unit, day);
  const officeHolders = holders.length === 0 ? undefined : holders;
  return { unitId, kind, name: nameOn(unit, day), ...defined({ existsFrom, endedOn, successor, officeHolders }) };
}

/** The standing of that unit among the gathered facts; `undefined` for an unknown unit. */
export function unitAmong(gathered: readonly Gathered[], unitId: string): UnitStanding | undefined {
  return gatheredOf(gathered, UNIT_STANDING).find((standing) => standing.unitId === unitId);
}

/** Who goes on with the work of that unit, one after the other, as far as it was gathered. */
export function successorsOf({ successor }: UnitStanding, gathered: readonly Gathered[]): readonly string[] {
  const found: string[] = [];
  for (let next = successor; next !== undefined && !found.includes(next); next = unitAmong(gathered, next)?.successor) {
    found.push(next);
  }
  return found;
}

/** The standing of a unit that a rule cannot do without. */
export function* mustBeKnown(gathered: readonly Gathered[], unitId: string): Checks<UnitStanding> {
  return unitAmong(gathered, unitId) ?? (yield* refuse('UNKNOWN_UNIT', { unit: unitId }));
}

/**
 * R40: who was merged or dissolved by that day acts no longer, its successor is named; who does not exist yet does nothing. Of
 * a partial date one possible day is enough: what can have happened is not refused.
 */
export function* mustBeActive(unit: Omit<UnitStanding, 'kind'>, on: PartialDate): Checks {
  if (unit.endedOn !== undefined && unit.endedOn <= firstDayOf(on)) yield* refuseEnded(unit);
  yield* mustExistBy(unit, on);
}

/** R40, where it is known since when the unit exists. */
export function* mustExistBy({ unitId, name, existsFrom }: Omit<UnitStanding, 'kind'>, on: PartialDate): Checks {
  if (existsFrom === undefined || firstDayOf(existsFrom) <= lastDayOf(on)) return;
  yield breach('UNIT_NOT_YET', { unit: name.full.vi, unitId, date: existsFrom.date });
}

/** R40, whatever the day. */
export function refuseEnded({ unitId, name, endedOn, successor = '–' }: Omit<UnitStanding, 'kind'>): Checks<never> {
  return refuse('UNIT_NOT_ACTIVE', { unit: name.full.vi, unitId, ...defined({ date: endedOn }), successor });
}
