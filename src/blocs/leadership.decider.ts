import {
  breach,
  refuse,
  remark,
  type Breach,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import type { LocalDate } from '../kernel/instant.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { unitAmong } from '../units/unit.standing.js';
import type {
  EstablishFirstLeadership,
  HandOverDuty,
  HandOverFlag,
  SucceedDuty,
  SucceedFlag,
} from './bloc.commands.js';
import type { BlocEvent } from './bloc.events.js';
import { actingHeadOn, dutyInHand, hasFlagInHand, type Bloc, nameOn } from './bloc.fold.js';
import { leadershipDecided, nameOfUnit } from './bloc.gathered.js';
import { mustBeMembers, type Then } from './membership.decider.js';

/** Records head, deputies and flag holder of a bloc that has no recorded leadership yet. */
export function* establishFirstLeadership(
  { data, gathered }: EstablishFirstLeadership & Circumstances,
  bloc: Bloc,
): Deciding<BlocEvent> {
  const { head, deputies, flagHolder } = data;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  yield* mustBeMembers(
    bloc,
    [head, ...deputies, flagHolder].filter((unitId) => unitId !== undefined),
    then,
  );
  if (bloc.duty.length > 0) {
    const of = nameOn(bloc, then.day).vi;
    yield* refuse('ALREADY_EXISTS', { kind: 'leadership', id: data.blocId, of });
  }
  yield* mustDiffer([head, ...deputies], then);
  return [{ type: 'FirstLeadershipEstablished', data }];
}

/** Bàn giao nhiệm vụ trưởng khối: from the acting head, to whom a year elected or designated (R34). */
export function* handOverDuty({ data, gathered }: HandOverDuty & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { from, to, forYear } = data;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  const { head, deputies } = leadershipDecided(gathered, forYear) ?? { deputies: [] };
  yield* mustBeMembers(bloc, [to, ...deputies], then);
  if (bloc.leadership.has(forYear))
    yield* refuse('ALREADY_EXISTS', { kind: 'leadership', id: forYear, ofYear: forYear });
  yield* mustDiffer([to, ...deputies], then);
  if (dutyInHand(bloc, then.day)?.head !== from) yield notTheHead(from, then);
  if (head !== to) yield notTheHead(to, then);
  return [{ type: 'DutyHandedOver', data: { ...data, deputies } }];
}

/** Only its holder can hand over the rotating flag (Cờ luân lưu); who receives it is custom, not a rule (R35). */
export function* handOverFlag({ data, gathered }: HandOverFlag & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { from, to, forYear } = data;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  yield* mustBeMembers(bloc, [to], then);
  yield* mustHoldFlag(bloc, from, then);
  const head = forYear === undefined ? nextHead(bloc, from, then.day) : headOf(bloc, forYear, then);
  const facts = { unit: nameOfUnit(gathered, to), unitId: to, ...defined({ year: forYear }) };
  if (head === undefined) yield remark('HEAD_UNKNOWN', 'R35', facts);
  else if (head !== to) yield remark('RECEIVER_NOT_ELECTED_HEAD', 'R35', { ...facts, head });
  return [{ type: 'RotatingFlagHandedOver', data }];
}

/** The successor of a merged head or deputy takes its place for the rest of the duty. */
export function* succeedDuty({ data, gathered }: SucceedDuty & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { from, to } = data;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  const mergedOn = yield* mustHaveMerged(from, to, then);
  yield* mustBeMembers(bloc, [to], then);
  const leading = leadersInDuty(bloc, then.day);
  yield* mustDiffer([to, ...leading.filter((unitId) => unitId !== from)], then);
  if (!leading.includes(from)) yield notTheHead(from, then);
  return [{ type: 'DutySucceeded', data: { ...data, mergedOn } }];
}

/** The successor of the merged holder holds the flag. */
export function* succeedFlag({ data, gathered }: SucceedFlag & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { from, to } = data;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  const mergedOn = yield* mustHaveMerged(from, to, then);
  yield* mustBeMembers(bloc, [to], then);
  yield* mustHoldFlag(bloc, from, then);
  return [{ type: 'FlagSucceeded', data: { ...data, mergedOn } }];
}

/** R33: head and deputies are all different units. */
function* mustDiffer(unitIds: readonly string[], { gathered }: Then): Checks {
  const twice = unitIds.find((unitId, place) => unitIds.indexOf(unitId) < place);
  if (twice !== undefined) yield* refuse('ROLE_CONFLICT', { unit: nameOfUnit(gathered, twice), unitId: twice });
}

function notTheHead(unitId: string, { gathered }: Then): Breach {
  return breach('HANDOVER_NOT_ALLOWED', { unit: nameOfUnit(gathered, unitId), unitId });
}

function* mustHoldFlag(bloc: Bloc, unitId: string, { day, gathered }: Then): Checks {
  if (hasFlagInHand(bloc, unitId, day)) return;
  yield breach('NOT_FLAG_HOLDER', { unit: nameOfUnit(gathered, unitId), unitId });
}

/** The day of the merger of `from` into `to`; without a merger there is no succession. */
function* mustHaveMerged(from: string, to: string, { day, gathered }: Then): Checks<LocalDate> {
  const { endedOn, successor } = unitAmong(gathered, from) ?? {};
  if (endedOn !== undefined && endedOn <= day && successor === to) return endedOn;
  return yield* refuse('UNKNOWN_REFERENCE', { kind: 'merger', id: from, into: to });
}

function headOf(bloc: Bloc, forYear: string, { gathered }: Then): string | undefined {
  return bloc.leadership.get(forYear)?.head ?? leadershipDecided(gathered, forYear)?.head;
}

/** The expected receiver of a flag without a year: the acting head, unless that is the giver. */
function nextHead(bloc: Bloc, giver: string, day: LocalDate): string | undefined {
  const acting = actingHeadOn(bloc, day);
  return acting === giver ? undefined : acting;
}

function leadersInDuty(bloc: Bloc, day: LocalDate): readonly string[] {
  const duty = dutyInHand(bloc, day);
  const led = duty === undefined ? undefined : bloc.leadership.get(duty.forYear);
  return led === undefined ? [] : [led.head, ...led.deputies];
}
