import { breach, decider, type Breach, type Circumstances, type Deciding } from '../kernel/decider.js';
import { happened } from '../kernel/happened.js';
import { firstDayOf, lastDayOf } from '../kernel/partial-date.js';
import type { Party } from '../kernel/party.js';
import { unitAmong } from '../kernel/standing.js';
import type { AddBlocAlias, BlocCommand, EstablishBloc } from './bloc.commands.js';
import type { BlocEvent } from './bloc.events.js';
import { actingHeadOn, evolveBloc, type Bloc } from './bloc.fold.js';
import {
  establishFirstLeadership,
  handOverDuty,
  handOverFlag,
  succeedDuty,
  succeedFlag,
} from './leadership.decider.js';
import { admit, withdraw } from './membership.decider.js';

type Sent = BlocCommand & Circumstances;

/** Decides on a bloc's own stream who belongs to it, who acts as its head and who holds its flag. */
export const blocDecider = decider<BlocCommand, Bloc | undefined, BlocEvent>({
  initial: undefined,
  decide: decideBloc,
  evolve: evolveBloc,
});

/** The check order of domain.md b.3: rights, date, existence of the units; then the rules of the command. */
function* decideBloc(command: Sent, bloc: Bloc | undefined): Deciding<BlocEvent> {
  yield* entitled(command, bloc);
  yield* happened(command.data.occurredOn, command.now);
  yield* standing(command);
  if (command.type === 'EstablishBloc') return yield* establish(command, bloc);
  if (bloc === undefined) {
    yield breach('UNKNOWN_BLOC', { bloc: command.data.blocId });
    return [];
  }
  const day = lastDayOf(command.data.occurredOn);
  if (day < bloc.establishedOn) yield breach('INVALID_DATES', { first: bloc.establishedOn, second: day });
  switch (command.type) {
    case 'RenameBloc':
      return [{ type: 'BlocRenamed', data: command.data }];
    case 'AddBlocAlias':
      return yield* addAlias(command, bloc);
    case 'AdmitMember':
      return yield* admit(command, bloc);
    case 'WithdrawMember':
      return yield* withdraw(command, bloc);
    case 'EstablishFirstLeadership':
      return yield* establishFirstLeadership(command, bloc);
    case 'HandOverDuty':
      return yield* handOverDuty(command, bloc);
    case 'HandOverFlag':
      return yield* handOverFlag(command, bloc);
    case 'SucceedDuty':
      return yield* succeedDuty(command, bloc);
    case 'SucceedFlag':
      return yield* succeedFlag(command, bloc);
  }
}

/** The units a command names: `active` ones act or lead on its day, `known` ones may have ended by then. */
export function unitsNamed({
  type,
  data,
}: BlocCommand): Readonly<{ active: readonly string[]; known: readonly string[] }> {
  switch (type) {
    case 'EstablishBloc':
      return { active: [], known: unitOf(data.parent) };
    case 'RenameBloc':
    case 'AddBlocAlias':
      return { active: [], known: [] };
    case 'AdmitMember':
      return { active: [data.unitId], known: [] };
    case 'WithdrawMember':
      return { active: [], known: [data.unitId] };
    case 'EstablishFirstLeadership': {
      const flag = data.flagHolder === undefined ? [] : [data.flagHolder];
      return { active: [...new Set([data.head, ...data.deputies, ...flag])], known: [] };
    }
    case 'HandOverDuty':
      return { active: [data.from, data.to], known: unitOf(data.witness) };
    case 'HandOverFlag':
      return { active: [data.from, data.to], known: [] };
    case 'SucceedDuty':
    case 'SucceedFlag':
      return { active: [data.to], known: [data.from] };
  }
}

function unitOf(party: Party | undefined): readonly string[] {
  return party?.kind === 'UNIT' ? [party.unitId] : [];
}

/**
 * A secretary may act only for their own bloc, and for none without one; a representative acts for the head only when
 * their own unit is the acting head (domain.md b.4).
 */
function* entitled({ origin, type, data }: Sent, bloc: Bloc | undefined): Generator<Breach, void, void> {
  const notEntitled = breach('NOT_ENTITLED', { role: origin.role, command: type });
  const own = origin.blocId === data.blocId || (origin.blocId === undefined && origin.role !== 'secretary');
  if (!own) yield notEntitled;
  if (origin.role !== 'representative') return;
  const head = bloc === undefined ? undefined : actingHeadOn(bloc, lastDayOf(data.occurredOn));
  if (origin.unitId === undefined || origin.unitId !== head) yield notEntitled;
}

/** Every named unit exists; one that acts or leads has not been merged or dissolved by that day (R40). */
function* standing(command: Sent): Generator<Breach, void, void> {
  const { active, known } = unitsNamed(command);
  // A partial date may mean a day before the end: what may have happened is not refused.
  const day = firstDayOf(command.data.occurredOn);
  for (const unitId of [...active, ...known]) {
    const unit = unitAmong(command.gathered, unitId);
    if (unit === undefined) yield breach('UNKNOWN_UNIT', { unit: unitId });
    else if (active.includes(unitId) && unit.endedOn !== undefined && unit.endedOn <= day) {
      const { name, endedOn, successor = '–' } = unit;
      yield breach('UNIT_NOT_ACTIVE', { unit: name.full.vi, unitId, date: endedOn, successor });
    }
  }
}

function* establish({ data }: EstablishBloc, bloc: Bloc | undefined): Deciding<BlocEvent> {
  if (bloc !== undefined) yield breach('ALREADY_EXISTS', { kind: 'bloc', id: data.blocId });
  return [{ type: 'BlocEstablished', data }];
}

function* addAlias({ data }: AddBlocAlias, bloc: Bloc): Deciding<BlocEvent> {
  if (bloc.aliases.includes(data.alias)) yield breach('ALREADY_EXISTS', { kind: 'alias', id: data.alias });
  return [{ type: 'BlocAliasAdded', data }];
}
