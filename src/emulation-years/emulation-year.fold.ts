import { histories, type Fact } from '../kernel/decider.js';
import { foldBy, type Folds } from '../kernel/decisions.js';
import { conferralFolds, nothingConferred, type ConferralState } from './conferral/conferral.fold.js';
import { evolveSteps, TYPES_OF_STEPS } from './course/steps.fold.js';
import type { EmulationYearEvent } from './emulation-year.events.js';
import { frameFolds, openedFrame, type YearFrame } from './frame/frame.fold.js';
import { NOTHING_DONE, type StepsOnRecord } from './frame/steps.values.js';
import { leadershipFolds, noLeadership, type LeadershipState } from './leadership/leadership.fold.js';
import { pledgeFolds, noPledge, type PledgeState } from './pledge/pledge.fold.js';
import { rankingFolds, noRanking, type RankingState } from './ranking/ranking.fold.js';
import { scoringFolds, noScores, type ScoringState } from './scoring/scoring.fold.js';
import { sessionFolds, noSessions, type SessionsState } from './sessions/session.fold.js';
import { votingFolds, noVotes, type VotingState } from './voting/voting.fold.js';

/** One bloc's year (năm thi đua) as its decisions see it: the frame and a part for each activity. */
export type EmulationYear = Readonly<{
  frame: YearFrame;
  pledge: PledgeState;
  scoring: ScoringState;
  ranking: RankingState;
  sessions: SessionsState;
  voting: VotingState;
  leadership: LeadershipState;
  conferral: ConferralState;
  /** What all of them say about the steps of the course. */
  steps: StepsOnRecord;
}>;

/** `undefined` until the year is opened. */
function evolve(year: EmulationYear | undefined, fact: Fact<EmulationYearEvent>): EmulationYear | undefined {
  if (year !== undefined) return { ...foldBy(FOLDS, year, fact), steps: evolveSteps(year.steps, fact) };
  return fact.type === 'EmulationYearOpened' ? opened(openedFrame(fact.data)) : undefined;
}

/**
 * What decides nothing in a year: its fold takes no data, and it does no step. It is recorded, shown and proved, and may be long;
 * `read-in-part.spec.ts` holds that nothing is read of it, and of all others something.
 */
const PASSED_OVER = Object.entries({
  ...frameFolds,
  ...pledgeFolds,
  ...sessionFolds,
  ...scoringFolds,
  ...votingFolds,
  ...rankingFolds,
  ...leadershipFolds,
  ...conferralFolds,
})
  .filter(([type, fold]) => fold.length < 2 && !TYPES_OF_STEPS.includes(type))
  .map(([type]) => type as EmulationYearEvent['type']);

/** How the stream of a year is folded, for its own decisions and for those that gather it. */
export const yearHistories = histories<EmulationYear | undefined, EmulationYearEvent>({
  initial: undefined,
  passesOver: PASSED_OVER,
  evolve,
});

function opened(frame: YearFrame): EmulationYear {
  return {
    frame,
    pledge: noPledge,
    scoring: noScores,
    ranking: noRanking,
    sessions: noSessions,
    voting: noVotes,
    leadership: noLeadership,
    conferral: nothingConferred,
    steps: NOTHING_DONE,
  };
}

/** Each fact changes the one part it belongs to. */
const FOLDS: Folds<EmulationYear, EmulationYearEvent> = {
  ...inPart('frame', frameFolds),
  ...inPart('pledge', pledgeFolds),
  ...inPart('sessions', sessionFolds),
  ...inPart('scoring', scoringFolds),
  ...inPart('voting', votingFolds),
  ...inPart('ranking', rankingFolds),
  ...inPart('leadership', leadershipFolds),
  ...inPart('conferral', conferralFolds),
};

/** The types of events that its stream holds. */
export const YEAR_EVENTS = Object.keys(FOLDS);

/** The folds of a part as folds of the whole year. */
function inPart<Part extends keyof EmulationYear, E extends EmulationYearEvent>(
  part: Part,
  folds: Folds<EmulationYear[Part], E>,
): Folds<EmulationYear, E> {
  type OfPart = (state: EmulationYear[Part], data: never, revision: number) => EmulationYear[Part];
  const entries = Object.entries<OfPart>(folds).map(([type, fold]) => {
    return [
      type,
      (year: EmulationYear, data: never, revision: number) => ({ ...year, [part]: fold(year[part], data, revision) }),
    ];
  });
  return Object.fromEntries(entries) as Folds<EmulationYear, E>;
}
