import { refuse, type Checks } from '../../kernel/decider.js';
import { ballotOf, type Ballot, type VotingState } from './voting.fold.js';

/** The ballot that a command is about, or that it cites. */
export function* mustKnowBallot(voting: VotingState, ballotId: string): Checks<Ballot> {
  return ballotOf(voting, ballotId) ?? (yield* refuse('UNKNOWN_REFERENCE', { kind: 'ballot', id: ballotId }));
}
