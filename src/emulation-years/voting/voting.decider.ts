import type { Circumstances, Deciding } from '../../kernel/decider.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { recordAgreedList, recordObjection, recordUnanimousAssent } from './assent.decider.js';
import { openBallot } from './ballot.decider.js';
import { castVote, submitWrittenOpinion, withdrawFromBallot } from './casting.decider.js';
import { appointTellers, breakBallotTie, closeBallot } from './closing.decider.js';
import type { VotingCommand } from './voting.commands.js';
import type { VotingEvent } from './voting.events.js';

/** How the bloc decides: by ballot, by assent or by an agreed list. Failing is a result, refusing is not. */
export function decideVoting(command: VotingCommand & Circumstances, year: EmulationYear): Deciding<VotingEvent> {
  switch (command.type) {
    case 'OpenBallot':
      return openBallot(command, year);
    case 'CastVote':
      return castVote(command, year);
    case 'SubmitWrittenOpinion':
      return submitWrittenOpinion(command, year);
    case 'WithdrawFromBallot':
      return withdrawFromBallot(command, year);
    case 'AppointTellers':
      return appointTellers(command, year);
    case 'CloseBallot':
      return closeBallot(command, year);
    case 'BreakBallotTie':
      return breakBallotTie(command, year);
    case 'RecordUnanimousAssent':
      return recordUnanimousAssent(command, year);
    case 'RecordObjection':
      return recordObjection(command, year);
    case 'RecordAgreedList':
      return recordAgreedList(command, year);
  }
}
