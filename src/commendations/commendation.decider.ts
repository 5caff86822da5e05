import { decider, refuse, type Circumstances, type Deciding } from '../kernel/decider.js';
import { decideBy } from '../kernel/decisions.js';
import { mustHaveHappened } from '../kernel/happened.js';
import { mustBeEntitled } from './acting.js';
import type { CommendationCommand } from './commendation.commands.js';
import { commendationDecisions, decisionsInRecord } from './commendation.decisions.js';
import type { CommendationEvent } from './commendation.events.js';
import { commendationHistories, type Commendation } from './commendation.fold.js';

/** Decides on the stream of a commendation what becomes of a proposal, or of an award that is known otherwise. */
export const commendationDecider = decider<CommendationCommand, Commendation | undefined, CommendationEvent>({
  fold: commendationHistories,
  decide: decideCommand,
});

/** The order of checks: who may, when, whether there is such a commendation; then the rules of the command. */
function* decideCommand(
  command: CommendationCommand & Circumstances,
  one: Commendation | undefined,
): Deciding<CommendationEvent> {
  yield* mustBeEntitled(command, one);
  yield* mustHaveHappened(command.data.occurredOn, command.now);
  if (command.type === 'TakeUpProposal' || command.type === 'RegisterCommendation')
    return yield* decideBy(commendationDecisions, command, one);
  if (one === undefined)
    return yield* refuse('UNKNOWN_REFERENCE', { kind: 'commendation', id: command.data.commendationId });
  return yield* decideBy(decisionsInRecord, command, one);
}
