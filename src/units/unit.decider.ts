import { canonicalJson } from '../kernel/canonical-json.js';
import {
  decider,
  mustSay,
  mustSayWhy,
  refuse,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../kernel/decider.js';
import { decideBy, type Decisions } from '../kernel/decisions.js';
import { defined } from '../kernel/defined.js';
import type { WhoMay } from '../kernel/entitlement-words.js';
import type { Gathered } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import { mustBeInOrder, mustHaveHappened } from '../kernel/happened.js';
import { firstDayOf, lastDayOf, onDay, type PartialDate } from '../kernel/partial-date.js';
import { isOpenBefore, overlapped } from '../kernel/periods.js';
import type {
  AppointRepresentative,
  DissolveUnit,
  MergeUnit,
  RegisterUnit,
  RelieveRepresentative,
  RenameUnit,
  SplitUnit,
  UnitCommand,
} from './unit.commands.js';
import type { UnitEvent } from './unit.events.js';
import { nameOn, officeHeld, unitHistories, type Unit } from './unit.fold.js';
import {
  mustBeActive,
  mustBeKnown,
  mustExistBy,
  refuseEnded,
  standingOfUnit,
  successorsOf,
  MEMBER_OF_BLOC,
} from './unit.standing.js';

/** Decides on a unit's own stream whether it exists, its name, its end and its representatives. */
export const unitDecider = decider<UnitCommand, Unit | undefined, UnitEvent>({
  fold: unitHistories,
  decide: decideUnit,
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
    case 'SplitUnit':
      return data.into;
    case 'RenameUnit':
    case 'AppointRepresentative':
    case 'RelieveRepresentative':
      return [];
  }
}

/** What each command asks, and whose act it is. */
export const unitDecisions: Decisions<RegisterUnit, Unit | undefined, UnitEvent> &
  Decisions<Exclude<UnitCommand, RegisterUnit>, Unit, UnitEvent> = {
  RegisterUnit: { actor: 'REGISTRAR', decide: register },
  RenameUnit: { actor: 'REGISTRAR', decide: rename },
  MergeUnit: { actor: 'REGISTRAR', decide: merge },
  DissolveUnit: { actor: 'REGISTRAR', decide: dissolve },
  SplitUnit: { actor: 'REGISTRAR', decide: split },
  AppointRepresentative: { actor: 'REGISTRAR', decide: appoint },
  RelieveRepresentative: { actor: 'REGISTRAR', decide: relieve },
};

function* decideUnit(command: UnitCommand & Circumstances, unit: Unit | undefined): Deciding<UnitEvent> {
  yield* mustBeEntitled(command);
  yield* mustHaveHappened(command.data.occurredOn, command.now);
  if (command.type === 'RegisterUnit') return yield* unitDecisions.RegisterUnit.decide(command, unit);
  if (unit === undefined) return yield* refuse('UNKNOWN_UNIT', { unit: command.data.unitId });
  return yield* decideBy(unitDecisions, command, unit);
}

/**
 * Units are registered and changed by the council and the administrator; a secretary only enters claims,
 * and being the secretary of one bloc, claims about its own members, present and former.
 */
function* mustBeEntitled({ type, data, origin, gathered }: UnitCommand & Circumstances): Checks {
  if (origin.role !== 'secretary') return;
  const ours = gatheredOf(gathered, MEMBER_OF_BLOC).some(
    ({ blocId, unitId }) => blocId === origin.blocId && unitId === data.unitId,
  );
  if (ours) return;
  const denied = origin.blocId === undefined ? {} : { denied: 'NO_MEMBER', own: origin.blocId };
  const who: WhoMay = 'CLAIM_OF_UNIT';
  yield* refuse('NOT_ENTITLED', { role: origin.role, command: type, unitId: data.unitId, ...denied, who });
}

function* register({ data, gathered }: RegisterUnit & Circumstances, unit: Unit | undefined): Deciding<UnitEvent> {
  if (data.parentId !== undefined) yield* mustBeKnown(gathered, data.parentId);
  if (unit !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'unit', id: data.unitId });
  return [{ type: 'UnitRegistered', data }];
}

function* rename({ data }: RenameUnit, unit: Unit): Deciding<UnitEvent> {
  yield* mustExistOn(unit, data.occurredOn);
  const name = nameOn(unit, lastDayOf(data.occurredOn));
  if (canonicalJson(name) === canonicalJson(data.name)) {
    yield* refuse('ALREADY_EXISTS', { kind: 'name', id: unit.unitId, of: name.full.vi });
  }
  return [{ type: 'UnitRenamed', data }];
}

function* merge({ data, gathered }: MergeUnit & Circumstances, unit: Unit): Deciding<UnitEvent> {
  yield* mustNotHaveEnded(unit, data.occurredOn);
  yield* mustSucceed(unit, data.into, { gathered, on: data.occurredOn, field: '/into' });
  return [{ type: 'UnitMerged', data }];
}

function* dissolve(command: DissolveUnit & Circumstances, unit: Unit): Deciding<UnitEvent> {
  const { data, gathered } = command;
  const on = data.occurredOn;
  yield* mustNotHaveEnded(unit, on);
  if (data.successor !== undefined) yield* mustSucceed(unit, data.successor, { gathered, on, field: '/successor' });
  yield* mustSayWhy(command);
  return [{ type: 'UnitDissolved', data }];
}

/** A unit may be split again and again while it goes on; where it ends, it ends once. */
function* split(command: SplitUnit & Circumstances, unit: Unit): Deciding<UnitEvent> {
  const { data, gathered } = command;
  const { occurredOn: on, into, ends } = data;
  if (ends === true) yield* mustNotHaveEnded(unit, on);
  else yield* mustExistOn(unit, on);
  for (const [nth, unitId] of into.entries()) yield* mustSucceed(unit, unitId, { gathered, on, field: `/into/${nth}` });
  yield* mustSay(command, into[0], { kind: 'unit', field: '/into' });
  yield* mustSay(command, ends, { kind: 'end', field: '/ends' });
  return [{ type: 'UnitSplit', data }];
}

function* appoint(command: AppointRepresentative & Circumstances, unit: Unit): Deciding<UnitEvent> {
  const { data } = command;
  yield* mustSay(command, data.officeCode, { kind: 'office', field: '/officeCode' });
  yield* mustExistOn(unit, data.occurredOn);
  const held = overlapped(officeHeld(unit, data.person, data.officeCode), data.occurredOn);
  if (held !== undefined) {
    const { name } = data.person;
    const period = defined({ since: held.from, until: held.to });
    yield* refuse('ALREADY_EXISTS', { kind: 'representative', id: name, name, ...period });
  }
  return [{ type: 'RepresentativeAppointed', data }];
}

function* relieve(command: RelieveRepresentative & Circumstances, unit: Unit): Deciding<UnitEvent> {
  const { data } = command;
  yield* mustSay(command, data.officeCode, { kind: 'office', field: '/officeCode' });
  const day = lastDayOf(data.occurredOn);
  yield* mustExistOn(unit, data.occurredOn);
  if (!isOpenBefore(officeHeld(unit, data.person, data.officeCode), day)) {
    yield* refuse('UNKNOWN_REFERENCE', { kind: 'representative', id: data.person.name });
  }
  return [{ type: 'RepresentativeRelieved', data }];
}

/** R40: a unit can change only while it exists; of a partial date one possible day is enough. */
function* mustExistOn(unit: Unit, on: PartialDate): Checks {
  yield* mustBeActive(standingOfUnit(unit, firstDayOf(on)), on);
  yield* mustBeOnRecord(unit, on);
}

/** R40: a unit ends only once, whatever the date of the second end. */
function* mustNotHaveEnded(unit: Unit, on: PartialDate): Checks {
  const then = standingOfUnit(unit, lastDayOf(on));
  if (unit.endedOn !== undefined) yield* refuseEnded(then);
  yield* mustExistBy(then, on);
  yield* mustBeOnRecord(unit, on);
}

/** Where nothing says since when it exists, it is known from its registration on. */
function* mustBeOnRecord({ registeredOn, existsFrom }: Unit, on: PartialDate): Checks {
  if (existsFrom === undefined) yield* mustBeInOrder(onDay(registeredOn), onDay(lastDayOf(on)), 'UNIT_ON_RECORD');
}

/** The successor must be another existing unit that has not ended by that day, and whose work never comes back to who ends. */
function* mustSucceed(
  { unitId }: Unit,
  successor: string,
  { gathered, on, field }: Readonly<{ gathered: readonly Gathered[]; on: PartialDate; field: string }>,
): Checks {
  if (successor === unitId) yield* refuse('INVALID_INPUT', { field, why: 'ITSELF' });
  const standing = yield* mustBeKnown(gathered, successor);
  yield* mustBeActive(standing, on, gathered);
  if (successorsOf(standing, gathered).has(unitId)) yield* refuseEnded(standing, gathered);
}
