import type { Event } from '../../kernel/event.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import type { Party, Person, ReferenceDocument } from '../../kernel/party.js';
import type { InYear } from '../frame/frame.values.js';
import type { SessionKind, Attendee } from './session.values.js';

/** One meeting, of one day or several. Host and chair need not be the head (H14). It belongs to the year it serves. */
export type SessionConvened = Event<
  'SessionConvened',
  InYear & {
    sessionId: string;
    kind: SessionKind;
    from: PartialDate;
    to: PartialDate;
    timeOfDay?: 'MORNING' | 'AFTERNOON' | 'EVENING';
    place?: string;
    online: boolean;
    host?: Party;
    chair?: Party;
    secretary?: Person;
    agenda: readonly string[];
  }
>;
/** Attendance, a fact of its own: who attends, who represents and who signs are three things (G9). Adds to what is known. */
export type AttendanceRecorded = Event<
  'AttendanceRecorded',
  InYear & { sessionId: string; attendees: readonly Attendee[] }
>;
export type SessionClosed = Event<'SessionClosed', InYear & { sessionId: string; minutes?: ReferenceDocument }>;
/** Ý kiến, kiến nghị to a superior. */
export type RecommendationRecorded = Event<
  'RecommendationRecorded',
  InYear & { sessionId?: string; from?: Party; to: Party; text: string }
>;

export type SessionEvent = SessionConvened | AttendanceRecorded | SessionClosed | RecommendationRecorded;
