import { nameFolded } from '../../kernel/text.js';
import { breach, mustSay, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { Decisions } from '../../kernel/decisions.js';
import { mustBeInOrder } from '../../kernel/happened.js';
import { precisionOf } from '../../kernel/partial-date.js';
import { memberNamed, type YearFrame } from '../frame/frame.fold.js';
import { mustBeMember, unitFacts } from '../frame/membership.js';
import { mustBeAtSession, mustKnowSession } from './known-session.js';
import type {
  CloseSession,
  ConveneSession,
  RecordAttendance,
  RecordRecommendation,
  SessionCommand,
} from './session.commands.js';
import type { SessionEvent } from './session.events.js';
import { lackingAuthority, sessionOf, type Session, type SessionsYear } from './session.fold.js';
import type { Attendee } from './session.values.js';

/** Sessions of a year (phiên họp, hội nghị): they belong to the year they serve, whenever they are held (G1). */
export const sessionDecisions: Decisions<SessionCommand, SessionsYear, SessionEvent> = {
  ConveneSession: { actor: 'HEAD', decide: convene },
  RecordAttendance: { actor: 'HEAD', decide: recordAttendance },
  CloseSession: { actor: 'HEAD', decide: close },
  RecordRecommendation: { actor: 'HEAD', decide: recommend },
};

function* convene({ data, mode }: ConveneSession & Circumstances, { sessions }: SessionsYear): Deciding<SessionEvent> {
  if (mode.kind === 'ACT') yield* mustBeDays(data);
  if (sessionOf(sessions, data.sessionId) !== undefined) {
    yield* refuse('ALREADY_EXISTS', { kind: 'session', id: data.sessionId });
  }
  yield* mustBeInOrder(data.from, data.to, 'SESSION_DAYS');
  for (const [preparatory, conference] of pairsWith(data, Object.values(sessions))) {
    yield* mustBeInOrder(preparatory.from, conference.from, 'PREPARATORY');
  }
  return [{ type: 'SessionConvened', data }];
}

/** Members attend for a unit of the bloc, not before the session begins. After it only its minutes speak, as a source. */
function* recordAttendance(
  command: RecordAttendance & Circumstances,
  { frame, sessions }: SessionsYear,
): Deciding<SessionEvent> {
  const { data } = command;
  const session = yield* mustKnowSession(sessions, data.sessionId);
  yield* mustBeAtSession(data, sessions);
  yield* mustSayWhoCame(command);
  yield* mustTakeFreeSeats(session.attendees, data.attendees);
  for (const { role, unitId } of data.attendees) {
    if (role === 'MEMBER' && unitId !== undefined) yield* mustBeMember(frame, unitId, session.from);
  }
  yield* mustSpeakForOne(session.attendees, data.attendees, frame);
  if (session.closed) yield breach('INVALID_TRANSITION', { step: 'SESSION_CLOSED' });
  return [{ type: 'AttendanceRecorded', data }];
}

function* close({ data }: CloseSession, { sessions }: SessionsYear): Deciding<SessionEvent> {
  const session = yield* mustKnowSession(sessions, data.sessionId);
  yield* mustBeAtSession(data, sessions);
  if (session.closed) yield breach('INVALID_TRANSITION', { step: 'SESSION_CLOSED' });
  return [{ type: 'SessionClosed', data }];
}

function* recommend({ data }: RecordRecommendation, { sessions }: SessionsYear): Deciding<SessionEvent> {
  yield* mustBeAtSession(data, sessions);
  return [{ type: 'RecommendationRecorded', data }];
}

/** D15: only a claim may know no more than a month or a year. */
function* mustBeDays({ from, to }: ConveneSession['data']): Checks {
  for (const [field, { date }] of Object.entries({ from, to })) {
    if (precisionOf(date) !== 'DAY') yield* refuse('INVALID_INPUT', { field: `/${field}/date`, why: 'DAY' });
  }
}

type Meeting = Pick<Session, 'kind' | 'from'>;

/** Each preparatory session (phiên trù bị) with each conference (hội nghị tổng kết), whichever was convened first. */
function pairsWith(convened: Meeting, known: readonly Meeting[]): readonly (readonly [Meeting, Meeting])[] {
  if (convened.kind === 'PREPARATORY') {
    return known.filter(({ kind }) => kind === 'CLOSING').map((conference) => [convened, conference]);
  }
  if (convened.kind === 'CLOSING') {
    return known.filter(({ kind }) => kind === 'PREPARATORY').map((preparatory) => [preparatory, convened]);
  }
  return [];
}

/** Persons, as an act; a source may know but the office, or the unit. */
function* mustSayWhoCame(command: RecordAttendance & Circumstances): Checks {
  for (const [place, { person, office, unitId }] of command.data.attendees.entries()) {
    const field = `/attendees/${place}/person`;
    yield* mustSay(command, person, { kind: 'attendee', field });
    if ((person ?? office ?? unitId) === undefined) yield* refuse('INVALID_INPUT', { field, why: 'NOBODY' });
  }
}

/** A member speaks for a unit, and no seat is taken twice. */
function* mustTakeFreeSeats(known: readonly Attendee[], come: readonly Attendee[]): Checks {
  const seats = new Set(known.map(seatOf));
  for (const [place, attendee] of come.entries()) {
    if (attendee.role === 'MEMBER' && attendee.unitId === undefined) {
      yield* refuse('INVALID_INPUT', { field: `/attendees/${place}/unitId`, why: 'FOR_WHOM' });
    }
    const name = nameOf(attendee);
    if (seats.has(seatOf(attendee))) yield* refuse('ALREADY_EXISTS', { kind: 'attendee', id: name, name });
    seats.add(seatOf(attendee));
  }
}

/** D43: for a second member only with its written authority. Of a claim the seat makes no quorum. */
function* mustSpeakForOne(known: readonly Attendee[], come: readonly Attendee[], frame: YearFrame): Checks {
  const lacking = lackingAuthority([...known, ...come]);
  for (const attendee of come) {
    const other = lacking.get(attendee);
    if (other === undefined || attendee.unitId === undefined) continue;
    yield breach('AUTHORITY_REQUIRED', {
      person: nameOf(attendee),
      ...unitFacts(frame, attendee.unitId),
      other: memberNamed(frame, other),
      otherId: other,
    });
  }
}

/** As a message calls who came. */
function nameOf({ person, office, unitId }: Attendee): string {
  return person?.name ?? office ?? unitId ?? '';
}

/** One person may attend in several roles; two of one name in one office for one unit are one to us (D5). */
function seatOf({ person, office = person?.office ?? '', unitId = '', role }: Attendee): string {
  return JSON.stringify([nameFolded(person?.name ?? ''), nameFolded(office), unitId, role]);
}
