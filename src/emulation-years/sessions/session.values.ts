import type { PartialDate } from '../../kernel/partial-date.js';
import type { Party, Person, ReferenceDocument } from '../../kernel/party.js';

/** Phiên họp trù bị, hội nghị tổng kết, sơ kết 6 tháng. */
export const SESSION_KINDS = ['PREPARATORY', 'CLOSING', 'MID_YEAR'] as const;

export type SessionKind = (typeof SESSION_KINDS)[number];

export const TIMES_OF_DAY = ['MORNING', 'AFTERNOON', 'EVENING'] as const;

export type TimeOfDay = (typeof TIMES_OF_DAY)[number];

/** When and where a meeting is, of one day or several. Host and chair need not be the head (H14). */
export type SessionPlan = Readonly<{
  kind: SessionKind;
  from: PartialDate;
  to: PartialDate;
  timeOfDay?: TimeOfDay;
  place?: string;
  /** Absent where a source does not tell. */
  online?: boolean;
  host?: Party;
  chair?: Party;
}>;

export const ATTENDEE_ROLES = ['MEMBER', 'GUEST', 'UNKNOWN'] as const;

/**
 * Who is in the hall. Members speak for a unit, guests (superiors too) never vote (R19). A source may name an office alone, or say
 * "lãnh đạo các đơn vị" (H13): then `office` has its words, and who or how many they were is unknown.
 */
export type Attendee = Readonly<{
  person?: Person;
  office?: string;
  unitId?: string;
  role: (typeof ATTENDEE_ROLES)[number];
  /** The written authority of a substitute. */
  authority?: ReferenceDocument;
}>;

/** Ý kiến, kiến nghị to a superior. */
export type Recommendation = Readonly<{ sessionId?: string; from?: Party; to: Party; text: string }>;
