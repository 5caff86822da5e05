import { blocStream, type BlocEvent } from '../../src/blocs/bloc.events.js';
import type { Recorded } from '../../src/kernel/event.js';
import { BLOC } from '../support/mothers/seven-provinces.js';
import { must, type Properties } from './checking.js';
import type { Step } from './ledger.js';
import type { Life } from './lives.js';
import { membersOf, those, witnessed, type Witnessed, type YearFact } from './witnesses.js';

/** The decisions among these facts that carry nothing any more: ballots found void, assents that a member objected to. */
export function voidIn(facts: readonly YearFact[]): ReadonlySet<string> {
  return new Set(
    facts.flatMap((fact) => {
      if (fact.type === 'BallotVoided') return [fact.data.ballotId];
      return fact.type === 'ObjectionRecorded' ? [fact.data.assentId] : [];
    }),
  );
}

type Citing = Readonly<{ kind: string; ballotId?: string; assentId?: string }>;

function cited({ ballotId, assentId }: Citing): string {
  return ballotId ?? assentId ?? '';
}

/** Who holds which duty of 2025 by what these facts decided, the head as 0. */
function chosen(facts: readonly YearFact[]): ReadonlyMap<number, string> {
  const gone = voidIn(facts);
  const choices = facts.flatMap((fact) => {
    if (fact.type !== 'HeadElected' && fact.type !== 'DeputyElected' && fact.type !== 'HeadDesignated') return [];
    const { unitId } = fact.data;
    const isVoid = gone.has(restingOn(fact) ?? '');
    return unitId === undefined || isVoid ? [] : [['ordinal' in fact.data ? fact.data.ordinal : 0, unitId] as const];
  });
  return new Map(choices);
}

/** An act never rests on what was void by then. */
function restsOnNothingVoid(life: Life): void {
  for (const { fact, before } of witnessed(life)) {
    if (fact.metadata.mode.kind === 'CLAIM') continue;
    const on = restingOn(fact);
    must(on === undefined || !voidIn(before).has(on), `${fact.id} rests on ${on}, which is void`, life.log);
  }
}

/** The ballot or assent that a fact cites. */
export function restingOn(fact: YearFact): string | undefined {
  if (fact.type === 'RankingAgreed') return fact.data.decision;
  if (fact.type === 'TieBroken') return fact.data.ballotId;
  return 'basis' in fact.data && typeof fact.data.basis === 'object' ? cited(fact.data.basis) : undefined;
}

/** The duty is handed over to whom the year chose by then, by no decision that is void. */
function handedToTheChosen(life: Life): void {
  const bloc = (life.log as readonly Recorded<BlocEvent>[]).filter(({ stream }) => stream === blocStream(BLOC));
  const all = witnessed(life).map(({ fact }) => fact);
  for (const event of bloc) {
    if (event.type !== 'DutyHandedOver' || event.metadata.mode.kind === 'CLAIM') continue;
    const acts = all.filter(({ position, metadata }) => position < event.position && metadata.mode.kind === 'ACT');
    const { to } = event.data;
    must(chosen(acts).get(0) === to, `${event.id} hands over to ${to}, chosen is ${chosen(acts).get(0)}`, life.log);
  }
}

/** What is void stands in nobody's way: no act is refused because of it. */
function blocksNothing(life: Life): void {
  const acts = witnessed(life).filter(({ fact }) => fact.metadata.mode.kind === 'ACT');
  for (const { sent, now } of life.steps.filter(isRefusedAsSecond)) {
    const { data } = sent.command;
    const earlier = acts.filter(({ fact }) => fact.metadata.recordedAt < now);
    const duties = chosen(earlier.map(({ fact }) => fact));
    const { unitId = '' } = data as Readonly<{ unitId?: string }>;
    const holds = duties.has(0) || [...duties.values()].includes(unitId);
    must(holds || !isMember(earlier, unitId, data), `${unitId} is refused, and nobody leads 2025`, life.log);
  }
}

/** An act that would elect a head, and is told that there is one. */
function isRefusedAsSecond({ sent: { command, mode }, decision }: Step): boolean {
  const isRefused = !decision.accepted && decision.refusal.code === 'ROLE_CONFLICT';
  return command.type === 'ElectHead' && mode.kind === 'ACT' && isRefused;
}

function isMember(earlier: readonly Witnessed[], unitId: string, data: object): boolean {
  const copy = those(earlier, 'YearMembersUpdated').at(-1)?.fact.data ?? earlier.at(-1)?.copy;
  const { occurredOn } = data as YearFact['data'];
  return copy !== undefined && membersOf(copy, occurredOn.date as never).has(unitId);
}

export const NOTHING_VOID: Properties = {
  'no act rests on a decision that is void by then (D41)': restsOnNothingVoid,
  'the duty goes to whom a decision chose that is not void (D41)': handedToTheChosen,
  'what is void stands in no way of another head (D41)': blocksNothing,
};
