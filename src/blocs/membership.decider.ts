import {
  breach,
  mustSayWhy,
  refuse,
  type Breach,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import type { Facts, Gathered } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import type { LocalDate } from '../kernel/instant.js';
import { lastDayOf, type PartialDate, type Period } from '../kernel/partial-date.js';
import { dayBefore, isOpenBefore, overlapped, periodOn } from '../kernel/periods.js';
import type { AdmitMember, AdmitMembersOf, WithdrawMember } from './bloc.commands.js';
import type { BlocEvent } from './bloc.events.js';
import { isMemberOn, membershipOf, nameOn, type Bloc } from './bloc.fold.js';
import { hasEndedBy, mustBeActive, mustBeKnown, nextAfter } from '../units/unit.standing.js';
import { nameOfUnit } from './bloc.gathered.js';
import { MEMBERS_OF_BLOC } from './bloc.standing.js';

/** The day of the command, and what was gathered for it. */
export type Then = Readonly<{ day: LocalDate }> & Pick<Circumstances, 'gathered'>;

export function* admit({ data, gathered }: AdmitMember & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { unitId, occurredOn } = data;
  const member = overlapped(membershipOf(bloc, unitId), occurredOn);
  if (member !== undefined) {
    const name = nameOfUnit(gathered, unitId);
    yield* refuse('ALREADY_EXISTS', { kind: 'member', id: unitId, name, ...heldIn(member) });
  }
  return [{ type: 'MemberAdmitted', data }];
}

/**
 * A bloc that is formed anew takes the members of another over (15): each that acts on that day, and in the place of one that ended the
 * unit that goes on with its work. Who is a member already is passed by. Where it is not one unit that goes on, it has to be left out.
 */
export function* admitMembersOf({ data, gathered }: AdmitMembersOf & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { from, without = [], ...admission } = data;
  const members = yield* mustHaveMembers(data, gathered);
  const taken = new Set<string>();
  for (const unitId of members.filter((member) => !without.includes(member))) {
    const acting = yield* mustGoOn(unitId, { gathered, on: data.occurredOn });
    if (overlapped(membershipOf(bloc, acting), data.occurredOn) === undefined) taken.add(acting);
  }
  if (taken.size === 0) yield* refuse('UNKNOWN_REFERENCE', { kind: 'member', id: from, field: '/from' });
  return [...taken].map((unitId) => ({ type: 'MemberAdmitted', data: { ...admission, unitId } }));
}

/** The members of the other bloc, which is another, and has those among them that are to be left out. */
function* mustHaveMembers(
  { blocId, from, without = [] }: AdmitMembersOf['data'],
  gathered: readonly Gathered[],
): Checks<readonly string[]> {
  if (from === blocId) yield* refuse('INVALID_INPUT', { field: '/from', why: 'ITSELF' });
  const other = gatheredOf(gathered, MEMBERS_OF_BLOC).find((one) => one.blocId === from);
  if (other === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'bloc', id: from, field: '/from' });
  for (const [nth, id] of without.entries()) {
    if (!other.members.includes(id)) {
      yield* refuse('UNKNOWN_REFERENCE', { kind: 'member', id, field: `/without/${nth}` });
    }
  }
  return other.members;
}

/** The unit itself, or who goes on with its work on that day: R40 where that is not one unit. */
function* mustGoOn(
  unitId: string,
  { gathered, on }: Readonly<{ gathered: readonly Gathered[]; on: PartialDate }>,
): Checks<string> {
  const way = new Set([unitId]);
  for (const one of way) {
    const unit = yield* mustBeKnown(gathered, one);
    const next = hasEndedBy(unit, on) ? nextAfter(unit) : [];
    if (next.length !== 1) {
      yield* mustBeActive(unit, on, gathered);
      return one;
    }
    for (const successor of next) way.add(successor);
  }
  return unitId;
}

/** The last day of membership is the day before: a unit admitted on the same day was never a member. */
export function* withdraw(command: WithdrawMember & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { data, gathered } = command;
  const { unitId, occurredOn } = data;
  const day = lastDayOf(occurredOn);
  const held = membershipOf(bloc, unitId);
  if (!isOpenBefore(held, day)) {
    const member = periodOn(held, dayBefore(day));
    if (member === undefined) yield notAMember(bloc, unitId, { day, gathered });
    else yield* hasLeft(unitId, member, gathered);
  }
  yield* mustSayWhy(command);
  return [{ type: 'MemberWithdrawn', data }];
}

function hasLeft(unitId: string, member: Period, gathered: readonly Gathered[]): Checks<never> {
  return refuse('ALREADY_EXISTS', {
    kind: 'membership',
    id: unitId,
    of: nameOfUnit(gathered, unitId),
    ...heldIn(member),
  });
}

/** The period that a refusal names, as far as it is known. */
function heldIn({ from, to }: Period): Facts {
  return defined({ since: from, until: to });
}

/** A unit that leads the bloc or holds its flag must be a member on that day. */
export function* mustBeMembers(bloc: Bloc, unitIds: readonly string[], then: Then): Checks {
  for (const unitId of new Set(unitIds)) {
    if (!isMemberOn(bloc, unitId, then.day)) yield notAMember(bloc, unitId, then);
  }
}

function notAMember(bloc: Bloc, unitId: string, { day, gathered }: Then): Breach {
  const unit = nameOfUnit(gathered, unitId);
  return breach('NOT_A_MEMBER', { unit, unitId, bloc: nameOn(bloc, day).vi, date: day });
}
