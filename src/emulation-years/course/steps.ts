import { STEPS, type Step } from '../../rulebooks/rulebook.values.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { standingProposals } from '../conferral/conferral.fold.js';
import type { BlocStanding } from '../../kernel/standing.js';
import type { LeadershipState } from '../leadership/leadership.fold.js';
import type { VotingState } from '../voting/voting.fold.js';

/** What is obligatory while no rulebook says otherwise (decision 20). */
const OBLIGATORY: readonly Step[] = ['SCORING', 'VOTE', 'AWARDS'];

/** Steps of the year's course (decision 20), each with how its record shows that it is done. */
const DONE: Record<Step, (year: EmulationYear, bloc: BlocStanding | undefined) => boolean> = {
  /** Every member has signed the content as it stands. */
  PLEDGE: ({ pledge }) => pledge.completed,
  /** There is a ranking by scores; one by assent or ballot stands where scoring is skipped (H3). */
  SCORING: ({ ranking }) => Object.values(ranking.standings).some(({ basis }) => basis === 'SCORES'),
  /** Commendations were decided, whatever came out: failing is a result. */
  VOTE: ({ voting }) => decidedOnCommendations(voting),
  PROPOSALS: ({ conferral }) => standingProposals(conferral).length > 0,
  AWARDS: ({ conferral }) => Object.keys(conferral.awards).length > 0,
  /** The conference (hội nghị tổng kết) was held to its end. */
  CONFERENCE: ({ sessions }) => Object.values(sessions).some(({ kind, closed }) => kind === 'CLOSING' && closed),
  ELECTION: ({ frame, leadership }) => electedFor(leadership, frame.year).length > 0,
  /** The bloc's stream knows the hand-over to whom this year elected. */
  HANDOVER: ({ frame, leadership }, bloc) =>
    electedFor(leadership, frame.year).some((forYear) => Object.hasOwn(bloc?.leadership ?? {}, forYear)),
};

/** The steps that are done, in their usual order. Whether the duty was handed over only the bloc's standing tells. */
export function doneSteps(year: EmulationYear, bloc?: BlocStanding): readonly Step[] {
  return STEPS.filter((step) => DONE[step](year, bloc));
}

/** Steps that keep the year from closing (R41): obligatory, not done, not skipped. */
export function openSteps({ frame }: EmulationYear, done: readonly Step[]): readonly Step[] {
  const obligatory = frame.rulebook?.content.obligatorySteps ?? OBLIGATORY;
  return STEPS.filter(
    (step) => obligatory.includes(step) && !done.includes(step) && !Object.hasOwn(frame.skipped, step),
  );
}

/** Whether the year goes without that step: it was skipped, and not done after all. */
export function isSkipped(year: EmulationYear, step: Exclude<Step, 'HANDOVER'>): boolean {
  return Object.hasOwn(year.frame.skipped, step) && !DONE[step](year, undefined);
}

function decidedOnCommendations({ ballots, assents, objections, lists }: VotingState): boolean {
  const counted = Object.values(ballots).some(({ terms, closed }) => terms.purpose === 'COMMENDATION' && closed);
  const assented = Object.values(assents).some(
    ({ purpose, assentId }) => purpose === 'COMMENDATION' && !Object.hasOwn(objections, assentId),
  );
  return counted || assented || Object.keys(lists).length > 0;
}

/** Other years whose head this year decided. */
function electedFor(leadership: LeadershipState, year: string): readonly string[] {
  return Object.entries(leadership).flatMap(([forYear, { head }]) =>
    head !== undefined && forYear !== year ? [forYear] : [],
  );
}
