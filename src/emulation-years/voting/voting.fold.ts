import type { Folds } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import { laterOf, type PartialDate } from '../../kernel/partial-date.js';
import type { Citing } from '../frame/cited-decision.values.js';
import type { Duty } from '../frame/frame.values.js';
import type { ScoringYear } from '../scoring/scoring.fold.js';
import type { AgreedListRecorded, AssentRecorded, BallotOpened, VotingEvent } from './voting.events.js';
import { tieBroken, type AnswerGiven, type QuestionTally, type Teller, type Voiding } from './voting.values.js';

/** A ballot with its terms and what was cast so far. Of a secret ballot no answer is ever known by unit. */
export type Ballot = Readonly<{
  terms: BallotOpened['data'];
  /** Open votes by unit. */
  votes: Readonly<Record<string, readonly AnswerGiven[]>>;
  /** Written opinions by unit; `undefined` answers are sealed. */
  written: Readonly<Record<string, readonly AnswerGiven[] | undefined>>;
  recused: readonly string[];
  tellers: readonly Teller[];
  closed: boolean;
  /** The latest day on which it was opened, voted on or closed. */
  latest: PartialDate;
  tally?: readonly QuestionTally[];
  /** Found void: it carries nothing. */
  voided?: Voiding;
}>;

export type VotingState = Readonly<{
  ballots: Readonly<Record<string, Ballot>>;
  assents: Readonly<Record<string, AssentRecorded['data']>>;
  /** Units that objected, as far as they are known, by assent id. */
  objections: Readonly<Record<string, readonly string[]>>;
  lists: Readonly<Record<string, AgreedListRecorded['data']>>;
}>;

export const noVotes: VotingState = { ballots: {}, assents: {}, objections: {}, lists: {} };

export function ballotOf({ ballots }: VotingState, ballotId: string): Ballot | undefined {
  return Object.hasOwn(ballots, ballotId) ? ballots[ballotId] : undefined;
}

/** The count of that question, once there is one. */
export function tallyOf({ tally }: Ballot, questionId: string): QuestionTally | undefined {
  return tally?.find((question) => question.questionId === questionId);
}

export function assentOf({ assents }: VotingState, assentId: string): AssentRecorded['data'] | undefined {
  return Object.hasOwn(assents, assentId) ? assents[assentId] : undefined;
}

export function listOf({ lists }: VotingState, listId: string): AgreedListRecorded['data'] | undefined {
  return Object.hasOwn(lists, listId) ? lists[listId] : undefined;
}

/** Units that objected to the assent. */
export function objectionsTo({ objections }: VotingState, assentId: string): readonly string[] {
  return (Object.hasOwn(objections, assentId) ? objections[assentId] : undefined) ?? [];
}

/** Whether a member objected, known or not. */
export function isOpposed({ objections }: VotingState, assentId: string): boolean {
  return Object.hasOwn(objections, assentId);
}

/** Whether what is cited carries nothing any more: a ballot found void, an assent that a member objected to (D41). */
export function isVoid(voting: VotingState, { kind, ballotId = '', assentId = '' }: Citing): boolean {
  if (kind === 'BALLOT') return ballotOf(voting, ballotId)?.voided !== undefined;
  return kind === 'ASSENT' && isOpposed(voting, assentId);
}

/** As much of the leadership as an election must know: who was nominated for which year. */
type Nominations = Readonly<
  Record<string, Readonly<{ nominatedHeads: readonly string[]; nominatedDeputies: readonly string[] }>>
>;

/** The parts of a year that a vote reads. */
export type VotingYear = ScoringYear & Readonly<{ voting: VotingState; leadership: Nominations }>;

/** Who was nominated for that duty of that year. */
export function nomineesFor(nominations: Nominations, duty: Duty, forYear: string): readonly string[] {
  const known = Object.hasOwn(nominations, forYear) ? nominations[forYear] : undefined;
  return (duty === 'HEAD' ? known?.nominatedHeads : known?.nominatedDeputies) ?? [];
}

export const votingFolds: Folds<VotingState, VotingEvent> = {
  BallotOpened: (voting, terms) =>
    withBallot(voting, {
      terms,
      votes: {},
      written: {},
      recused: [],
      tellers: [],
      closed: false,
      latest: terms.occurredOn,
    }),
  VoteCast: changing((ballot, data) => ({
    ...ballot,
    latest: laterOf(ballot.latest, data.occurredOn),
    votes: { ...ballot.votes, [data.unitId]: data.answers },
  })),
  WrittenOpinionReceived: changing((ballot, data) => ({
    ...ballot,
    latest: laterOf(ballot.latest, data.occurredOn),
    written: { ...ballot.written, [data.unitId]: data.answers },
  })),
  VoterRecused: changing((ballot, { unitId }) => ({ ...ballot, recused: [...ballot.recused, unitId] })),
  TellersAppointed: changing((ballot, { tellers }) => ({ ...ballot, tellers })),
  BallotClosed: changing((ballot, { occurredOn }) => ({
    ...ballot,
    latest: laterOf(ballot.latest, occurredOn),
    closed: true,
  })),
  VoteTallied: changing((ballot, { questions }) => ({ ...ballot, tally: questions })),
  BallotTieBroken: changing((ballot, { questionId }) => ({
    ...ballot,
    tally: tieBroken(ballot.tally ?? [], questionId, ballot.terms.seats),
  })),
  BallotVoided: changing((ballot, { ground, document }) => ({ ...ballot, voided: defined({ ground, document }) })),
  AssentRecorded: (voting, assent) => ({ ...voting, assents: { ...voting.assents, [assent.assentId]: assent } }),
  ObjectionRecorded: (voting, { assentId, unitId }) => ({
    ...voting,
    objections: {
      ...voting.objections,
      [assentId]: [...objectionsTo(voting, assentId), ...(unitId === undefined ? [] : [unitId])],
    },
  }),
  AgreedListRecorded: (voting, list) => ({ ...voting, lists: { ...voting.lists, [list.listId]: list } }),
};

/** A fold of the ballot that the fact names; of a ballot that was not opened nothing is kept. */
function changing<Data extends Readonly<{ ballotId: string }>>(
  change: (ballot: Ballot, data: Data) => Ballot,
): (voting: VotingState, data: Data) => VotingState {
  return (voting, data) => {
    const ballot = ballotOf(voting, data.ballotId);
    return ballot === undefined ? voting : withBallot(voting, change(ballot, data));
  };
}

function withBallot(voting: VotingState, ballot: Ballot): VotingState {
  return { ...voting, ballots: { ...voting.ballots, [ballot.terms.ballotId]: ballot } };
}
