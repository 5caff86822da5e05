import type { SessionConvened, SessionEvent } from './session.events.js';
import type { Attendee, SessionKind } from './session.values.js';

export type Session = Readonly<{
  sessionId: string;
  kind: SessionKind;
  from: SessionConvened['data']['from'];
  to: SessionConvened['data']['to'];
  attendees: readonly Attendee[];
  /** Member units with somebody in the hall: a representative or a substitute with written authority. */
  present: ReadonlySet<string>;
  closed: boolean;
}>;

export type SessionsState = Readonly<Record<string, Session>>;

export const noSessions: SessionsState = {};

export function sessionOf(sessions: SessionsState, sessionId: string): Session | undefined {
  return Object.hasOwn(sessions, sessionId) ? sessions[sessionId] : undefined;
}

export function evolveSessions(sessions: SessionsState, { type, data }: SessionEvent): SessionsState {
  switch (type) {
    case 'SessionConvened': {
      const { sessionId, kind, from, to } = data;
      return {
        ...sessions,
        [sessionId]: { sessionId, kind, from, to, attendees: [], present: new Set(), closed: false },
      };
    }
    case 'AttendanceRecorded': {
      const session = sessionOf(sessions, data.sessionId);
      if (session === undefined) return sessions;
      const attendees = [...session.attendees, ...data.attendees];
      return { ...sessions, [data.sessionId]: { ...session, attendees, present: unitsAmong(attendees) } };
    }
    case 'SessionClosed': {
      const session = sessionOf(sessions, data.sessionId);
      return session === undefined ? sessions : { ...sessions, [data.sessionId]: { ...session, closed: true } };
    }
    case 'RecommendationRecorded':
      return sessions;
  }
}

function unitsAmong(attendees: readonly Attendee[]): ReadonlySet<string> {
  return new Set(attendees.flatMap(({ role, unitId }) => (role === 'MEMBER' && unitId ? [unitId] : [])));
}

/** Whether that person attends this session as a guest, and not for a member too. */
export function isGuest(session: Session | undefined, personName: string): boolean {
  const seats = (session?.attendees ?? []).filter(({ person }) => person.name === personName);
  return seats.length > 0 && seats.every(({ role }) => role === 'GUEST');
}
