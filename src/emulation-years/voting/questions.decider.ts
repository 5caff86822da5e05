import { breach, refuse, type Checks } from '../../kernel/decider.js';
import type { FractionText } from '../../kernel/fraction.js';
import { inOrder } from '../../kernel/happened.js';
import { votesNeeded } from '../../kernel/threshold.js';
import type { BallotRules, DecisionMethod, Rulebook } from '../../rulebooks/rulebook.values.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { decidedFor } from '../leadership/leadership.fold.js';
import { named, scoredUnits } from '../scoring/scored-units.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { sessionOf, type Session } from '../sessions/session.fold.js';
import { memberOn } from '../frame/membership.js';
import { isSkipped } from '../frame/steps.values.js';
import type { InYear } from '../frame/frame.values.js';
import { dayOf, isMemberOn, memberCount, membersOn, nameOf } from '../frame/frame.fold.js';
import type { BallotPurpose, Question } from './voting.values.js';

/** Questions put to the bloc, by ballot or by assent: the same rules stand before both. */
export type Put = InYear &
  Readonly<{ sessionId: string; purpose: BallotPurpose; questions: readonly Question[]; seats: number }>;

/** Who is there, and how many must be: counted in members, of all that the bloc has (decision 16). */
export type Attendance = Readonly<{ present: readonly string[]; members: number; quorumNeeded: number }>;

/** The part of the rulebook that such a decision goes by. */
export function rulesFor(purpose: BallotPurpose, { voting }: Rulebook): BallotRules {
  return purpose === 'HEAD' || purpose === 'DEPUTY' ? voting.election : voting.commendation;
}

export function attendanceOf(
  session: Session | undefined,
  quorum: FractionText,
  { frame }: EmulationYear,
  on: InYear,
): Attendance {
  const day = dayOf(on);
  const members = memberCount(frame, day);
  return {
    present: [...(session?.present ?? [])].filter((unitId) => isMemberOn(frame, unitId, day)),
    members,
    quorumNeeded: votesNeeded(members, { fraction: quorum, comparison: 'AT_LEAST' }),
  };
}

/** R20: the quorum counts members present, substitutes with written authority included, written opinions not. */
export function* quorate({ present, members, quorumNeeded }: Attendance): Checks {
  if (present.length < quorumNeeded) {
    yield breach('NO_QUORUM', { present: present.length, members, needed: quorumNeeded });
  }
}

/** R01, R17, R20, R22, R25, R46 (not before its session) and R47, in this order. */
export function* mayBePut(put: Put, attendance: Attendance, rulebook: Rulebook, year: EmulationYear): Checks {
  const candidates = put.questions.map(({ unitId }) => unitId);
  yield* areMembers(candidates, put, year);
  if (put.purpose === 'COMMENDATION') yield* scoresAgreed(put, year);
  yield* quorate(attendance);
  yield* sane(put);
  if (put.purpose === 'COMMENDATION') yield* mayBeCommended(candidates, year);
  yield* atSession(put, year);
  if (rulebook.leadership.nominationRequired) yield* nominated(put, year);
}

/** R46: nothing is decided at a session before it begins. */
export function* atSession(
  { sessionId, occurredOn }: Pick<Put, 'sessionId' | 'occurredOn'>,
  { sessions }: EmulationYear,
): Checks {
  const session = sessionOf(sessions, sessionId);
  if (session !== undefined) yield* inOrder(session.from, occurredOn);
}

/** Every form named is in the catalogue of the rulebook. */
export function* formsKnown(forms: readonly string[], { commendations }: Rulebook): Checks {
  for (const form of forms) {
    const known = commendations.forms.some(({ id }) => id === form);
    if (!known) yield* refuse('UNKNOWN_REFERENCE', { kind: 'form', id: form });
  }
}

/** Methods that the rulebook does not offer and sessions that are over (R44): the last to be checked. */
export function* mayDecideThus(method: DecisionMethod, { methods }: BallotRules, session: Session | undefined): Checks {
  if (!methods.includes(method)) yield breach('INVALID_TRANSITION', { step: method });
  if (session?.closed === true) yield breach('INVALID_TRANSITION', { step: 'SESSION_CLOSED' });
}

/** R01, for units that are named rather than acting. */
export function* areMembers(unitIds: readonly string[], on: InYear, { frame }: EmulationYear): Checks {
  for (const unitId of new Set(unitIds)) yield* memberOn(frame, unitId, on.occurredOn);
}

/** R17. Members that are only counted have no agreed scores either; they are given as `+8`. */
export function* scoresAgreed(on: InYear, year: EmulationYear): Checks {
  if (isSkipped(year.steps, 'SCORING')) return;
  const { frame, scoring } = year;
  const day = dayOf(on);
  const unnamed = memberCount(frame, day) - membersOn(frame, day).length;
  const sheets = Object.values(scoring.sheets);
  const missing = scoredUnits(frame, day).filter((unitId) => {
    const own = sheets.filter((sheet) => sheet.unitId === unitId);
    const agreed = own.length > 0 && own.every(({ status }) => status === 'AGREED');
    return !agreed && !Object.hasOwn(frame.exempt, unitId);
  });
  const units = [...missing.map((unitId) => nameOf(frame, unitId)), ...(unnamed > 0 ? [`+${unnamed}`] : [])];
  if (units.length > 0) yield breach('SCORES_NOT_AGREED', { units });
}

/** R22, before anyone votes: every question is of its own and says what it is about. */
function* sane({ purpose, questions, seats }: Put): Checks {
  const ids = questions.map(({ questionId }) => questionId);
  const matters = questions.map(({ unitId, form, forYear, ordinal }) => `${unitId}|${form}|${forYear}|${ordinal}`);
  for (const [place, question] of questions.entries()) {
    const twice = ids.indexOf(question.questionId) < place || matters.indexOf(matters[place] ?? '') < place;
    if (twice || !saysWhat(purpose, question)) yield breach('INVALID_CHOICE', { choice: question.questionId });
  }
  if (seats < 1 || seats > questions.length) yield breach('INVALID_CHOICE', { choice: `${seats}/${questions.length}` });
}

function saysWhat(purpose: BallotPurpose, { form, forYear }: Question): boolean {
  if (purpose === 'COMMENDATION') return form !== undefined;
  return purpose === 'RANKING' || forYear !== undefined;
}

/** R25: who is excluded from awards can be no candidate, no nominee and no awardee. */
export function* mayBeCommended(unitIds: readonly string[], { frame, scoring }: EmulationYear): Checks {
  for (const unitId of new Set(unitIds)) {
    const exclusion = exclusionFrom(scoring, unitId, 'AWARDS');
    if (exclusion === undefined) continue;
    const ground = groundTitle(exclusion.ground, frame.rulebook?.content);
    yield breach('UNIT_EXCLUDED', { ...named(frame, unitId), ground });
  }
}

function groundTitle(id: string, rulebook: Rulebook | undefined): string {
  return rulebook?.scoring.knockOuts.find((knockOut) => knockOut.id === id)?.title.vi ?? id;
}

/** R47: an election is among the nominated. */
function* nominated({ purpose, questions }: Put, year: EmulationYear): Checks {
  if (purpose !== 'HEAD' && purpose !== 'DEPUTY') return;
  for (const { unitId, forYear = '' } of questions) yield* isNominated(purpose, unitId, forYear, year);
}

/** R47 */
export function* isNominated(
  role: 'HEAD' | 'DEPUTY',
  unitId: string,
  forYear: string,
  { frame, leadership }: EmulationYear,
): Checks {
  const { nominatedHeads, nominatedDeputies } = decidedFor(leadership, forYear);
  const nominees = role === 'HEAD' ? nominatedHeads : nominatedDeputies;
  if (!nominees.includes(unitId)) yield breach('NOMINATION_REQUIRED', named(frame, unitId));
}
