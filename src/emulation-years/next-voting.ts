import { lastDayOf, onDay } from '../kernel/partial-date.js';
import type { Step } from '../rulebooks/rulebook.values.js';
import type { EmulationYear } from './emulation-year.fold.js';
import { dayOf, membersOn } from './frame/frame.fold.js';
import type { InYear } from './frame/frame.values.js';
import { doneSteps, isSkipped } from './frame/steps.values.js';
import { type Candidate, MOST_MEMBERS, MOST_OF_A_KIND, OWN } from './next-candidate.js';
import { sessionOf } from './sessions/session.fold.js';
import { isVoid, type Ballot } from './voting/voting.fold.js';
import type { Question } from './voting/voting.values.js';

/** The ways in which the rulebook lets commendations be decided, and the turns of each ballot that is open. */
export function* voting(year: EmulationYear, on: InYear): Generator<Candidate> {
  const ballots = standingBallots(year);
  const isDone = isSkipped(year.steps, 'VOTE') || doneSteps(year.steps, []).includes('VOTE');
  if (!isDone && heldIn(year) !== undefined && ballots.every(({ terms }) => terms.purpose !== 'COMMENDATION')) {
    yield* deciding(year, on, { purpose: 'COMMENDATION', question: { form: firstForm(year) }, step: 'VOTE' });
  }
  const open = ballots.filter(({ closed }) => !closed);
  for (const ballot of open.slice(0, MOST_OF_A_KIND))
    yield* counting(ballot, on, inSession(year, on, ballot.terms.sessionId));
}

/** The matter of a vote or an assent, as far as it is not left open. */
type Matter = Readonly<{ purpose: 'COMMENDATION' | 'HEAD'; question: Partial<Question>; step: Step }>;

/** A ballot, an assent or an agreed list, as the rulebook has them, in the session that is held. */
export function* deciding(year: EmulationYear, on: InYear, { purpose, question, step }: Matter): Generator<Candidate> {
  const methods = methodsFor(year, purpose);
  const sessionId = heldIn(year) ?? OWN;
  const of = { ...inSession(year, on, sessionId), sessionId };
  const [unitId = OWN] = membersOn(year.frame, dayOf(on));
  const questions = [{ questionId: OWN, unitId, ...question }];
  for (const method of BALLOTS.filter((known) => methods.includes(known)).slice(0, 1)) {
    yield {
      command: { type: 'OpenBallot', data: { ...of, ballotId: OWN, purpose, method, questions, seats: 1 } },
      step,
    };
  }
  if (methods.includes('UNANIMOUS_ASSENT')) {
    yield { command: { type: 'RecordUnanimousAssent', data: { ...of, assentId: OWN, purpose, questions } }, step };
  }
  if (methods.includes('AGREED_LIST')) {
    const entries = [{ form: question.form ?? OWN, count: 1, unitIds: [] }];
    yield { command: { type: 'RecordAgreedList', data: { ...of, listId: OWN, entries, agreedByAll: true } }, step };
  }
}

/** An election is by no list. */
function methodsFor({ frame }: EmulationYear, purpose: Matter['purpose']): readonly string[] {
  const rules = frame.rulebook?.content.voting;
  if (rules === undefined) return BY_HAND;
  return purpose === 'HEAD'
    ? rules.election.methods.filter((method) => method !== 'AGREED_LIST')
    : rules.commendation.methods;
}

const BALLOTS = ['SHOW_OF_HANDS', 'SECRET_PAPER'] as const;
const BY_HAND = ['SHOW_OF_HANDS'];

function* counting(ballot: Ballot, on: InYear, held: InYear): Generator<Candidate> {
  const { ballotId, purpose, questions } = ballot.terms;
  const step: Readonly<{ step?: Step }> = purpose === 'COMMENDATION' ? { step: 'VOTE' } : {};
  const of = { about: { ballotId }, ...step };
  const answers = questions.map(({ questionId }) => ({ questionId, choice: 'BLANK' as const }));
  for (const unitId of stillToVote(ballot)) {
    yield { command: { type: 'CastVote', data: { ...held, ballotId, unitId, voter: { name: OWN }, answers } }, ...of };
  }
  yield { command: { type: 'CloseBallot', data: { ...on, ballotId } }, ...of };
}

/** Of those in the hall, who has not raised a hand. Papers are given in the hall and counted together. */
function stillToVote({ terms, votes, recused }: Ballot): readonly string[] {
  if (terms.method !== 'SHOW_OF_HANDS') return [];
  const done = new Set([...Object.keys(votes), ...recused]);
  return (terms.present ?? terms.eligible).filter((unitId) => !done.has(unitId)).slice(0, MOST_MEMBERS);
}

/** That day, or the last one of the session where it is over: what is decided there is dated within it. */
function inSession({ sessions }: EmulationYear, on: InYear, sessionId: string | undefined): InYear {
  const to = sessionId === undefined ? undefined : sessionOf(sessions, sessionId)?.to;
  return to === undefined || dayOf(on) <= lastDayOf(to) ? on : { ...on, occurredOn: onDay(lastDayOf(to)) };
}

/** The highest form of the rulebook, where one is adopted. */
export function firstForm({ frame }: EmulationYear): string {
  return frame.rulebook?.content.commendations.forms[0]?.id ?? OWN;
}

/** The session that is held: what is put to a vote is put in a session. */
export function heldIn({ sessions }: EmulationYear): string | undefined {
  return Object.values(sessions).findLast(({ closed }) => !closed)?.sessionId;
}

/** Ballots that were not found void: what a void one decided can be decided anew (D41). */
export function standingBallots({ voting: { ballots } }: EmulationYear): readonly Ballot[] {
  return Object.values(ballots).filter(({ voided }) => voided === undefined);
}

/** Assents that no member objected to. */
export function standingAssents({ voting: known }: EmulationYear) {
  return Object.values(known.assents).filter(({ assentId }) => !isVoid(known, { kind: 'ASSENT', assentId }));
}
