import { mustSay, refuse, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { PEOPLES_KEYS, type Rulebook } from '../../rulebooks/rulebook.values.js';
import { mustKnowForms, rulebookFor } from '../frame/adopted-rulebook.js';
import { dayOf, membersOn } from '../frame/frame.fold.js';
import { mustBeBySessionEnd, mustSaySession } from '../sessions/known-session.js';
import { attendanceOf, mustAsk, mustBeReadyToVote, mustOfferMethod, rulesFor } from './questions.decider.js';
import type { OpenBallot } from './voting.commands.js';
import type { BallotOpened } from './voting.events.js';
import { ballotOf, type VotingYear } from './voting.fold.js';

/**
 * Opens a ballot (bỏ phiếu suy tôn, biểu quyết) and fixes all its terms, so that nothing about it can be argued later.
 * Refuses by R01, R17, R20, R22, R25, R46, R47 and, of a method that the rulebook does not offer or a session that is
 * over, R44. A source may not know the session, the way of voting or the terms.
 */
export function* openBallot(command: OpenBallot & Circumstances, year: VotingYear): Deciding<BallotOpened> {
  const { data } = command;
  const rulebook = yield* rulebookFor(command, year.frame);
  const session = yield* mustSaySession(command, year.sessions);
  const known = data.method === 'UNKNOWN' ? undefined : data.method;
  const method = yield* mustSay(command, known, { kind: 'method', field: '/method' });
  yield* mustSay(command, data.seats, { kind: 'seats', field: '/seats' });
  yield* mustAsk(command);
  yield* mustKnowForms(
    data.questions.flatMap(({ form }) => form ?? []),
    rulebook,
  );
  if (ballotOf(year.voting, data.ballotId)) yield* refuse('ALREADY_EXISTS', { kind: 'ballot', id: data.ballotId });

  const rules = rulesFor(data.purpose, rulebook);
  const attendance = attendanceOf(session, rules, year, command);
  yield* mustBeReadyToVote(data, attendance, rulebook, year);
  yield* mustBeBySessionEnd(command, session);
  yield* mustOfferMethod(method, rules, session);

  const eligible = membersOn(year.frame, dayOf(data));
  return [{ type: 'BallotOpened', data: { ...data, ...attendance, eligible, ...termsBy(rulebook, data) } }];
}

/** What the rulebook says of such a ballot, kept with it. */
function termsBy(rulebook: Rulebook | undefined, { purpose }: OpenBallot['data']) {
  const rules = rulesFor(purpose, rulebook);
  if (rulebook === undefined || rules === undefined) return {};
  const { threshold, quorum, writtenOpinions } = rules;
  const { selfVote, candidateTellers } = rulebook.voting;
  const tieKeys = PEOPLES_KEYS.filter((key) => rulebook.ranking.tieKeys.some((listed) => listed.key === key));
  return { threshold, quorum, writtenOpinions, selfVote, candidateTellers, tieKeys };
}
