import {
  breach,
  mustSayWhy,
  refuse,
  type Breach,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../kernel/decider.js';
import type { LocalDate } from '../kernel/instant.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { isOpenBefore, isOverBefore } from '../kernel/periods.js';
import type { AdmitMember, WithdrawMember } from './bloc.commands.js';
import type { BlocEvent } from './bloc.events.js';
import { isMemberOn, membershipOf, nameOn, type Bloc } from './bloc.fold.js';
import { nameOfUnit } from './bloc.gathered.js';

/** The day of the command, and what was gathered for it. */
export type Then = Readonly<{ day: LocalDate }> & Pick<Circumstances, 'gathered'>;

export function* admit({ data, gathered }: AdmitMember & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  if (!isOverBefore(membershipOf(bloc, data.unitId), lastDayOf(data.occurredOn))) {
    const name = nameOfUnit(gathered, data.unitId);
    yield* refuse('ALREADY_EXISTS', { kind: 'member', id: data.unitId, name });
  }
  return [{ type: 'MemberAdmitted', data }];
}

/** The last day of membership is the day before: a unit admitted on the same day was never a member. */
export function* withdraw(command: WithdrawMember & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { data, gathered } = command;
  const day = lastDayOf(data.occurredOn);
  if (!isOpenBefore(membershipOf(bloc, data.unitId), day)) yield notAMember(bloc, data.unitId, { day, gathered });
  yield* mustSayWhy(command);
  return [{ type: 'MemberWithdrawn', data }];
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
