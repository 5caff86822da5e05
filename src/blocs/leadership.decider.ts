import {
  breach,
  mustSay,
  refuse,
  remark,
  type Breach,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import type { LocalDate } from '../kernel/instant.js';
import { mustFollow } from '../kernel/happened.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { nextAfter, unitAmong } from '../units/unit.standing.js';
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
import { type Deputy, dutiesOf, type Leadership, succeededIn } from './bloc.values.js';
import { mustBeMembers, type Then } from './membership.decider.js';

/** Records head, deputies and flag holder of a bloc that has no recorded leadership yet. */
export function* establishFirstLeadership(
  command: EstablishFirstLeadership & Circumstances,
  bloc: Bloc,
): Deciding<BlocEvent> {
  const { data, gathered } = command;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  yield* mustSay(command, data.head, { kind: 'head', field: '/head' });
  yield* mustBeMembers(bloc, [...leading(data), ...(data.flagHolder === undefined ? [] : [data.flagHolder])], then);
  if (bloc.duty.length > 0) {
    const of = nameOn(bloc, then.day).vi;
    yield* refuse('ALREADY_EXISTS', { kind: 'leadership', id: data.blocId, of });
  }
  yield* mustDiffer(dutiesOf(data), then);
  return [{ type: 'FirstLeadershipEstablished', data }];
}

/** Bàn giao nhiệm vụ trưởng khối: from the acting head, to whom a year elected or designated (R34). */
export function* handOverDuty(command: HandOverDuty & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { data, gathered } = command;
  const { to, forYear } = data;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  const { head, deputies, chosenOn } = leadershipDecided(gathered, forYear) ?? { deputies: [] };
  const led = { head: to, deputies };
  yield* mustBeMembers(bloc, leading(led), then);
  if (bloc.leadership.has(forYear))
    yield* refuse('ALREADY_EXISTS', { kind: 'leadership', id: forYear, ofYear: forYear });
  yield* mustDiffer(dutiesOf(led), then);
  const from = yield* mustSay(command, data.from, { kind: 'head', field: '/from' });
  const decidedIn = yield* mustSay(command, data.decidedIn, { kind: 'year', field: '/decidedIn' });
  if (from !== undefined && dutyInHand(bloc, then.day)?.head !== from) yield notTheHead(from, then);
  if (decidedIn !== undefined && head !== to) yield notTheHead(to, then);
  yield* mustFollow(command, chosenOn, data.occurredOn, 'HANDED_OVER');
  return [{ type: 'DutyHandedOver', data: { ...data, deputies } }];
}

/** Only its holder can hand over the rotating flag (Cờ luân lưu); who receives it is custom, not a rule (R35). */
export function* handOverFlag(command: HandOverFlag & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { data, gathered } = command;
  const { to, forYear } = data;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  yield* mustBeMembers(bloc, [to], then);
  const from = yield* mustSay(command, data.from, { kind: 'flag holder', field: '/from' });
  if (from !== undefined) yield* mustHoldFlag(bloc, from, then);
  const head = forYear === undefined ? nextHead(bloc, from, then.day) : headOf(bloc, forYear, then);
  const facts = { unit: nameOfUnit(gathered, to), unitId: to, ...defined({ year: forYear }) };
  if (head === undefined) yield remark('HEAD_UNKNOWN', 'R35', facts);
  else if (head !== to) yield remark('RECEIVER_NOT_ELECTED_HEAD', 'R35', { ...facts, head });
  return [{ type: 'RotatingFlagHandedOver', data }];
}

/** The successor of a head or deputy that was merged, divided or dissolved takes its place for the rest of the duty. */
export function* succeedDuty({ data, gathered }: SucceedDuty & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { from, to } = data;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  const mergedOn = yield* mustHaveMerged(from, to, then);
  yield* mustBeMembers(bloc, [to], then);
  const led = leadershipInDuty(bloc, then.day);
  const isLeading = leading(led).includes(from);
  yield* mustDiffer(isLeading ? dutiesOf(succeededIn(led, from, to)) : [...dutiesOf(led), { unitId: to }], then);
  if (!isLeading) yield notTheHead(from, then);
  return [{ type: 'DutySucceeded', data: { ...data, mergedOn } }];
}

/** A successor of the holder that ended holds the flag. */
export function* succeedFlag({ data, gathered }: SucceedFlag & Circumstances, bloc: Bloc): Deciding<BlocEvent> {
  const { from, to } = data;
  const then = { day: lastDayOf(data.occurredOn), gathered };
  const mergedOn = yield* mustHaveMerged(from, to, then);
  yield* mustBeMembers(bloc, [to], then);
  yield* mustHoldFlag(bloc, from, then);
  return [{ type: 'FlagSucceeded', data: { ...data, mergedOn } }];
}

/** R33: head and deputies are all different units, and no two deputies are the first or the second. */
function* mustDiffer(duties: readonly Deputy[], { gathered }: Then): Checks {
  const twice = duties.find(({ unitId, ordinal }, place) =>
    duties.slice(0, place).some((one) => one.unitId === unitId || (ordinal !== undefined && one.ordinal === ordinal)),
  );
  if (twice === undefined) return;
  const isSameUnit = duties.filter(({ unitId }) => unitId === twice.unitId).length > 1;
  yield* refuse('ROLE_CONFLICT', {
    ...{ unit: nameOfUnit(gathered, twice.unitId), unitId: twice.unitId },
    conflict: isSameUnit ? 'SAME_UNIT' : 'SAME_ORDER',
  });
}

function leading(led: Leadership): readonly string[] {
  return dutiesOf(led).map(({ unitId }) => unitId);
}

function notTheHead(unitId: string, { gathered }: Then): Breach {
  return breach('HANDOVER_NOT_ALLOWED', { unit: nameOfUnit(gathered, unitId), unitId });
}

function* mustHoldFlag(bloc: Bloc, unitId: string, { day, gathered }: Then): Checks {
  if (hasFlagInHand(bloc, unitId, day)) return;
  yield breach('NOT_FLAG_HOLDER', { unit: nameOfUnit(gathered, unitId), unitId });
}

/** The day on which `from` ended and left its work to `to`; otherwise there is no succession. */
function* mustHaveMerged(from: string, to: string, { day, gathered }: Then): Checks<LocalDate> {
  const unit = unitAmong(gathered, from);
  if (unit?.endedOn !== undefined && unit.endedOn <= day && nextAfter(unit).includes(to)) return unit.endedOn;
  return yield* refuse('UNKNOWN_REFERENCE', { kind: 'succession', id: from, into: to });
}

function headOf(bloc: Bloc, forYear: string, { gathered }: Then): string | undefined {
  return bloc.leadership.get(forYear)?.head ?? leadershipDecided(gathered, forYear)?.head;
}

/** The expected receiver of a flag without a year: the acting head, unless that is the giver. */
function nextHead(bloc: Bloc, giver: string | undefined, day: LocalDate): string | undefined {
  const acting = actingHeadOn(bloc, day);
  return acting === giver ? undefined : acting;
}

function leadershipInDuty(bloc: Bloc, day: LocalDate): Leadership {
  const duty = dutyInHand(bloc, day);
  return (duty && bloc.leadership.get(duty.forYear)) ?? { deputies: [] };
}
