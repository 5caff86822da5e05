import type { Leadership } from '../../blocs/bloc.values.js';
import type { Folds } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import type { VotingYear } from '../voting/voting.fold.js';
import type {
  DeputyDesignated,
  DeputyElected,
  HeadDesignated,
  HeadElected,
  LeadershipEvent,
} from './leadership.events.js';

/** What this year decided about the leadership of one year (often the next). */
export type LeadershipDecision = Readonly<{
  nominatedHeads: readonly string[];
  nominatedDeputies: readonly string[];
  head?: string;
  /** By ordinal, from 1. */
  deputies: Readonly<Record<number, string>>;
}>;

/** By `forYear`. */
export type LeadershipState = Readonly<Record<string, LeadershipDecision>>;

export const noLeadership: LeadershipState = {};
const undecided: LeadershipDecision = { nominatedHeads: [], nominatedDeputies: [], deputies: {} };

export function decidedFor(leadership: LeadershipState, forYear: string): LeadershipDecision {
  return (Object.hasOwn(leadership, forYear) ? leadership[forYear] : undefined) ?? undecided;
}

/** Head and deputies whom the year has elected or designated for `forYear` by now. */
export function leadersDecided(leadership: LeadershipState, forYear: string): Leadership {
  const { head, deputies } = decidedFor(leadership, forYear);
  return {
    ...defined({ head }),
    deputies: Object.entries(deputies).map(([ordinal, unitId]) => ({ unitId, ordinal: Number(ordinal) })),
  };
}

/** The parts of a year that a decision about its leadership reads. */
export type LeadershipYear = VotingYear & Readonly<{ leadership: LeadershipState }>;

export const leadershipFolds: Folds<LeadershipState, LeadershipEvent> = {
  HeadNominated: (leadership, { forYear, unitId }) =>
    decided(leadership, forYear, (known) => ({ ...known, nominatedHeads: [...known.nominatedHeads, unitId] })),
  DeputyNominated: (leadership, { forYear, unitId }) =>
    decided(leadership, forYear, (known) => ({ ...known, nominatedDeputies: [...known.nominatedDeputies, unitId] })),
  HeadElected: withHead,
  HeadDesignated: withHead,
  DeputyElected: withDeputy,
  DeputyDesignated: withDeputy,
};

function withHead(leadership: LeadershipState, { forYear, unitId }: HeadElected['data'] | HeadDesignated['data']) {
  return decided(leadership, forYear, (known) => ({ ...known, ...defined({ head: unitId }) }));
}

function withDeputy(
  leadership: LeadershipState,
  { forYear, unitId, ordinal }: DeputyElected['data'] | DeputyDesignated['data'],
) {
  if (unitId === undefined) return leadership;
  return decided(leadership, forYear, (known) => ({ ...known, deputies: { ...known.deputies, [ordinal]: unitId } }));
}

function decided(
  leadership: LeadershipState,
  forYear: string,
  change: (known: LeadershipDecision) => LeadershipDecision,
): LeadershipState {
  return { ...leadership, [forYear]: change(decidedFor(leadership, forYear)) };
}
