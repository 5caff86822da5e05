import type { Decisions } from '../../kernel/decisions.js';
import { recordAgreedList, recordObjection, recordUnanimousAssent } from './assent.decider.js';
import { openBallot } from './ballot.decider.js';
import { castVote, submitWrittenOpinion, withdrawFromBallot } from './casting.decider.js';
import { breakBallotTie, closeBallot } from './closing.decider.js';
import { appointTellers } from './tellers.decider.js';
import { voidBallot } from './voiding.decider.js';
import type { VotingCommand } from './voting.commands.js';
import type { VotingEvent } from './voting.events.js';
import type { VotingYear } from './voting.fold.js';

/** How the bloc decides: by ballot, by assent or by an agreed list. Failing is a result, refusing is not. */
export const votingDecisions: Decisions<VotingCommand, VotingYear, VotingEvent> = {
  OpenBallot: { actor: 'HEAD', decide: openBallot },
  AppointTellers: { actor: 'HEAD', decide: appointTellers },
  CloseBallot: { actor: 'HEAD', decide: closeBallot },
  BreakBallotTie: { actor: 'HEAD', decide: breakBallotTie },
  VoidBallot: { actor: 'COUNCIL_OR_HEAD', decide: voidBallot },
  RecordUnanimousAssent: { actor: 'HEAD', decide: recordUnanimousAssent },
  RecordAgreedList: { actor: 'HEAD', decide: recordAgreedList },
  CastVote: { actor: 'UNIT', decide: castVote },
  SubmitWrittenOpinion: { actor: 'UNIT', decide: submitWrittenOpinion },
  WithdrawFromBallot: { actor: 'UNIT', decide: withdrawFromBallot },
  RecordObjection: { actor: 'UNIT', decide: recordObjection },
};
