import { canonicalJson } from '../kernel/canonical-json.js';
import { decider, mustSayWhy, refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { decideBy, type Decisions } from '../kernel/decisions.js';
import type { Denial, WhoMay } from '../kernel/entitlement-words.js';
import type { Facts, Gathered } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import { mustBeInOrder, mustFollow, mustHaveHappened } from '../kernel/happened.js';
import { firstDayOf, lastDayOf, onDay, type PartialDate } from '../kernel/partial-date.js';
import type { Party } from '../kernel/party.js';
import { mustBeActive, mustBeKnown } from '../units/unit.standing.js';
import type {
  AddBlocAlias,
  BlocCommand,
  DeclareBlocSize,
  DissolveBloc,
  EstablishBloc,
  RenameBloc,
} from './bloc.commands.js';
import type { BlocEvent } from './bloc.events.js';
import { actingHeadOn, blocHistories, nameOn, parentOn, type Bloc } from './bloc.fold.js';
import { BLOC_CITED, type BlocCited, mustNotBeDissolved } from './bloc.standing.js';
import { isSameAlias } from './bloc.values.js';
import {
  establishFirstLeadership,
  handOverDuty,
  handOverFlag,
  succeedDuty,
  succeedFlag,
} from './leadership.decider.js';
import { admit, admitMembersOf, withdraw } from './membership.decider.js';

type Sent = BlocCommand & Circumstances;

/** Decides on a bloc's own stream who belongs to it, who acts as its head and who holds its flag. */
export const blocDecider = decider<BlocCommand, Bloc | undefined, BlocEvent>({
  fold: blocHistories,
  decide: decideBloc,
});

/** What each command asks, and whose act it is. */
export const blocDecisions: Decisions<EstablishBloc, Bloc | undefined, BlocEvent> &
  Decisions<Exclude<BlocCommand, EstablishBloc>, Bloc, BlocEvent> = {
  EstablishBloc: { actor: 'COUNCIL', decide: establish },
  RenameBloc: { actor: 'COUNCIL', decide: rename },
  DissolveBloc: { actor: 'COUNCIL', decide: dissolve },
  AddBlocAlias: { actor: 'COUNCIL', decide: addAlias },
  DeclareBlocSize: { actor: 'COUNCIL', decide: declareSize },
  AdmitMember: { actor: 'COUNCIL', decide: admit },
  AdmitMembersOf: { actor: 'COUNCIL', decide: admitMembersOf },
  WithdrawMember: { actor: 'COUNCIL', decide: withdraw },
  EstablishFirstLeadership: { actor: 'COUNCIL', decide: establishFirstLeadership },
  HandOverDuty: { actor: 'HEAD', decide: handOverDuty },
  HandOverFlag: { actor: 'HEAD', decide: handOverFlag },
  SucceedDuty: { actor: 'COUNCIL_OR_SECRETARY', decide: succeedDuty },
  SucceedFlag: { actor: 'COUNCIL_OR_SECRETARY', decide: succeedFlag },
};

/** Checks in one order for all commands: rights, date, existence of the units, then the rules of the command. */
function* decideBloc(command: Sent, bloc: Bloc | undefined): Deciding<BlocEvent> {
  yield* mustBeEntitled(command, bloc);
  yield* mustHaveHappened(command.data.occurredOn, command.now);
  yield* mustStand(command);
  if (command.type === 'EstablishBloc') return yield* blocDecisions.EstablishBloc.decide(command, bloc);
  if (bloc === undefined) return yield* refuse('UNKNOWN_BLOC', { bloc: command.data.blocId });
  const day = lastDayOf(command.data.occurredOn);
  yield* mustBeInOrder(onDay(bloc.establishedOn), onDay(day), 'BLOC_EXISTS');
  // A name may become known of a bloc that is no more.
  if (command.type !== 'AddBlocAlias' && command.type !== 'DissolveBloc') {
    yield* mustNotBeDissolved({ ...bloc, name: nameOn(bloc, day) }, firstDayOf(command.data.occurredOn));
  }
  return yield* decideBy(blocDecisions, command, bloc);
}

/** The units a command names: `active` ones act or lead on its day, `known` ones may have ended by then. */
export function unitsNamed({
  type,
  data,
}: BlocCommand): Readonly<{ active: readonly string[]; known: readonly string[] }> {
  switch (type) {
    case 'EstablishBloc':
      return { active: [], known: [data.parent, ...data.aliases.map(({ parent }) => parent)].flatMap(unitOf) };
    case 'RenameBloc':
    case 'AddBlocAlias':
      return { active: [], known: unitOf(data.parent) };
    case 'DissolveBloc':
    case 'DeclareBlocSize':
    case 'AdmitMembersOf':
      return { active: [], known: [] };
    case 'AdmitMember':
      return { active: [data.unitId], known: [] };
    case 'WithdrawMember':
      return { active: [], known: [data.unitId] };
    case 'EstablishFirstLeadership':
      return { active: told(data.head, ...data.deputies.map(({ unitId }) => unitId), data.flagHolder), known: [] };
    case 'HandOverDuty':
      return { active: told(data.from, data.to), known: unitOf(data.witness) };
    case 'HandOverFlag':
      return { active: told(data.from, data.to), known: [] };
    case 'SucceedDuty':
    case 'SucceedFlag':
      return { active: [data.to], known: [data.from] };
  }
}

/** The other blocs that a command names. */
export function blocsNamed({ type, data }: BlocCommand): readonly string[] {
  if (type === 'EstablishBloc') return data.predecessors ?? [];
  return type === 'DissolveBloc' ? data.successors : [];
}

/** Each unit once, of those that the command tells. */
function told(...unitIds: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(unitIds)].filter((unitId) => unitId !== undefined);
}

function unitOf(party: Party | undefined): readonly string[] {
  return party?.kind === 'UNIT' ? [party.unitId] : [];
}

/**
 * A secretary may act only for their own bloc, and for none without one; a representative acts for the head only when
 * their own unit is the acting head.
 */
function* mustBeEntitled({ origin, type, data, mode }: Sent, bloc: Bloc | undefined): Checks {
  const own = isInOwnBloc(origin, data.blocId);
  const head = bloc && actingHeadOn(bloc, lastDayOf(data.occurredOn));
  const leads = origin.role !== 'representative' || (origin.unitId !== undefined && origin.unitId === head);
  if (own && leads) return;
  const denied = own ? denial('NOT_PRESIDING', origin.unitId) : denial('OTHER_BLOC', origin.blocId);
  const who: WhoMay = mode.kind === 'CLAIM' ? 'CLAIM' : blocDecisions[type].actor;
  yield* refuse('NOT_ENTITLED', { role: origin.role, command: type, blocId: data.blocId, ...denied, who });
}

function isInOwnBloc({ role, blocId }: Sent['origin'], of: string): boolean {
  return blocId === of || (blocId === undefined && role !== 'secretary');
}

function denial(denied: Denial, own: string | undefined): Facts {
  return own === undefined ? {} : { denied, own };
}

/** Every named unit exists; one that acts or leads exists on that day (R40). */
function* mustStand(command: Sent): Checks {
  const { active, known } = unitsNamed(command);
  for (const unitId of [...active, ...known]) {
    const unit = yield* mustBeKnown(command.gathered, unitId);
    if (active.includes(unitId)) yield* mustBeActive(unit, command.data.occurredOn, command.gathered);
  }
}

function* establish(command: EstablishBloc & Circumstances, bloc: Bloc | undefined): Deciding<BlocEvent> {
  const { data, gathered } = command;
  for (const [nth, predecessor] of (data.predecessors ?? []).entries()) {
    const { establishedOn } = yield* mustBeAnother(data.blocId, predecessor, {
      gathered,
      field: `/predecessors/${nth}`,
    });
    yield* mustFollow(command, establishedOn && onDay(establishedOn), data.occurredOn, 'SUCCESSION');
  }
  for (const { from, to } of data.aliases) yield* mustBePeriod(from, to);
  if (bloc !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'bloc', id: data.blocId });
  return [{ type: 'BlocEstablished', data }];
}

function* rename({ data }: RenameBloc, bloc: Bloc): Deciding<BlocEvent> {
  const day = lastDayOf(data.occurredOn);
  const before = { name: nameOn(bloc, day), parent: parentOn(bloc, day) };
  const { name, parent = before.parent } = data;
  if (canonicalJson(before) === canonicalJson({ name, parent })) {
    yield* refuse('ALREADY_EXISTS', { kind: 'name', id: bloc.blocId, of: before.name.vi });
  }
  return [{ type: 'BlocRenamed', data }];
}

/** Its members, duties and flag pass to no other bloc by this: each is admitted, elected and handed over there. */
function* dissolve(command: DissolveBloc & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { data, gathered } = command;
  const { blocId, successors, occurredOn } = data;
  const cited = [];
  for (const [nth, successor] of successors.entries())
    cited.push(yield* mustBeAnother(blocId, successor, { gathered, field: `/successors/${nth}` }));
  if (bloc.dissolvedOn !== undefined)
    yield* refuse('ALREADY_EXISTS', { kind: 'dissolution', id: blocId, of: nameOn(bloc, lastDayOf(occurredOn)).vi });
  for (const successor of cited) {
    const day = firstDayOf(occurredOn);
    yield* mustNotBeDissolved(successor, comesBack(blocId, successor, gathered) ? (successor.dissolvedOn ?? day) : day);
  }
  yield* mustSayWhy(command);
  return [{ type: 'BlocDissolved', data }];
}

/** Whether the work of that bloc is to be gone on with, at once or by others, by the bloc itself: no way of successors is a circle. */
function comesBack(blocId: string, { successors }: BlocCited, gathered: readonly Gathered[]): boolean {
  const cited = gatheredOf(gathered, BLOC_CITED);
  const way = new Set(successors);
  for (const next of way) {
    for (const one of cited.find((other) => other.blocId === next)?.successors ?? []) way.add(one);
  }
  return way.has(blocId);
}

function* mustBeAnother(
  blocId: string,
  other: string,
  { gathered, field }: Readonly<{ gathered: readonly Gathered[]; field: string }>,
): Checks<BlocCited> {
  if (other === blocId) yield* refuse('INVALID_INPUT', { field, why: 'ITSELF' });
  const cited = gatheredOf(gathered, BLOC_CITED).find((one) => one.blocId === other);
  return cited ?? (yield* refuse('UNKNOWN_REFERENCE', { kind: 'bloc', id: other, field }));
}

function* mustBePeriod(from: PartialDate | undefined, to: PartialDate | undefined): Checks {
  if (from !== undefined && to !== undefined) yield* mustBeInOrder(from, to, 'NAME_BORNE');
}

function* addAlias({ data }: AddBlocAlias, bloc: Bloc): Deciding<BlocEvent> {
  yield* mustBePeriod(data.from, data.to);
  if (bloc.aliases.some((known) => isSameAlias(known, data)))
    yield* refuse('ALREADY_EXISTS', { kind: 'alias', id: data.alias, name: data.alias });
  return [{ type: 'BlocAliasAdded', data }];
}

/** D22: a size counts from its day on, so it says which; none is older than the bloc. */
function* declareSize({ data }: DeclareBlocSize, { establishedOn }: Bloc): Deciding<BlocEvent> {
  yield* mustBeInOrder(onDay(establishedOn), onDay(lastDayOf(data.from ?? data.occurredOn)), 'BLOC_EXISTS');
  return [{ type: 'BlocSizeDeclared', data }];
}
