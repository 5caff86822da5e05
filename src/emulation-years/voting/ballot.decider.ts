import { refuse, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { mustKnowForms, mustHaveRulebook } from '../frame/adopted-rulebook.js';
import { dayOf, membersOn } from '../frame/frame.fold.js';
import { mustKnowSession } from '../sessions/known-session.js';
import { attendanceOf, mustBeReadyToVote, mustOfferMethod, rulesFor } from './questions.decider.js';
import type { OpenBallot } from './voting.commands.js';
import type { BallotOpened } from './voting.events.js';
import { ballotOf, type VotingYear } from './voting.fold.js';

/**
 * Opens a ballot (bỏ phiếu suy tôn, biểu quyết) and fixes all its terms, so that nothing about it can be argued later.
 * Refuses by R01, R17, R20, R22, R25, R46, R47 and, of a method that the rulebook does not offer or a session that is
 * over, R44.
 */
export function* openBallot(command: OpenBallot & Circumstances, year: VotingYear): Deciding<BallotOpened> {
  const { data } = command;
  const rulebook = (yield* mustHaveRulebook(year.frame)).content;
  const session = yield* mustKnowSession(year.sessions, data.sessionId);
  yield* mustKnowForms(
    data.questions.flatMap(({ form }) => form ?? []),
    rulebook,
  );
  if (ballotOf(year.voting, data.ballotId)) yield* refuse('ALREADY_EXISTS', { kind: 'ballot', id: data.ballotId });

  const rules = rulesFor(data.purpose, rulebook);
  const attendance = attendanceOf(session, rules.quorum, year, data);
  yield* mustBeReadyToVote(data, attendance, rulebook, year);
  yield* mustOfferMethod(data.method, rules, session);

  const { threshold, quorum, writtenOpinions } = rules;
  const eligible = membersOn(year.frame, dayOf(data));
  return [{ type: 'BallotOpened', data: { ...data, ...attendance, eligible, threshold, quorum, writtenOpinions } }];
}
