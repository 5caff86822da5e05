import type { SessionOfYear } from '../../read-models/bloc-history/bloc-history.js';
import type { SessionConvened, SessionEvent } from '../../src/emulation-years/sessions/session.events.js';
import type { Attendee, SessionPlan } from '../../src/emulation-years/sessions/session.values.js';
import { defined } from '../../src/kernel/defined.js';
import { recordingOf, sourced, currentVersion } from '../recording/recording.js';
import { withMore, type YearFolds } from './entries.js';
import { withEntry } from '../recording/replaced.js';

/** Meetings of the year, who was there, what was asked of superiors. */
export const sessionRowFolds: YearFolds<SessionEvent> = {
  SessionConvened: (row, event) => {
    const { sessionId } = event.data;
    const before = row.sessions.find((known) => known.sessionId === sessionId);
    const convened = currentVersion(before?.convened, planIn(event), event);
    return {
      ...row,
      sessions: withEntry(row.sessions, before, { units: [], ...before, sessionId, convened }),
    };
  },
  AttendanceRecorded: (row, event) => ({
    ...row,
    sessions: withMore(row.sessions, isOf(event.data), ({ guests: before, ...session }) => ({
      ...session,
      units: withUnits(session.units, event.data.attendees),
      ...defined({ guests: guestsAmong(event.data.attendees, session.attendance === undefined ? 0 : before) }),
      attendance: recordingOf(event),
    })),
  }),
  SessionClosed: (row, event) => ({
    ...row,
    sessions: withMore(row.sessions, isOf(event.data), (session) => ({ ...session, closed: recordingOf(event) })),
  }),
  RecommendationRecorded: (row, event) => {
    const { sessionId, text, from, to } = event.data;
    const value = { text, to, ...defined({ from, sessionId }) };
    return { ...row, recommendations: withEntry(row.recommendations, undefined, sourced(value, event)) };
  },
};

function isOf({ sessionId }: Readonly<{ sessionId: string }>): (session: SessionOfYear) => boolean {
  return (session) => session.sessionId === sessionId;
}

function planIn({ data }: SessionConvened): SessionPlan {
  const { kind, from, to, timeOfDay, place, online, host, chair } = data;
  return { kind, from, to, ...defined({ online, timeOfDay, place, host, chair }) };
}

/**
 * Guests who came for no unit, with those before. Unknown where it is not told in which role one came, or a source tells of an office or of
 * leaders and not how many they were.
 */
function guestsAmong(attendees: readonly Attendee[], before: number | undefined): number | undefined {
  const guests = attendees.filter(({ role, unitId }) => role === 'GUEST' && unitId === undefined);
  const isOpen = attendees.some(({ role }) => role === 'UNKNOWN') || guests.some(({ person }) => person === undefined);
  return before === undefined || isOpen ? undefined : before + guests.length;
}

function withUnits(units: readonly string[], attendees: readonly Attendee[]): readonly string[] {
  return [...new Set([...units, ...attendees.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]))])];
}
