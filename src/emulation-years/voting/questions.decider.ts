import { breach, mustSay, refuse, type Checks, type Circumstances } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import { votesNeeded } from '../../kernel/threshold.js';
import type { BallotRules, DecisionMethod, Rulebook } from '../../rulebooks/rulebook.values.js';
import { dayOf, isMemberOn, memberCount, membersOn, memberNamed } from '../frame/frame.fold.js';
import { exemptionFrom, type Duty, type InYear } from '../frame/frame.values.js';
import { unitFacts, mustBeMembers } from '../frame/membership.js';
import { isSkipped } from '../frame/steps.values.js';
import { isTitleOf } from '../scoring/class-of-sheet.js';
import { unitsToScore } from '../scoring/scored-units.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { groundFacts } from '../scoring/sheet-checks.js';
import { mustBeAtSession } from '../sessions/known-session.js';
import type { Session } from '../sessions/session.fold.js';
import { type VotingYear, nomineesFor } from './voting.fold.js';
import type { BallotPurpose, Question } from './voting.values.js';

/** Questions put to the bloc, by ballot or by assent: the same rules stand before both. */
export type Put = InYear &
  Readonly<{
    sessionId?: string;
    purpose: BallotPurpose;
    questions: readonly Question[];
    seats?: number;
    assentId?: string;
  }>;

/** An act asks something; a source may know that there was a vote, and not about what. */
export function* mustAsk(command: Pick<Circumstances, 'mode'> & Readonly<{ data: Pick<Put, 'questions'> }>): Checks {
  yield* mustSay(command, command.data.questions[0], { kind: 'question', field: '/questions' });
}

/**
 * Who is there, and how many must be: counted in members, of all that the bloc has (D16). Of a claim as far as it is known: where no
 * attendance is on record, it is unknown who came, and not that there was no one.
 */
export type Attendance = Readonly<{ present?: readonly string[]; members?: number; quorumNeeded?: number }>;

/** The part of the rulebook that such a decision goes by. */
export function rulesFor(purpose: BallotPurpose, rulebook: Rulebook | undefined): BallotRules | undefined {
  return purpose === 'HEAD' || purpose === 'DEPUTY' ? rulebook?.voting.election : rulebook?.voting.commendation;
}

type Held = Pick<Circumstances, 'mode'> & Readonly<{ data: InYear }>;

export function attendanceOf(
  session: Session | undefined,
  rules: BallotRules | undefined,
  { frame }: VotingYear,
  { data, mode }: Held,
): Attendance {
  const day = dayOf(data);
  const came = [...(session?.present ?? [])].filter((unitId) => isMemberOn(frame, unitId, day));
  const present = mode.kind === 'ACT' || came.length > 0 ? came : undefined;
  if (rules === undefined) return defined({ present });
  const members = memberCount(frame, day);
  const quorumNeeded = votesNeeded(members, { fraction: rules.quorum, comparison: 'AT_LEAST' });
  return { ...defined({ present }), members, quorumNeeded };
}

/** R20: the quorum counts members present, substitutes with written authority included, written opinions not. */
export function* mustBeQuorate({ present, members = 0, quorumNeeded = 0 }: Attendance): Checks {
  if (present !== undefined && present.length < quorumNeeded) {
    yield breach('NO_QUORUM', { present: present.length, members, needed: quorumNeeded });
  }
}

/** R01, R17, R20, R22, R25, R46 (not before its session) and R47, in this order. */
export function* mustBeReadyToVote(
  put: Put,
  attendance: Attendance,
  rulebook: Rulebook | undefined,
  year: VotingYear,
): Checks {
  const candidates = put.questions.map(({ unitId }) => unitId);
  yield* mustBeMembers(candidates, put.occurredOn, year.frame);
  if (put.purpose === 'COMMENDATION') yield* mustHaveAgreedScores(put, year);
  yield* mustBeQuorate(attendance);
  yield* mustMakeSense(put, rulebook);
  if (put.purpose === 'COMMENDATION') yield* mustBeCommendable(candidates, year);
  yield* mustBeAtSession(put, year.sessions);
  if (rulebook?.leadership.nominationRequired === true) yield* mustBeAmongNominees(put, year);
}

/** Methods that the rulebook does not offer and sessions that are over (R44): the last to be checked. */
export function* mustOfferMethod(
  method: DecisionMethod | undefined,
  rules: BallotRules | undefined,
  session: Session | undefined,
): Checks {
  if (method !== undefined && rules !== undefined && !rules.methods.includes(method)) {
    yield breach('INVALID_TRANSITION', { step: method, allowed: rules.methods });
  }
  if (session?.closed === true) yield breach('INVALID_TRANSITION', { step: 'SESSION_CLOSED' });
}

/** R17. Members that are only counted have no agreed scores either; they are given as `+8`. */
export function* mustHaveAgreedScores(on: InYear, year: VotingYear): Checks {
  if (isSkipped(year.steps, 'SCORING')) return;
  const { frame, scoring } = year;
  const day = dayOf(on);
  const unnamed = memberCount(frame, day) - membersOn(frame, day).length;
  const sheets = Object.values(scoring.sheets);
  const missing = unitsToScore(frame, day).filter((unitId) => {
    const own = sheets.filter((sheet) => sheet.unitId === unitId);
    const agreed = own.length > 0 && own.every(({ status }) => status === 'AGREED');
    return !agreed && exemptionFrom(frame.exempt, { unitId }, {}) === undefined;
  });
  const units = [...missing.map((unitId) => memberNamed(frame, unitId)), ...(unnamed > 0 ? [`+${unnamed}`] : [])];
  if (units.length > 0) yield breach('SCORES_NOT_AGREED', { units, unitIds: missing });
}

/**
 * R22, before anyone votes: every question is of its own and says what it is about. No source heals two questions of one id: an answer
 * would be to either.
 */
function* mustMakeSense(put: Put, rulebook: Rulebook | undefined): Checks {
  const { questions } = put;
  for (const [place, { questionId }] of questions.entries()) {
    const wrong = wrongAt(place, put, rulebook);
    if (wrong !== undefined) yield breach('INVALID_CHOICE', { choice: questionId, ...wrong });
    if (questions.findIndex((other) => other.questionId === questionId) < place) {
      yield* refuse('ALREADY_EXISTS', { kind: 'question', id: questionId });
    }
  }
  yield* mustHaveSeats(put, rulebook);
}

/** How many seats there were a source may not tell; who agrees to questions agrees to each of them. */
function* mustHaveSeats(put: Put, rulebook: Rulebook | undefined): Checks {
  const { questions, seats, assentId } = put;
  const most = mostSeats(put, rulebook);
  if (seats === undefined || questions.length === 0 || (seats >= 1 && seats <= most)) return;
  const field = assentId === undefined ? '/seats' : '/questions';
  yield breach('INVALID_CHOICE', { choice: `${seats}/${most}`, field, allowed: most < 1 ? [] : [`1..${most}`] });
}

/** D28: each question wins at most once; a year has one head, and as many deputies as the rulebook knows. */
function mostSeats({ purpose, questions }: Put, rulebook: Rulebook | undefined): number {
  const years = new Set(questions.map(({ forYear }) => forYear)).size;
  const ofYear = purpose === 'HEAD' ? 1 : purpose === 'DEPUTY' ? rulebook?.leadership.deputies.max : undefined;
  return Math.min(questions.length, ofYear === undefined ? Infinity : ofYear * years);
}

/** Where a question stands a second time, or does not say what it is about, and what would be right there. */
function wrongAt(
  place: number,
  { purpose, questions }: Put,
  rulebook: Rulebook | undefined,
): Readonly<{ field: string; allowed?: readonly string[] }> | undefined {
  const question = questions[place];
  const before = questions.slice(0, place);
  const at = `/questions/${place}`;
  if (question === undefined) return undefined;
  if (before.some(({ questionId }) => questionId === question.questionId)) return { field: `${at}/questionId` };
  if (before.some((other) => matterOf(other) === matterOf(question))) return { field: at };
  const unsaid = unsaidIn(purpose, question, rulebook);
  if (unsaid === undefined) return undefined;
  const allowed = {
    form: rulebook?.commendations.forms.map(({ id }) => id),
    forYear: [A_YEAR],
    classification: rulebook?.classification?.classes.map(({ title }) => title.vi),
  }[unsaid];
  return { field: `${at}/${unsaid}`, ...defined({ allowed }) };
}

function matterOf({ unitId, subjectId, form, classification, forYear, ordinal }: Question): string {
  return `${unitId}|${subjectId}|${form}|${classification}|${forYear}|${ordinal}`;
}

/** What a label of a year looks like. */
const A_YEAR = '2026';

/** The field without which the question does not say what it is about, or which words a class that the rulebook has none of. */
function unsaidIn(
  purpose: BallotPurpose,
  question: Question,
  rulebook: Rulebook | undefined,
): 'form' | 'classification' | 'forYear' | undefined {
  const field = ASKED[purpose];
  if (field === undefined) return undefined;
  const told = question[field];
  const classes = field === 'classification' ? rulebook?.classification?.classes : undefined;
  const isSaid = told !== undefined && classes?.some((one) => isTitleOf(one, told)) !== false;
  return isSaid ? undefined : field;
}

/** What a question of each purpose is about, beside the unit. */
const ASKED = {
  COMMENDATION: 'form',
  RANKING: undefined,
  CLASSIFICATION: 'classification',
  HEAD: 'forYear',
  DEPUTY: 'forYear',
} as const satisfies Record<BallotPurpose, keyof Question | undefined>;

/** R25: who is excluded from awards can be no candidate, no nominee and no awardee. */
export function* mustBeCommendable(unitIds: readonly string[], { frame, scoring }: VotingYear): Checks {
  for (const unitId of new Set(unitIds)) {
    const exclusion = exclusionFrom(scoring, unitId, 'AWARDS');
    if (exclusion === undefined) continue;
    yield breach('UNIT_EXCLUDED', { ...unitFacts(frame, unitId), ...groundFacts(exclusion.ground, frame) });
  }
}

/** R47: an election is among the nominated. */
function* mustBeAmongNominees({ purpose, questions }: Put, year: VotingYear): Checks {
  if (purpose !== 'HEAD' && purpose !== 'DEPUTY') return;
  for (const { unitId, forYear = '' } of questions) yield* mustBeNominated(purpose, unitId, forYear, year);
}

/** R47: only a nominee is elected. */
export function* mustBeNominated(
  role: Duty,
  unitId: string,
  forYear: string,
  { frame, leadership }: VotingYear,
): Checks {
  if (!nomineesFor(leadership, role, forYear).includes(unitId))
    yield breach('NOMINATION_REQUIRED', unitFacts(frame, unitId));
}
