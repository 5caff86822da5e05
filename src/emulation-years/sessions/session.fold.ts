import type { Folds } from '../../kernel/decisions.js';
import { nameFolded } from '../../kernel/text.js';
import type { FramedYear } from '../frame/frame.fold.js';
import type { SessionConvened, SessionEvent } from './session.events.js';
import type { Attendee, SessionKind } from './session.values.js';

export type Session = Readonly<{
  sessionId: string;
  kind: SessionKind;
  from: SessionConvened['data']['from'];
  to: SessionConvened['data']['to'];
  attendees: readonly Attendee[];
  /** Member units that are in the hall by a person: a representative or a substitute with written authority. */
  present: ReadonlySet<string>;
  closed: boolean;
}>;

export type SessionsState = Readonly<Record<string, Session>>;

export const noSessions: SessionsState = {};

export function sessionOf(sessions: SessionsState, sessionId: string): Session | undefined {
  return Object.hasOwn(sessions, sessionId) ? sessions[sessionId] : undefined;
}

/** The parts of a year that a decision about its sessions reads. */
export type SessionsYear = FramedYear & Readonly<{ sessions: SessionsState }>;

export const sessionFolds: Folds<SessionsState, SessionEvent> = {
  SessionConvened: (sessions, { sessionId, kind, from, to }) => ({
    ...sessions,
    [sessionId]: { sessionId, kind, from, to, attendees: [], present: new Set(), closed: false },
  }),
  AttendanceRecorded: (sessions, data) =>
    changed(sessions, data.sessionId, (session) => {
      const attendees = [...session.attendees, ...data.attendees];
      return { ...session, attendees, present: unitsAmong(attendees) };
    }),
  SessionClosed: (sessions, { sessionId }) => changed(sessions, sessionId, (session) => ({ ...session, closed: true })),
  RecommendationRecorded: (sessions) => sessions,
};

function changed(sessions: SessionsState, sessionId: string, change: (session: Session) => Session): SessionsState {
  const session = sessionOf(sessions, sessionId);
  return session === undefined ? sessions : { ...sessions, [sessionId]: change(session) };
}

function unitsAmong(attendees: readonly Attendee[]): ReadonlySet<string> {
  return new Set(attendees.flatMap(({ role, unitId }) => (role === 'MEMBER' && unitId ? [unitId] : [])));
}

/** Whether that person attends this session as a guest, and not for a member too; however the name is spelt. */
export function isGuest(session: Session | undefined, personName: string): boolean {
  const isTheirs = ({ person }: Attendee): boolean =>
    person !== undefined && nameFolded(person.name) === nameFolded(personName);
  const seats = (session?.attendees ?? []).filter(isTheirs);
  return seats.length > 0 && seats.every(({ role }) => role === 'GUEST');
}
