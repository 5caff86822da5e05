import { breach, refuse, type Checks } from '../../kernel/decider.js';
import { ballotOf, type Ballot, type VotingState } from './voting.fold.js';

/** The ballot that a command is about, or that it cites. One that was found void takes nothing more and carries nothing (D41). */
export function* mustKnowBallot(voting: VotingState, ballotId: string): Checks<Ballot> {
  const ballot = yield* mustBeOnRecord(voting, ballotId);
  if (ballot.voided) yield breach('BALLOT_VOID', { ballotId, ground: ballot.voided.ground ?? '–' });
  return ballot;
}

export function* mustBeOnRecord(voting: VotingState, ballotId: string): Checks<Ballot> {
  return ballotOf(voting, ballotId) ?? (yield* refuse('UNKNOWN_REFERENCE', { kind: 'ballot', id: ballotId }));
}
