import { type Deputy, HEAD, type Leadership } from '../../blocs/bloc.values.js';
import type { Folds } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import { isVoid, type VotingYear } from '../voting/voting.fold.js';
import type { HeadElected, LeadershipEvent } from './leadership.events.js';
import type { ElectionBasis } from './leadership.values.js';

/** Who is to hold a duty, and by which decision of the year; by none where a superior or the turn settled it. */
type Appointment = Deputy & Readonly<{ on: PartialDate; basis?: ElectionBasis }>;

/** What this year decided about the leadership of one year (often the next). */
export type LeadershipDecision = Readonly<{
  nominatedHeads: readonly string[];
  nominatedDeputies: readonly string[];
  /** In the order in which they became known: of several for one duty the last stands that does not rest on a void decision. */
  appointed: readonly Appointment[];
}>;

/** By `forYear`. */
export type LeadershipState = Readonly<Record<string, LeadershipDecision>>;

export const noLeadership: LeadershipState = {};
const undecided: LeadershipDecision = { nominatedHeads: [], nominatedDeputies: [], appointed: [] };

export function decidedFor(leadership: LeadershipState, forYear: string): LeadershipDecision {
  return (Object.hasOwn(leadership, forYear) ? leadership[forYear] : undefined) ?? undecided;
}

/**
 * Head and deputies whom the year has elected or designated for `forYear` by now. Who was elected by a void decision was not elected: it
 * takes over nothing and stands in no other's way (D41).
 */
export function leadersDecided(year: LeadershipYear, forYear: string): Leadership {
  const duties = new Map(
    standing(year, forYear).map(({ ordinal, unitId }) => [ordinal ?? unitId, { unitId, ...defined({ ordinal }) }]),
  );
  return {
    ...defined({ head: duties.get(HEAD)?.unitId }),
    deputies: [...duties.values()]
      .filter(({ ordinal }) => ordinal !== HEAD)
      .sort((a, b) => (a.ordinal ?? Infinity) - (b.ordinal ?? Infinity) || 0),
  };
}

/** When the head of `forYear` was chosen. */
export function headChosenOn(year: LeadershipYear, forYear: string): PartialDate | undefined {
  return standing(year, forYear).findLast(({ ordinal }) => ordinal === HEAD)?.on;
}

function standing({ leadership, voting }: LeadershipYear, forYear: string): readonly Appointment[] {
  const { appointed } = decidedFor(leadership, forYear);
  return appointed.filter(({ basis }) => basis === undefined || !isVoid(voting, basis));
}

/** The parts of a year that a decision about its leadership reads. */
export type LeadershipYear = VotingYear & Readonly<{ leadership: LeadershipState }>;

export const leadershipFolds: Folds<LeadershipState, LeadershipEvent> = {
  HeadNominated: (leadership, { forYear, unitId }) =>
    decided(leadership, forYear, (known) => ({ ...known, nominatedHeads: [...known.nominatedHeads, unitId] })),
  DeputyNominated: (leadership, { forYear, unitId }) =>
    decided(leadership, forYear, (known) => ({ ...known, nominatedDeputies: [...known.nominatedDeputies, unitId] })),
  HeadElected: (leadership, data) => appointed(leadership, { ...data, ordinal: HEAD }),
  HeadDesignated: (leadership, data) => appointed(leadership, { ...data, ordinal: HEAD }),
  DeputyElected: appointed,
  DeputyDesignated: appointed,
};

type Appointing = Pick<HeadElected['data'], 'forYear' | 'unitId' | 'occurredOn'> &
  Readonly<{ ordinal?: number; basis?: ElectionBasis }>;

function appointed(leadership: LeadershipState, data: Appointing): LeadershipState {
  const { forYear, unitId, ordinal, basis, occurredOn: on } = data;
  if (unitId === undefined) return leadership;
  const appointment = { unitId, on, ...defined({ ordinal, basis }) };
  return decided(leadership, forYear, (known) => ({ ...known, appointed: [...known.appointed, appointment] }));
}

function decided(
  leadership: LeadershipState,
  forYear: string,
  change: (known: LeadershipDecision) => LeadershipDecision,
): LeadershipState {
  return { ...leadership, [forYear]: change(decidedFor(leadership, forYear)) };
}
