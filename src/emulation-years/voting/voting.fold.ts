import { firstDayOf, type PartialDate } from '../../kernel/partial-date.js';
import type { AgreedListRecorded, AssentRecorded, BallotOpened, VotingEvent } from './voting.events.js';
import { tieBroken, type Answer, type QuestionTally, type Teller } from './voting.values.js';

/** A ballot with its terms and what was cast so far. Of a secret ballot no answer is ever known by unit. */
export type Ballot = Readonly<{
  terms: BallotOpened['data'];
  /** Open votes by unit. */
  votes: Readonly<Record<string, readonly Answer[]>>;
  /** Written opinions by unit; `undefined` answers are sealed. */
  written: Readonly<Record<string, readonly Answer[] | undefined>>;
  recused: readonly string[];
  tellers: readonly Teller[];
  closed: boolean;
  /** The latest day on which it was opened, voted on or closed. */
  latest: PartialDate;
  tally?: readonly QuestionTally[];
}>;

export type VotingState = Readonly<{
  ballots: Readonly<Record<string, Ballot>>;
  assents: Readonly<Record<string, AssentRecorded['data']>>;
  /** Units that objected, by assent id. */
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

export function evolveVoting(voting: VotingState, event: VotingEvent): VotingState {
  switch (event.type) {
    case 'BallotOpened':
      return withBallot(voting, {
        terms: event.data,
        votes: {},
        written: {},
        recused: [],
        tellers: [],
        closed: false,
        latest: event.data.occurredOn,
      });
    case 'AssentRecorded':
      return { ...voting, assents: { ...voting.assents, [event.data.assentId]: event.data } };
    case 'ObjectionRecorded': {
      const { assentId, unitId } = event.data;
      const known = objectionsTo(voting, assentId);
      return { ...voting, objections: { ...voting.objections, [assentId]: [...known, unitId] } };
    }
    case 'AgreedListRecorded':
      return { ...voting, lists: { ...voting.lists, [event.data.listId]: event.data } };
    case 'VoteCast':
    case 'WrittenOpinionReceived':
    case 'VoterRecused':
    case 'TellersAppointed':
    case 'BallotClosed':
    case 'VoteTallied':
    case 'BallotTieBroken': {
      const ballot = ballotOf(voting, event.data.ballotId);
      return ballot === undefined ? voting : withBallot(voting, evolveBallot(ballot, event));
    }
  }
}

type BallotEvent = Exclude<Extract<VotingEvent, { data: { ballotId: string } }>, { type: 'BallotOpened' }>;

function evolveBallot(ballot: Ballot, { type, data }: BallotEvent): Ballot {
  switch (type) {
    case 'VoteCast':
      return { ...ballot, ...latestOf(ballot, data), votes: { ...ballot.votes, [data.unitId]: data.answers } };
    case 'WrittenOpinionReceived':
      return { ...ballot, ...latestOf(ballot, data), written: { ...ballot.written, [data.unitId]: data.answers } };
    case 'VoterRecused':
      return { ...ballot, recused: [...ballot.recused, data.unitId] };
    case 'TellersAppointed':
      return { ...ballot, tellers: data.tellers };
    case 'BallotClosed':
      return { ...ballot, ...latestOf(ballot, data), closed: true };
    case 'VoteTallied':
      return { ...ballot, tally: data.questions };
    case 'BallotTieBroken':
      return { ...ballot, tally: tieBroken(ballot.tally ?? [], data.questionId, ballot.terms.seats) };
  }
}

function latestOf({ latest }: Ballot, { occurredOn }: BallotEvent['data']): Pick<Ballot, 'latest'> {
  return { latest: firstDayOf(occurredOn) > firstDayOf(latest) ? occurredOn : latest };
}

function withBallot(voting: VotingState, ballot: Ballot): VotingState {
  return { ...voting, ballots: { ...voting.ballots, [ballot.terms.ballotId]: ballot } };
}
