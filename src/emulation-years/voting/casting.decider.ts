import { memberNamed } from '../frame/frame.fold.js';
import {
  breach,
  mustSay,
  mustSayWhy,
  refuse,
  remark,
  type Breach,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../../kernel/decider.js';
import type { Gathered } from '../../kernel/event.js';
import type { Person } from '../../kernel/party.js';
import { nameFolded } from '../../kernel/text.js';
import { mustBeInOrder } from '../../kernel/happened.js';
import { unitFacts } from '../frame/membership.js';
import { mustBeBySessionEnd } from '../sessions/known-session.js';
import { isGuest, sessionOf, speakersFor, type Session, type SessionsState } from '../sessions/session.fold.js';
import { isChoice } from './tally.js';
import { mustKnowBallot } from './known-ballot.js';
import type { CastVote, SubmitWrittenOpinion, WithdrawFromBallot } from './voting.commands.js';
import type { VoteCast, VoterRecused, WrittenOpinionReceived } from './voting.events.js';
import type { Ballot, VotingYear } from './voting.fold.js';
import type { AnswerGiven } from './voting.values.js';

/**
 * A member raises its hand (biểu quyết giơ tay), by name. It must be in the hall, since the count of hands has to agree
 * with the count of those present (R49); an absent unit writes. Refuses by R19, R18, R21, R22, R46 (before the ballot
 * was opened), D43 (another than who attends for the unit), and of a secret ballot R44.
 */
export function* castVote(command: CastVote & Circumstances, year: VotingYear): Deciding<VoteCast> {
  const { data, gathered } = command;
  const ballot = yield* mustKnowBallot(year.voting, data.ballotId);
  const { sessionId, method, occurredOn: openedOn } = ballot.terms;
  const session = sessionId === undefined ? undefined : sessionOf(year.sessions, sessionId);
  const voter = yield* mustSay(command, data.voter, { kind: 'voter', field: '/voter' });
  if (voter !== undefined && isGuest(session, voter.name)) yield breach('GUEST_CANNOT_VOTE', { person: voter.name });
  yield* mustBeEligible(ballot, data.unitId, year, gathered);
  if (presentAt(ballot, year.sessions)?.includes(data.unitId) === false) yield notEligible(data.unitId, year, gathered);
  if (ballot.closed) yield breach('BALLOT_CLOSED');
  yield* mustVoteOnce(ballot, data.unitId, year);
  yield* mustSpeakFor(data.unitId, voter, session, year.frame);
  yield* mustAnswerEach(ballot, data, year);
  yield* mustBeInOrder(openedOn, data.occurredOn, 'VOTE');
  yield* mustBeBySessionEnd(command, session);
  if (method !== 'SHOW_OF_HANDS') yield* refuseNames();
  return [{ type: 'VoteCast', data }];
}

/**
 * An absent member writes (ý kiến bằng văn bản): by name in an open vote, as a sealed envelope in a secret one.
 * Refuses by R18, R24 (also after the close), R22 and R46: before the ballot is opened there is no question to answer.
 */
export function* submitWrittenOpinion(
  command: SubmitWrittenOpinion & Circumstances,
  year: VotingYear,
): Deciding<WrittenOpinionReceived> {
  const { data, gathered } = command;
  const ballot = yield* mustKnowBallot(year.voting, data.ballotId);
  const { unitId, answers } = data;
  const sealed = ballot.terms.method !== 'SHOW_OF_HANDS';
  if (sealed && answers !== undefined) yield* refuseNames();
  yield* mustBeEligible(ballot, unitId, year, gathered);
  yield* mustBeFreeToWrite(ballot, unitId, year);
  yield* mustVoteOnce(ballot, unitId, year);
  if (!sealed) yield* mustAnswerEach(ballot, { unitId, answers: answers ?? [] }, year);
  yield* mustBeInOrder(ballot.terms.occurredOn, data.occurredOn, 'VOTE');
  return [{ type: 'WrittenOpinionReceived', data }];
}

/**
 * A member steps back from a ballot because of a conflict of interest; it may have said so before the opening. The base
 * stays (D16). Refuses by R18 and R21.
 */
export function* withdrawFromBallot(
  command: WithdrawFromBallot & Circumstances,
  year: VotingYear,
): Deciding<VoterRecused> {
  const { data, gathered } = command;
  const ballot = yield* mustKnowBallot(year.voting, data.ballotId);
  if (ballot.recused.includes(data.unitId)) {
    const of = memberNamed(year.frame, data.unitId, gathered);
    yield* refuse('ALREADY_EXISTS', { kind: 'recusal', id: data.unitId, of });
  }
  yield* mustBeEligible(ballot, data.unitId, year, gathered);
  if (ballot.closed) yield breach('BALLOT_CLOSED');
  yield* mustVoteOnce(ballot, data.unitId, year);
  yield* mustSayWhy(command);
  return [{ type: 'VoterRecused', data }];
}

/**
 * Members in the hall for this ballot: those there when it was opened and those who came later, but for who had already
 * sent a written opinion, since a unit takes part once. Unknown where a source says nothing about who came.
 */
export function presentAt({ terms, written }: Ballot, sessions: SessionsState): readonly string[] | undefined {
  const { sessionId, present } = terms;
  const arrived = sessionId === undefined ? undefined : sessionOf(sessions, sessionId)?.present;
  if (present === undefined && (arrived === undefined || arrived.size === 0)) return undefined;
  return terms.eligible.filter(
    (unitId) =>
      !Object.hasOwn(written, unitId) && (present?.includes(unitId) === true || arrived?.has(unitId) === true),
  );
}

/** R18: only members of that day vote, and only who has not stepped back. */
function* mustBeEligible(
  { terms, recused }: Ballot,
  unitId: string,
  year: VotingYear,
  gathered: readonly Gathered[],
): Checks {
  if (!terms.eligible.includes(unitId) || recused.includes(unitId)) yield notEligible(unitId, year, gathered);
}

function notEligible(unitId: string, { frame }: VotingYear, gathered: readonly Gathered[]): Breach {
  return breach('NOT_ELIGIBLE', unitFacts(frame, unitId, gathered));
}

/** D43: who attends the session for that unit votes and objects for it. Where none is known by name, nothing is held against a name. */
export function* mustSpeakFor(
  unitId: string,
  person: Person | undefined,
  session: Session | undefined,
  frame: VotingYear['frame'],
): Checks {
  const speakers = speakersFor(session, unitId);
  if (person === undefined || speakers.length === 0) return;
  if (speakers.some((name) => nameFolded(name) === nameFolded(person.name))) return;
  yield breach('NOT_ITS_SPEAKER', { person: person.name, ...unitFacts(frame, unitId), speakers });
}

/** R24: as the rulebook allows, from who is absent, before the close. */
function* mustBeFreeToWrite(ballot: Ballot, unitId: string, { sessions }: VotingYear): Checks {
  const present = presentAt(ballot, sessions)?.includes(unitId) === true;
  if (ballot.terms.writtenOpinions === 'FORBIDDEN' || present || ballot.closed) yield breach('WRITTEN_NOT_ALLOWED');
}

/** R18: once, by hand or in writing. */
function* mustVoteOnce({ votes, written }: Ballot, unitId: string, { frame }: VotingYear): Checks {
  if (Object.hasOwn(votes, unitId) || Object.hasOwn(written, unitId)) {
    yield* refuse('ALREADY_VOTED', unitFacts(frame, unitId));
  }
}

type Answered = Readonly<{ unitId: string; answers: readonly AnswerGiven[] }>;

/**
 * R22: one answer to each question. To choose a head, a deputy or an order is to choose: no more FOR than seats. To
 * commend is to judge each by itself; where more pass than there are seats, the highest counts take them.
 */
function* mustAnswerEach({ terms }: Ballot, { unitId, answers }: Answered, year: VotingYear): Checks {
  const asked = terms.questions.map(({ questionId }) => questionId);
  const answered = answers.map(({ questionId }) => questionId);
  for (const questionId of new Set([...answered, ...asked])) {
    const once = answered.filter((id) => id === questionId).length === 1;
    if (once && asked.includes(questionId)) continue;
    const place = answered.lastIndexOf(questionId);
    if (place === -1) yield breach('INVALID_CHOICE', { choice: '–', field: '/answers', allowed: [questionId] });
    else yield breach('INVALID_CHOICE', { choice: questionId, field: `/answers/${place}/questionId`, allowed: asked });
  }
  const chosen = answers.filter(({ choice }) => choice === 'FOR').length;
  if (terms.seats !== undefined && isChoice(terms.purpose) && chosen > terms.seats) {
    yield breach('INVALID_CHOICE', {
      choice: `${chosen}/${terms.seats}`,
      field: '/answers',
      allowed: [`FOR: 0..${terms.seats}`],
    });
  }
  yield* mustJudgeOthers(terms, { unitId, answers }, year);
}

/** D3: a unit may vote on itself, shown as a conflict of interest; where the rulebook forbids it, it leaves itself blank. */
function* mustJudgeOthers(
  { questions, selfVote }: Ballot['terms'],
  { unitId, answers }: Answered,
  { frame }: VotingYear,
): Checks {
  const about = questions.filter((question) => question.unitId === unitId).map(({ questionId }) => questionId);
  const place = answers.findIndex(({ questionId, choice }) => about.includes(questionId) && choice !== 'BLANK');
  const own = answers[place];
  if (own === undefined) return;
  if (selfVote === 'FORBIDDEN') {
    yield breach('INVALID_CHOICE', { choice: own.questionId, field: `/answers/${place}/choice`, allowed: ['BLANK'] });
  } else {
    yield remark('CONFLICT_OF_INTEREST', 'D3', unitFacts(frame, unitId));
  }
}

/** Nothing may ever join a unit to its choice in a ballot that was secret, or may have been. The breach refuses an act; of a claim it would only warn. */
function* refuseNames(): Checks<never> {
  yield breach('INVALID_TRANSITION', { step: 'SECRET_PAPER' });
  return yield* refuse('INVALID_INPUT', { field: '/answers', why: 'SECRET' });
}
