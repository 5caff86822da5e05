import type { Event } from '../../kernel/event.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { ReferenceDocument } from '../../kernel/party.js';
import type { InYear } from '../frame/frame.values.js';
import type { PledgeCompletion, PledgeContent, PledgeOrigin, PledgeTarget, Signatory } from './pledge.values.js';

/** A draft; drafted again as often as needed until it is agreed. */
export type PledgeDrafted = Event<
  'PledgeDrafted',
  InYear & { contents: readonly PledgeContent[]; targets: readonly PledgeTarget[] }
>;
/** The content that will be signed, version 1 and on. It comes from the members or from a superior (H16), where that is told. */
export type PledgeContentAgreed = Event<
  'PledgeContentAgreed',
  InYear & {
    version: number;
    contents: readonly PledgeContent[];
    targets: readonly PledgeTarget[];
    agreedBy?: PledgeOrigin;
    document?: ReferenceDocument;
    sessionId?: string;
  }
>;
/** One unit's signature (ký giao ước). Unique by unit, year and content version (D19). A source may not say who signed. */
export type PledgeSigned = Event<
  'PledgeSigned',
  InYear & { unitId: string; version: number; signatory?: Signatory; place?: string; atSession?: string }
>;
export type PledgeSigningDeferred = Event<
  'PledgeSigningDeferred',
  InYear & { unitId: string; reason?: string; note?: string }
>;
/**
 * Every declared member has signed this version, once a version. `occurredOn` is the latest signature, or the day on
 * which the last unit without one was a member no more. A claim may know that all have signed and none of the signatures.
 */
export type PledgeCompleted = Event<'PledgeCompleted', InYear & PledgeCompletion>;
/**
 * A new content version, to be signed again: until `deadline`, else until the deadline as it stands, and where that has passed by then
 * without one (D32).
 */
export type PledgeAmended = Event<
  'PledgeAmended',
  InYear & {
    version: number;
    contents: readonly PledgeContent[];
    targets: readonly PledgeTarget[];
    reason?: string;
    deadline?: LocalDate;
  }
>;
/** The head lets one unit sign after the deadline (R05); a source may not say until when. */
export type PledgeDeadlineWaived = Event<
  'PledgeDeadlineWaived',
  InYear & { unitId: string; until?: LocalDate; reason?: string }
>;
/** Đăng ký thi đua: the forms a unit aims at. */
export type TitlesRegistered = Event<'TitlesRegistered', InYear & { unitId: string; forms: readonly string[] }>;

export type PledgeEvent =
  | PledgeDrafted
  | PledgeContentAgreed
  | PledgeSigned
  | PledgeSigningDeferred
  | PledgeCompleted
  | PledgeAmended
  | PledgeDeadlineWaived
  | TitlesRegistered;
