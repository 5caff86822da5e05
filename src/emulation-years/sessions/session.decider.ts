import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { inOrder } from '../../kernel/happened.js';
import { precisionOf } from '../../kernel/partial-date.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { memberOn } from '../frame/membership.js';
import type {
  CloseSession,
  ConveneSession,
  RecordAttendance,
  RecordRecommendation,
  SessionCommand,
} from './session.commands.js';
import type { SessionEvent } from './session.events.js';
import type { Attendee } from './session.values.js';
import { sessionOf, type Session, type SessionsState } from './session.fold.js';

/** Sessions of a year (phiên họp, hội nghị): they belong to the year they serve, whenever they are held (G1). */
export function decideSessions(command: SessionCommand & Circumstances, year: EmulationYear): Deciding<SessionEvent> {
  switch (command.type) {
    case 'ConveneSession':
      return convene(command, year);
    case 'RecordAttendance':
      return recordAttendance(command, year);
    case 'CloseSession':
      return close(command, year);
    case 'RecordRecommendation':
      return recommend(command, year);
  }
}

function* convene({ data, mode }: ConveneSession & Circumstances, { sessions }: EmulationYear): Deciding<SessionEvent> {
  if (mode.kind === 'ACT') yield* onDays(data);
  if (sessionOf(sessions, data.sessionId) !== undefined) {
    yield* refuse('ALREADY_EXISTS', { kind: 'session', id: data.sessionId });
  }
  yield* inOrder(data.from, data.to);
  for (const [preparatory, conference] of pairsWith(data, Object.values(sessions))) {
    yield* inOrder(preparatory.from, conference.from);
  }
  return [{ type: 'SessionConvened', data }];
}

/** Members attend for a unit of the bloc, not before the session begins. After it only its minutes speak, as a source. */
function* recordAttendance({ data }: RecordAttendance, { frame, sessions }: EmulationYear): Deciding<SessionEvent> {
  const session = yield* existing(sessions, data.sessionId);
  if (session === undefined) return [];
  yield* inOrder(session.from, data.occurredOn);
  yield* seated(session.attendees, data.attendees);
  for (const { role, unitId } of data.attendees) {
    if (role === 'MEMBER' && unitId !== undefined) yield* memberOn(frame, unitId, session.from);
  }
  if (session.closed) yield breach('INVALID_TRANSITION', { step: 'SESSION_CLOSED' });
  return [{ type: 'AttendanceRecorded', data }];
}

function* close({ data }: CloseSession, { sessions }: EmulationYear): Deciding<SessionEvent> {
  const session = yield* existing(sessions, data.sessionId);
  if (session === undefined) return [];
  yield* inOrder(session.from, data.occurredOn);
  if (session.closed) yield breach('INVALID_TRANSITION', { step: 'SESSION_CLOSED' });
  return [{ type: 'SessionClosed', data }];
}

function* recommend({ data }: RecordRecommendation, { sessions }: EmulationYear): Deciding<SessionEvent> {
  if (data.sessionId !== undefined) yield* existing(sessions, data.sessionId);
  return [{ type: 'RecommendationRecorded', data }];
}

/** Decision 15: only a claim may know no more than a month or a year. */
function* onDays({ from, to }: ConveneSession['data']): Checks {
  for (const [field, { date }] of Object.entries({ from, to })) {
    if (precisionOf(date) !== 'DAY') yield* refuse('INVALID_INPUT', { field: `/${field}/date` });
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

function* existing(sessions: SessionsState, sessionId: string): Checks<Session | undefined> {
  const session = sessionOf(sessions, sessionId);
  if (session === undefined) yield* refuse('UNKNOWN_REFERENCE', { kind: 'session', id: sessionId });
  return session;
}

/** A member speaks for a unit, and nobody takes the same seat twice. */
function* seated(known: readonly Attendee[], come: readonly Attendee[]): Checks {
  const seats = new Set(known.map(seatOf));
  for (const [place, attendee] of come.entries()) {
    if (attendee.role === 'MEMBER' && attendee.unitId === undefined) {
      yield* refuse('INVALID_INPUT', { field: `/attendees/${place}/unitId` });
    }
    if (seats.has(seatOf(attendee))) yield* refuse('ALREADY_EXISTS', { kind: 'attendee', id: attendee.person.name });
    seats.add(seatOf(attendee));
  }
}

/** One person may attend in several roles; two of one name in one office for one unit are one to us (decision 5). */
function seatOf({ person, unitId = '', role }: Attendee): string {
  return JSON.stringify([person.name, person.office ?? '', unitId, role]);
}
