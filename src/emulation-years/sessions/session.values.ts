import type { Person, ReferenceDocument } from '../../kernel/party.js';

/** Phiên họp trù bị, hội nghị tổng kết, sơ kết 6 tháng. */
export const SESSION_KINDS = ['PREPARATORY', 'CLOSING', 'MID_YEAR'] as const;

export type SessionKind = (typeof SESSION_KINDS)[number];

/** A person in the hall. Members speak for a unit, guests (superiors too) never vote (R19). */
export type Attendee = Readonly<{
  person: Person;
  unitId?: string;
  role: 'MEMBER' | 'GUEST' | 'UNKNOWN';
  /** The written authority of a substitute. */
  authority?: ReferenceDocument;
}>;
