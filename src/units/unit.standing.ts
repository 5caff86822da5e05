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
  /** Who goes on with its work: it was merged into that unit, or left it to it. */
  successor?: string;
  /** The units that it was divided into, where they are several. */
  successors?: readonly string[];
  /** Who holds which office on that day; absent where nobody is registered. */
  officeHolders?: readonly OfficeHolder[];
}>;

const UNIT_STANDING = gatheredKind<UnitStanding>('UnitStanding');

/** The unit is or was a member of the bloc: gathered for a secretary, who may claim only for members of their own bloc. */
type MemberOfBloc = Readonly<{ blocId: string; unitId: string }>;

export const MEMBER_OF_BLOC = gatheredKind<MemberOfBloc>('Membership');

/** How a unit's standing is gathered. */
export function unitStanding(unitId: string) {
  return { stream: unitStream(unitId), fold: unitHistories, kind: UNIT_STANDING, standingOf: standingOfUnit };
}

export function standingOfUnit(unit: Unit, day: LocalDate): UnitStanding {
  const { unitId, kind, existsFrom, endedOn } = unit;
  const holders = officeHoldersOn(unit, day);
  const officeHolders = holders.length === 0 ? undefined : holders;
  const told = defined({ existsFrom, endedOn, officeHolders });
  return { unitId, kind, name: nameOn(unit, day), ...told, ...toldOfSuccessors(unit.successors) };
}

function toldOfSuccessors(all: readonly string[]): Pick<UnitStanding, 'successor' | 'successors'> {
  return all.length > 1 ? { successors: all } : defined({ successor: all[0] });
}

/** The units that went on at once with the work of that one. */
export function nextAfter({ successor, successors }: Partial<UnitStanding>): readonly string[] {
  return successors ?? (successor === undefined ? [] : [successor]);
}

/** The standing of that unit among the gathered facts; `undefined` for an unknown unit. */
export function unitAmong(gathered: readonly Gathered[], unitId: string): UnitStanding | undefined {
  return gatheredOf(gathered, UNIT_STANDING).find((standing) => standing.unitId === unitId);
}

/** Who goes on with the work of that unit, at once or after others, as far as it was gathered. */
export function successorsOf(unit: UnitStanding, gathered: readonly Gathered[]): ReadonlySet<string> {
  const found = new Set(nextAfter(unit));
  // A set is walked to its end, also to what is added on the way.
  for (const next of found) for (const after of nextAfter(unitAmong(gathered, next) ?? {})) found.add(after);
  return found;
}

/** Whether who is of the one unit speaks for the other: it is the same, or goes on with its work since that ended (A16). */
export function speaksForUnit(own: string | undefined, other: string, gathered: readonly Gathered[]): boolean {
  if (own === undefined || own === other) return own === other;
  const unit = unitAmong(gathered, other);
  return unit?.endedOn !== undefined && successorsOf(unit, gathered).has(own);
}

/** The standing of a unit that a rule cannot do without. */
export function* mustBeKnown(gathered: readonly Gathered[], unitId: string): Checks<UnitStanding> {
  return unitAmong(gathered, unitId) ?? (yield* refuse('UNKNOWN_UNIT', { unit: unitId }));
}

/**
 * R40: who was merged, divided or dissolved by that day acts no longer, its successors are named; who does not exist yet does nothing. Of
 * a partial date one possible day is enough: what can have happened is not refused.
 */
export function* mustBeActive(
  unit: Omit<UnitStanding, 'kind'>,
  on: PartialDate,
  gathered: readonly Gathered[] = [],
): Checks {
  if (hasEndedBy(unit, on)) yield* refuseEnded(unit, gathered);
  yield* mustExistBy(unit, on);
}

/** Whether the unit acts no longer on any day that the date can mean. */
export function hasEndedBy({ endedOn }: Pick<UnitStanding, 'endedOn'>, on: PartialDate): boolean {
  return endedOn !== undefined && endedOn <= firstDayOf(on);
}

/** R40, where it is known since when the unit exists. */
export function* mustExistBy({ unitId, name, existsFrom }: Omit<UnitStanding, 'kind'>, on: PartialDate): Checks {
  if (existsFrom === undefined || firstDayOf(existsFrom) <= lastDayOf(on)) return;
  yield breach('UNIT_NOT_YET', { unit: name.full.vi, unitId, date: existsFrom.date });
}

/** R40, whatever the day. `heirs` is what the successors are called, where all of them were gathered. */
export function refuseEnded(unit: Omit<UnitStanding, 'kind'>, gathered: readonly Gathered[] = []): Checks<never> {
  const { unitId, name, endedOn: date, successor = '–', successors = successor } = unit;
  const names = nextAfter(unit).map((one) => unitAmong(gathered, one)?.name.full.vi);
  const heirs = names.length === 0 || names.includes(undefined) ? undefined : names.filter((one) => one !== undefined);
  const facts = { unit: name.full.vi, unitId, successor: successors, ...defined({ date, heirs }) };
  return refuse('UNIT_NOT_ACTIVE', facts);
}
