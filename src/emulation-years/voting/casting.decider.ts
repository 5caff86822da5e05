import {
  breach,
  refuse,
  remark,
  type Breach,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../../kernel/decider.js';
import type { Gathered } from '../../kernel/event.js';
import { inOrder } from '../../kernel/happened.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { named } from '../scoring/scored-units.js';
import { isGuest, sessionOf, type SessionsState } from '../sessions/session.fold.js';
import type { CastVote, SubmitWrittenOpinion, WithdrawFromBallot } from './voting.commands.js';
import type { VoteCast, VoterRecused, WrittenOpinionReceived } from './voting.events.js';
import type { Answer } from './voting.values.js';
import { ballotOf, type Ballot } from './voting.fold.js';

/**
 * A member raises its hand (biểu quyết giơ tay), by name. It must be in the hall, since the count of hands has to agree
 * with the count of those present (R49); whoever is absent writes. Refuses by R19, R18, R21, R22, R46 (before the ballot
 * was opened), and of a secret ballot R44.
 */
export function* castVote(command: CastVote & Circumstances, year: EmulationYear): Deciding<VoteCast> {
  const { data, gathered } = command;
  const ballot = ballotOf(year.voting, data.ballotId);
  if (ballot === undefined) return yield* noBallot(data.ballotId);
  const { sessionId, method, occurredOn: openedOn } = ballot.terms;
  if (isGuest(sessionOf(year.sessions, sessionId), data.voter.name)) {
    yield breach('GUEST_CANNOT_VOTE', { person: data.voter.name });
  }
  yield* mayTakePart(ballot, data.unitId, year, gathered);
  if (!presentAt(ballot, year.sessions).includes(data.unitId)) yield notEligible(data.unitId, year, gathered);
  if (ballot.closed) yield breach('BALLOT_CLOSED');
  yield* votesOnce(ballot, data.unitId, year);
  yield* answersStand(ballot, data, year);
  yield* inOrder(openedOn, data.occurredOn);
  if (method === 'SECRET_PAPER') yield* neverByName();
  return [{ type: 'VoteCast', data }];
}

/**
 * An absent member writes (ý kiến bằng văn bản): by name in an open vote, as a sealed envelope in a secret one.
 * Refuses by R18, R24 (also after the close), R22 and R46: before the ballot is opened there is no question to answer.
 */
export function* submitWrittenOpinion(
  command: SubmitWrittenOpinion & Circumstances,
  year: EmulationYear,
): Deciding<WrittenOpinionReceived> {
  const { data, gathered } = command;
  const ballot = ballotOf(year.voting, data.ballotId);
  if (ballot === undefined) return yield* noBallot(data.ballotId);
  const { unitId, answers } = data;
  const sealed = ballot.terms.method === 'SECRET_PAPER';
  if (sealed && answers !== undefined) yield* neverByName();
  yield* mayTakePart(ballot, unitId, year, gathered);
  yield* mayWrite(ballot, unitId, year);
  yield* votesOnce(ballot, unitId, year);
  if (!sealed) yield* answersStand(ballot, { unitId, answers: answers ?? [] }, year);
  yield* inOrder(ballot.terms.occurredOn, data.occurredOn);
  return [{ type: 'WrittenOpinionReceived', data }];
}

/**
 * A member steps back from a ballot because of a conflict of interest; it may have said so before the opening. The base
 * stays (decision 16). Refuses by R18 and R21.
 */
export function* withdrawFromBallot(
  command: WithdrawFromBallot & Circumstances,
  year: EmulationYear,
): Deciding<VoterRecused> {
  const { data, gathered } = command;
  const ballot = ballotOf(year.voting, data.ballotId);
  if (ballot === undefined) return yield* noBallot(data.ballotId);
  if (ballot.recused.includes(data.unitId)) yield* refuse('ALREADY_EXISTS', { kind: 'recusal', id: data.unitId });
  yield* mayTakePart(ballot, data.unitId, year, gathered);
  if (ballot.closed) yield breach('BALLOT_CLOSED');
  yield* votesOnce(ballot, data.unitId, year);
  return [{ type: 'VoterRecused', data }];
}

export function* noBallot(id: string): Checks<readonly never[]> {
  return yield* refuse('UNKNOWN_REFERENCE', { kind: 'ballot', id });
}

/**
 * Members in the hall for this ballot: those there when it was opened and those who came later, but for who had already
 * sent a written opinion, since nobody takes part twice.
 */
export function presentAt({ terms, written }: Ballot, sessions: SessionsState): readonly string[] {
  const arrived = sessionOf(sessions, terms.sessionId)?.present;
  return terms.eligible.filter(
    (unitId) => !Object.hasOwn(written, unitId) && (terms.present.includes(unitId) || arrived?.has(unitId) === true),
  );
}

/** R18: only members of that day vote, and only who has not stepped back. */
function* mayTakePart(
  { terms, recused }: Ballot,
  unitId: string,
  year: EmulationYear,
  gathered: readonly Gathered[],
): Checks {
  if (!terms.eligible.includes(unitId) || recused.includes(unitId)) yield notEligible(unitId, year, gathered);
}

function notEligible(unitId: string, { frame }: EmulationYear, gathered: readonly Gathered[]): Breach {
  return breach('NOT_ELIGIBLE', named(frame, unitId, gathered));
}

/** R24: as the rulebook allows, from who is absent, before the close. */
function* mayWrite(ballot: Ballot, unitId: string, { sessions }: EmulationYear): Checks {
  const present = presentAt(ballot, sessions).includes(unitId);
  if (ballot.terms.writtenOpinions === 'FORBIDDEN' || present || ballot.closed) yield breach('WRITTEN_NOT_ALLOWED');
}

/** R18: once, by hand or in writing. */
function* votesOnce({ votes, written }: Ballot, unitId: string, { frame }: EmulationYear): Checks {
  if (Object.hasOwn(votes, unitId) || Object.hasOwn(written, unitId)) {
    yield* refuse('ALREADY_VOTED', named(frame, unitId));
  }
}

type Answered = Readonly<{ unitId: string; answers: readonly Answer[] }>;

/**
 * R22: one answer to each question. To choose a head, a deputy or an order is to choose: no more FOR than seats. To
 * commend is to judge each by itself; where more pass than there are seats, the highest counts take them.
 */
function* answersStand({ terms }: Ballot, { unitId, answers }: Answered, year: EmulationYear): Checks {
  const asked = terms.questions.map(({ questionId }) => questionId);
  const answered = answers.map(({ questionId }) => questionId);
  for (const questionId of new Set([...asked, ...answered])) {
    const once = answered.filter((id) => id === questionId).length === 1;
    if (!once || !asked.includes(questionId)) yield breach('INVALID_CHOICE', { choice: questionId });
  }
  const chosen = answers.filter(({ choice }) => choice === 'FOR').length;
  if (terms.purpose !== 'COMMENDATION' && chosen > terms.seats) {
    yield breach('INVALID_CHOICE', { choice: `${chosen}/${terms.seats}` });
  }
  yield* onItself(terms.questions, { unitId, answers }, year);
}

/** Decision 3: a unit may vote on itself, shown as a conflict of interest; where the rulebook forbids it, it leaves itself blank. */
function* onItself(
  questions: Ballot['terms']['questions'],
  { unitId, answers }: Answered,
  { frame }: EmulationYear,
): Checks {
  const about = questions.filter((question) => question.unitId === unitId).map(({ questionId }) => questionId);
  const own = answers.find(({ questionId, choice }) => about.includes(questionId) && choice !== 'BLANK');
  if (own === undefined) return;
  if (frame.rulebook?.content.voting.selfVote === 'FORBIDDEN') {
    yield breach('INVALID_CHOICE', { choice: own.questionId });
  } else {
    yield remark('CONFLICT_OF_INTEREST', 'D3', named(frame, unitId));
  }
}

/** Nothing may ever join a unit to its choice in a secret ballot, not even a claim: the second breach refuses that one too. */
function* neverByName(): Checks {
  yield breach('INVALID_TRANSITION', { step: 'SECRET_PAPER' });
  yield* refuse('INVALID_INPUT', { field: '/answers' });
}
