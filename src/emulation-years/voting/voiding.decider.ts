import { mustSay, refuse, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { mustBeInOrder } from '../../kernel/happened.js';
import { isSaid } from '../../kernel/text.js';
import { mustBeDocumented } from '../../kernel/cited-document.js';
import { mustBeOnRecord } from './known-ballot.js';
import type { VoidBallot } from './voting.commands.js';
import type { BallotVoided } from './voting.events.js';
import type { VotingYear } from './voting.fold.js';

/**
 * Hủy kết quả bỏ phiếu: a ballot is found void, open or counted, and what rests on it is void with it (D41): it hands over nothing, blocks
 * nothing and can be decided anew. An act says the ground and cites the decision with number and date (R38). It may follow
 * the close of the year, as corrections do. Refuses by R46 what is dated before the ballot was opened.
 */
export function* voidBallot(command: VoidBallot & Circumstances, { voting }: VotingYear): Deciding<BallotVoided> {
  const { data } = command;
  const ballot = yield* mustBeOnRecord(voting, data.ballotId);
  yield* mustSay(command, isSaid(data.ground) ? data.ground : undefined, { kind: 'voiding', field: '/ground' });
  if (ballot.voided) yield* refuse('ALREADY_EXISTS', { kind: 'voiding', id: data.ballotId });
  yield* mustBeInOrder(ballot.terms.occurredOn, data.occurredOn, 'VOIDING');
  yield* mustBeDocumented(data.document);
  return [{ type: 'BallotVoided', data }];
}
