import { breach, decider, type Breach, type Circumstances, type Deciding } from '../kernel/decider.js';
import type { Gathered } from '../kernel/event.js';
import { happened } from '../kernel/happened.js';
import type { LocalDate } from '../kernel/instant.js';
import { firstDayOf, lastDayOf, type PartialDate } from '../kernel/partial-date.js';
import { isOverBefore, openSince } from '../kernel/periods.js';
import { unitAmong, type UnitStanding } from '../kernel/standing.js';
import type {
  AppointRepresentative,
  DissolveUnit,
  MergeUnit,
  RegisterUnit,
  RelieveRepresentative,
  UnitCommand,
} from './unit.commands.js';
import type { UnitEvent } from './unit.events.js';
import { evolveUnit, nameOn, officeHeld, type Unit } from './unit.fold.js';

/** Decides on a unit's own stream whether it exists, its name, its end and its representatives. */
export const unitDecider = decider<UnitCommand, Unit | undefined, UnitEvent>({
  initial: undefined,
  decide: decideUnit,
  evolve: evolveUnit,
});

/** The other units that a command depends on: the slice gathers their standing on the command's day. */
export function unitsCited({ type, data }: UnitCommand): readonly string[] {
  switch (type) {
    case 'RegisterUnit':
      return data.parentId === undefined ? [] : [data.parentId];
    case 'MergeUnit':
      return [data.into];
    case 'DissolveUnit':
      return data.successor === undefined ? [] : [data.successor];
    case 'RenameUnit':
    case 'AppointRepresentative':
    case 'RelieveRepresentative':
      return [];
  }
}

/** The unit is or was a member of the bloc: gathered for a secretary, who may claim only for members of their own bloc. */
export type Membership = Readonly<{ blocId: string; unitId: string }>;

function* decideUnit(command: UnitCommand & Circumstances, unit: Unit | undefined): Deciding<UnitEvent> {
  yield* entitled(command);
  yield* happened(command.data.occurredOn, command.now);
  if (command.type === 'RegisterUnit') return yield* register(command, unit);
  if (unit === undefined) {
    yield breach('UNKNOWN_UNIT', { unit: command.data.unitId });
    return [];
  }
  switch (command.type) {
    case 'RenameUnit':
      yield* existing(unit, command.data.occurredOn);
      return [{ type: 'UnitRenamed', data: command.data }];
    case 'MergeUnit':
      return yield* merge(command, unit);
    case 'DissolveUnit':
      return yield* dissolve(command, unit);
    case 'AppointRepresentative':
      return yield* appoint(command, unit);
    case 'RelieveRepresentative':
      return yield* relieve(command, unit);
  }
}

/**
 * Units are registered and changed by the council and the administrator; a secretary only enters claims (domain.md b.4),
 * and being the secretary of one bloc, claims about its own members, present and former.
 */
function* entitled({ type, data, origin, gathered }: UnitCommand & Circumstances): Generator<Breach, void, void> {
  if (origin.role !== 'secretary') return;
  const ours = gathered
    .filter((fact) => fact.type === 'Membership')
    .map((fact) => fact.data as Membership)
    .some(({ blocId, unitId }) => blocId === origin.blocId && unitId === data.unitId);
  if (!ours) yield breach('NOT_ENTITLED', { role: origin.role, command: type });
}

function* register({ data, gathered }: RegisterUnit & Circumstances, unit: Unit | undefined): Deciding<UnitEvent> {
  if (data.parentId !== undefined) yield* known(gathered, data.parentId);
  if (unit !== undefined) yield breach('ALREADY_EXISTS', { kind: 'unit', id: data.unitId });
  return [{ type: 'UnitRegistered', data }];
}

function* merge({ data, gathered }: MergeUnit & Circumstances, unit: Unit): Deciding<UnitEvent> {
  const day = lastDayOf(data.occurredOn);
  yield* stillThere(unit, day);
  yield* succeeds(unit, data.into, { gathered, day, field: '/into' });
  return [{ type: 'UnitMerged', data }];
}

function* dissolve({ data, gathered }: DissolveUnit & Circumstances, unit: Unit): Deciding<UnitEvent> {
  const day = lastDayOf(data.occurredOn);
  yield* stillThere(unit, day);
  if (data.successor !== undefined) yield* succeeds(unit, data.successor, { gathered, day, field: '/successor' });
  return [{ type: 'UnitDissolved', data }];
}

function* appoint({ data }: AppointRepresentative, unit: Unit): Deciding<UnitEvent> {
  const day = lastDayOf(data.occurredOn);
  yield* existing(unit, data.occurredOn);
  if (!isOverBefore(officeHeld(unit, data.person, data.officeCode), day)) {
    yield breach('ALREADY_EXISTS', { kind: 'representative', id: data.person.name });
  }
  return [{ type: 'RepresentativeAppointed', data }];
}

function* relieve({ data }: RelieveRepresentative, unit: Unit): Deciding<UnitEvent> {
  const day = lastDayOf(data.occurredOn);
  yield* existing(unit, data.occurredOn);
  const held = openSince(officeHeld(unit, data.person, data.officeCode));
  if (held === undefined || held >= day) {
    yield breach('UNKNOWN_REFERENCE', { kind: 'representative', id: data.person.name });
  }
  return [{ type: 'RepresentativeRelieved', data }];
}

/** R40: a unit can change only while it exists; of a partial date one possible day is enough. */
function* existing(unit: Unit, on: PartialDate): Generator<Breach, void, void> {
  if (unit.endedOn !== undefined && unit.endedOn <= firstDayOf(on)) yield gone(unit, unit.endedOn, firstDayOf(on));
  yield* begun(unit, lastDayOf(on));
}

/** R40: a unit ends only once, whatever the date of the second end. */
function* stillThere(unit: Unit, day: LocalDate): Generator<Breach, void, void> {
  if (unit.endedOn !== undefined) yield gone(unit, unit.endedOn, day);
  yield* begun(unit, day);
}

function gone(unit: Unit, endedOn: LocalDate, day: LocalDate): Breach {
  const { unitId, successor = '–' } = unit;
  return breach('UNIT_NOT_ACTIVE', { unit: nameOn(unit, day).full.vi, unitId, date: endedOn, successor });
}

function* begun({ registeredOn }: Unit, day: LocalDate): Generator<Breach, void, void> {
  if (day < registeredOn) yield breach('INVALID_DATES', { first: registeredOn, second: day });
}

/** The successor must be another existing unit that has not ended by that day. */
function* succeeds(
  { unitId }: Unit,
  successor: string,
  { gathered, day, field }: Readonly<{ gathered: readonly Gathered[]; day: LocalDate; field: string }>,
): Generator<Breach, void, void> {
  if (successor === unitId) yield breach('INVALID_INPUT', { field });
  const standing = yield* known(gathered, successor);
  if (standing?.endedOn !== undefined && standing.endedOn <= day) {
    const { name, endedOn, successor: next = '–' } = standing;
    yield breach('UNIT_NOT_ACTIVE', { unit: name.full.vi, unitId: successor, date: endedOn, successor: next });
  }
}

function* known(gathered: readonly Gathered[], unitId: string): Generator<Breach, UnitStanding | undefined, void> {
  const standing = unitAmong(gathered, unitId);
  if (standing === undefined) yield breach('UNKNOWN_UNIT', { unit: unitId });
  return standing;
}
