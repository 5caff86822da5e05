import type { LeadershipEvent } from './leadership.events.js';

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

export function evolveLeadership(leadership: LeadershipState, event: LeadershipEvent): LeadershipState {
  const { forYear } = event.data;
  return { ...leadership, [forYear]: evolveDecision(decidedFor(leadership, forYear), event) };
}

function evolveDecision(known: LeadershipDecision, { type, data }: LeadershipEvent): LeadershipDecision {
  switch (type) {
    case 'HeadNominated':
      return { ...known, nominatedHeads: [...known.nominatedHeads, data.unitId] };
    case 'DeputyNominated':
      return { ...known, nominatedDeputies: [...known.nominatedDeputies, data.unitId] };
    case 'HeadElected':
    case 'HeadDesignated':
      return { ...known, head: data.unitId };
    case 'DeputyElected':
    case 'DeputyDesignated':
      return { ...known, deputies: { ...known.deputies, [data.ordinal]: data.unitId } };
  }
}
