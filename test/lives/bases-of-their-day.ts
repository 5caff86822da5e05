import { blocStream, type BlocEvent } from '../../src/blocs/bloc.events.js';
import { membersOn } from '../../src/emulation-years/frame/frame.fold.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import type { RankingComputed } from '../../src/emulation-years/ranking/ranking.events.js';
import { subjectKey } from '../../src/emulation-years/scoring/subject.values.js';
import type { Histories } from '../../src/kernel/decider.js';
import type { OfType, Recorded } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { lastDayOf } from '../../src/kernel/partial-date.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { BLOC } from '../support/mothers/seven-provinces.js';
import { must, type Properties } from './checking.js';
import type { Step } from './ledger.js';
import type { Life } from './lives.js';
import { DAYS, UNITS, YEAR } from './turn.js';
import { isOnce, membersOf, sizeOf, those, witnessed, type Witnessed, type YearFact } from './witnesses.js';

/** Everything that one ranking says of its subjects. */
function subjectsOf({ groups, apart = [], unranked }: RankingComputed['data']): readonly string[] {
  const lists = [groups, ...apart.map((list) => list.groups)].flat();
  return [...lists.flatMap(({ subjects }) => subjects), ...unranked].map(subjectKey);
}

/** The lists of units and subjects that a fact holds, each of which is a roll. */
const ROLLS: { readonly [T in EmulationYearEvent['type']]?: (data: OfType<EmulationYearEvent, T>['data']) => Rolls } = {
  BallotOpened: ({ eligible, present = [] }) => [eligible, present],
  AssentRecorded: ({ present = [] }) => [present],
  RankingAgreed: ({ groups }) => [groups.flatMap(({ subjects }) => subjects).map(subjectKey)],
  CommendationProposed: ({ nominees }) => [nominees],
  RankingComputed: (data) => {
    const { sheets, exempt, departed = [] } = data;
    return [subjectsOf(data), sheets.map(subjectKey), [...exempt, ...departed].map(({ unitId }) => unitId)];
  },
};

type Rolls = readonly (readonly string[])[];

function rollsIn({ fact }: Witnessed): Rolls {
  const rolls = ROLLS[fact.type] as ((data: YearFact['data']) => Rolls) | undefined;
  return rolls?.(fact.data) ?? [];
}

function oncePerSubject(life: Life): void {
  for (const one of witnessed(life)) {
    for (const roll of rollsIn(one)) must(isOnce(roll), `${one.fact.id} names one twice: ${roll.join()}`, life.log);
  }
  for (const { before } of stepsOfYear(life)) {
    for (const day of DAYS) {
      const members = before.known === undefined ? [] : membersOn(before.known.frame, day as LocalDate);
      must(isOnce(members), `twice a member on ${day}: ${members.join()}`, life.log);
    }
  }
}

/** Who may vote, who was there, and how many all of them are: of the day of the vote, by the periods of the copy. */
function votesOfTheirDay(life: Life): void {
  const all = witnessed(life);
  for (const { fact, copy, day } of those(all, 'BallotOpened')) {
    must(isSame(fact.data.eligible, membersOf(copy, day)), `${fact.id}: not the members of ${day}`, life.log);
  }
  for (const { fact, copy, day } of [...those(all, 'BallotOpened'), ...those(all, 'AssentRecorded')]) {
    const { members = sizeOf(copy, day), present = [] } = fact.data;
    must(members === sizeOf(copy, day), `${fact.id}: not the size of ${day}`, life.log);
    must(isWithin(present, membersOf(copy, day)), `${fact.id}: present and no member`, life.log);
  }
}

/** Who is proposed here is a member on that day. */
function proposedOfTheirDay(life: Life): void {
  for (const { fact, copy, day } of those(witnessed(life), 'CommendationProposed')) {
    const isOf = fact.metadata.mode.kind === 'CLAIM' || isWithin(fact.data.nominees, membersOf(copy, day));
    must(isOf, `${fact.id}: proposed and no member`, life.log);
  }
}

/** Nothing is complete before every member of the day of the last signature has signed. */
function completeOfItsDay(life: Life): void {
  for (const { fact, copy, day, before } of those(witnessed(life), 'PledgeCompleted')) {
    const { version, signatures } = fact.data;
    if (fact.metadata.mode.kind === 'CLAIM' && signatures === undefined) continue;
    const facts: readonly Recorded[] = [...before];
    const signed = new Set(
      facts.flatMap(({ type, data }) =>
        type === 'PledgeSigned' && 'version' in data && data.version === version && 'unitId' in data
          ? [String(data.unitId)]
          : [],
      ),
    );
    must(isWithin([...membersOf(copy, day)], signed), `${fact.id}: complete without all`, life.log);
    must(signed.size >= sizeOf(copy, day), `${fact.id}: complete with ${signed.size}`, life.log);
  }
}

/** A ranking of the whole by an act: all members of its day but those exempt are in it, and nobody whom the period never had. */
function rankedOfTheirDay(life: Life): void {
  for (const { fact, copy, day, before } of those(witnessed(life), 'RankingComputed')) {
    const { scope, sheets } = fact.data;
    if (fact.metadata.mode.kind === 'CLAIM' || scopeKey(scope) !== '') continue;
    const ranked = sheets.map(({ unitId }) => unitId);
    const exempt = before.flatMap((known) => (known.type === 'UnitExempted' ? [known.data.unitId] : []));
    const missing = [...membersOf(copy, day)].filter(
      (unitId) => !ranked.includes(unitId) && !exempt.includes(unitId) && everDuring(copy, unitId, day),
    );
    must(missing.length === 0, `${fact.id}: members of ${day} are missing: ${missing.join()}`, life.log);
    for (const unitId of ranked)
      must(everDuring(copy, unitId, day), `${fact.id}: never of the year: ${unitId}`, life.log);
  }
}

/** A member on some day of the period 2024, and not only after the day of the fact. */
function everDuring({ members }: Witnessed['copy'], unitId: string, day: string): boolean {
  return members.some(
    ({ unitId: one, membership: { from = '0001-01-01', to = '9999-12-31' } }) =>
      one === unitId && from <= '2024-12-31' && to >= '2024-01-01' && from <= day,
  );
}

/** The copy of the members tells of each day of the period what the admissions and withdrawals of the bloc do. */
function copiedTruly(life: Life): void {
  const steps = stepsOfYear(life).filter(({ sent, decision }) => {
    return sent.command.type === 'UpdateYearMembers' && sent.mode.kind === 'ACT' && decision.accepted;
  });
  for (const { recorded } of steps) {
    const [updated] = recorded;
    if (updated?.type !== 'YearMembersUpdated') continue;
    const copy = updated.data as Witnessed['copy'];
    const before = life.log.slice(0, life.log.indexOf(updated));
    for (const day of DAYS.filter((one) => one.startsWith('2024'))) {
      const moved = UNITS.filter((unitId) => memberByMoves(before, unitId, day));
      must(isSame(moved, membersOf(copy, day as LocalDate)), `${updated.id}: other members on ${day}`, life.log);
    }
  }
}

/**
 * By the last admission or withdrawal that counts by that day, in the order of their days, whichever was recorded first: who leaves on the day
 * on which another stay begins leaves the one before it.
 */
function memberByMoves(before: readonly Recorded[], unitId: string, day: string): boolean {
  const moves = (before as readonly Recorded<BlocEvent>[]).flatMap((event) => {
    const isMove = event.type === 'MemberAdmitted' || event.type === 'MemberWithdrawn';
    if (event.stream !== blocStream(BLOC) || event.metadata.mode.kind === 'CLAIM' || !isMove) return [];
    const on = lastDayOf(event.data.occurredOn);
    return event.data.unitId === unitId && on <= day
      ? [`${on} ${event.type === 'MemberAdmitted' ? 'IN' : 'BEFORE'}`]
      : [];
  });
  return moves.toSorted().at(-1)?.endsWith('IN') === true;
}

type YearStep = Step & Readonly<{ before: Histories<EmulationYear | undefined> }>;

function stepsOfYear({ steps }: Life): readonly YearStep[] {
  return steps.filter((step): step is YearStep => step.request.stream === YEAR.stream);
}

function isSame(list: readonly string[], set: ReadonlySet<string>): boolean {
  return list.length === set.size && isWithin(list, set);
}

function isWithin(list: readonly string[], set: ReadonlySet<string>): boolean {
  return list.every((unitId) => set.has(unitId));
}

export const OF_THEIR_DAY: Properties = {
  'each subject stands once in every roll, base, ranking and list (D21)': oncePerSubject,
  'who votes, who is present and how many they are is of the day of the vote (D22)': votesOfTheirDay,
  'who is proposed is a member on the day of the proposal (R01)': proposedOfTheirDay,
  'a pledge is complete when all members of that day have signed (D22)': completeOfItsDay,
  'a ranking has the members of its day and nobody whom its period never had (D22)': rankedOfTheirDay,
  'the members of the year are on each day those whom the bloc admitted and did not withdraw (D22)': copiedTruly,
};
