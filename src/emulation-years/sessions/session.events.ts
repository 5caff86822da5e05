import type { Event } from '../../kernel/event.js';
import type { Person, ReferenceDocument } from '../../kernel/party.js';
import type { InYear } from '../frame/frame.values.js';
import type { Attendee, Recommendation, SessionPlan } from './session.values.js';

/** One meeting. It belongs to the year it serves. */
export type SessionConvened = Event<
  'SessionConvened',
  InYear & { sessionId: string } & SessionPlan & { secretary?: Person; agenda: readonly string[] }
>;
/** Attendance, a fact of its own: who attends, who represents and who signs are three things (G9). Adds to what is known. */
export type AttendanceRecorded = Event<
  'AttendanceRecorded',
  InYear & { sessionId: string; attendees: readonly Attendee[] }
>;
export type SessionClosed = Event<'SessionClosed', InYear & { sessionId: string; minutes?: ReferenceDocument }>;
/** Ý kiến, kiến nghị to a superior. */
export type RecommendationRecorded = Event<'RecommendationRecorded', InYear & Recommendation>;

export type SessionEvent = SessionConvened | AttendanceRecorded | SessionClosed | RecommendationRecorded;
