import { nameFolded } from '../kernel/text.js';
import { histories, type Fact } from '../kernel/decider.js';
import { foldBy, type Folds } from '../kernel/decisions.js';
import { defined } from '../kernel/defined.js';
import type { LocalDate } from '../kernel/instant.js';
import { firstDayOf, lastDayOf, type PartialDate } from '../kernel/partial-date.js';
import type { Person } from '../kernel/party.js';
import { beginning, ending, heldOn, NEVER, type Periods } from '../kernel/periods.js';
import { holdingOn, since, type Timeline } from '../kernel/timeline.js';
import {
  type RepresentativeAppointed,
  type RepresentativeRelieved,
  type UnitDissolved,
  type UnitEvent,
  type UnitMerged,
  type UnitRegistered,
  type UnitSplit,
} from './unit.events.js';
import type { OfficeHolder, UnitKind, UnitName } from './unit.values.js';

/** The state of a unit (đơn vị) for its decisions. */
export type Unit = Readonly<{
  unitId: string;
  kind: UnitKind;
  /** The first day that the date of its registration can mean. */
  registeredOn: LocalDate;
  /** Since when it exists, where a source says so. */
  existsFrom?: PartialDate;
  name: UnitName;
  /** Names given later. */
  names: Timeline<UnitName>;
  /** From this day on it no longer acts (R40): merged or dissolved. */
  endedOn?: LocalDate;
  /** The units that act in its place since; none where nobody does. */
  successors: readonly string[];
  /** Who holds which office, by {@link officeKey}. */
  offices: ReadonlyMap<string, Office>;
}>;

/** Since when, and until when, a person holds an office; without its code where that is not told. */
type Office = OfficeHolder & Readonly<{ held: Periods }>;

const folds: Folds<Unit, Exclude<UnitEvent, UnitRegistered>> = {
  UnitRenamed: (unit, { occurredOn, name }) => ({ ...unit, names: since(unit.names, lastDayOf(occurredOn), name) }),
  UnitMerged: (unit, data) => ended(unit, data, [data.into]),
  UnitDissolved: (unit, data) => ended(unit, data, data.successor === undefined ? [] : [data.successor]),
  UnitSplit: (unit, data) => (data.ends === true ? ended(unit, data, data.into) : unit),
  RepresentativeAppointed: (unit, data) => withOffice(unit, data, (held) => beginning(held, data.occurredOn)),
  RepresentativeRelieved: (unit, data) => withOffice(unit, data, (held) => ending(held, lastDayOf(data.occurredOn))),
};

/** `undefined` until the unit is registered. */
function evolve(unit: Unit | undefined, fact: Fact<UnitEvent>): Unit | undefined {
  if (fact.type === 'UnitRegistered') return registered(unit, fact.data);
  return unit === undefined ? undefined : foldBy(folds, unit, fact);
}

/** The types of events that its stream holds. */
export const UNIT_EVENTS = ['UnitRegistered', ...Object.keys(folds)];

/** How the stream of a unit is folded, for its own decisions and for those that gather it. */
export const unitHistories = histories<Unit | undefined, UnitEvent>({ initial: undefined, evolve });

/** The name on that day. Before the registration only the registered name is known. */
export function nameOn({ name, names }: Unit, day: LocalDate): UnitName {
  return holdingOn(names, day) ?? name;
}

/** When the person held the office, or one that is not told. */
export function officeHeld({ offices }: Unit, person: Person, officeCode: string | undefined): Periods {
  return offices.get(officeKey(person, officeCode))?.held ?? NEVER;
}

/** Who holds an office on that day, as far as it was registered. */
export function officeHoldersOn({ offices }: Unit, day: LocalDate): readonly OfficeHolder[] {
  return [...offices.values()].flatMap(({ held, ...holder }) => (heldOn(held, day) ? [holder] : []));
}

/** An act may register a unit that a claim has made known: it is the same unit, and everything known of it is kept. */
function registered(unit: Unit | undefined, data: UnitRegistered['data']): Unit {
  const { unitId, kind, name, existsFrom, occurredOn } = data;
  const registeredOn = firstDayOf(occurredOn);
  return {
    names: [],
    successors: [],
    offices: new Map(),
    ...unit,
    unitId,
    kind,
    name,
    registeredOn,
    ...defined({ existsFrom }),
  };
}

function ended(
  unit: Unit,
  { occurredOn }: (UnitMerged | UnitDissolved | UnitSplit)['data'],
  successors: readonly string[],
): Unit {
  return { ...unit, endedOn: lastDayOf(occurredOn), successors };
}

function withOffice(
  unit: Unit,
  { person, officeCode }: (RepresentativeAppointed | RepresentativeRelieved)['data'],
  change: (held: Periods) => Periods,
): Unit {
  const held = change(officeHeld(unit, person, officeCode));
  const office = { name: person.name, ...defined({ officeCode }), held };
  return { ...unit, offices: new Map(unit.offices).set(officeKey(person, officeCode), office) };
}

/** Two persons of one name in one office of one unit count as one: no private data tells them apart (D5). */
function officeKey({ name }: Person, officeCode = ''): string {
  return `${officeCode}|${nameFolded(name)}`;
}
