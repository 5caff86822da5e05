import type { Recipient, RecipientKind } from '../emulation-years/conferral/conferral.values.js';
import type { Event } from '../kernel/event.js';
import type { PartialDate } from '../kernel/partial-date.js';
import type { Party, Person, ReferenceDocument } from '../kernel/party.js';
import { streamName } from '../kernel/stream.js';
import type { LocalizedText } from '../kernel/text.js';
import type {
  Achievement,
  CaseKind,
  CitedLaw,
  DossierPart,
  Receivers,
  Recipients,
  RecoveredItem,
  RecoveryOrder,
  Resolution,
  ReturnTerm,
} from './commendation.values.js';

/** What every fact of a commendation names: itself, the bloc and year in whose record it stands, where there are such, the day. */
type OfCommendation = { commendationId: string; blocId?: string; year?: string; occurredOn: PartialDate };

/**
 * A proposal of a year goes its way to who grants it, for one nominee. Form and grantor are the proposal's on that day; names are those
 * of the year. A source may not know the nominee.
 */
export type ProposalTakenUp = Event<
  'ProposalTakenUp',
  OfCommendation & {
    blocId: string;
    year: string;
    proposalId: string;
    unitId?: string;
    unitName?: LocalizedText;
    form: string;
    title?: LocalizedText;
    grantor: Party;
    document?: ReferenceDocument;
  }
>;
/** A commendation that comes from no proposal of a year here: given by a superior, or known from a report, its decision, its revocation. */
export type CommendationRegistered = Event<
  'CommendationRegistered',
  OfCommendation & {
    form?: string;
    grantor: Party;
    recipients: Recipients;
    achievement?: Achievement;
    document?: ReferenceDocument;
  }
>;
/** The dossier (hồ sơ) came to who decides, or to its standing body. Parts absent: a source does not tell them. */
export type DossierSubmitted = Event<
  'DossierSubmitted',
  OfCommendation & { to?: Party; parts?: readonly DossierPart[]; returnTerm?: ReturnTerm }
>;
/** It was given back as ineligible or incomplete. */
export type DossierReturned = Event<
  'DossierReturned',
  OfCommendation & { by?: Party; reason?: string; document?: ReferenceDocument }
>;
/** What was missing was added, and it is with who decides again. */
export type DossierSupplemented = Event<
  'DossierSupplemented',
  OfCommendation & { parts?: readonly DossierPart[]; returnTerm?: ReturnTerm }
>;
/**
 * Quyết định khen thưởng: number, date and issuer are the document's. Form and recipients where the decision says them; else they are
 * as proposed or registered.
 */
export type CommendationDecided = Event<
  'CommendationDecided',
  OfCommendation & {
    document?: ReferenceDocument;
    signatory?: Person;
    legalBases?: readonly CitedLaw[];
    form?: string;
    recipients?: Recipients;
  }
>;
/** Who decides did not agree. */
export type CommendationRejected = Event<
  'CommendationRejected',
  OfCommendation & { by?: Party; reason?: string; document?: ReferenceDocument }
>;
/** It was handed over: to whom as far as it is told, `recipients` absent: to all of them. */
export type CommendationConferred = Event<
  'CommendationConferred',
  OfCommendation & { recipients?: Receivers; presenter?: Person; place?: string; document?: ReferenceDocument }
>;
/** One of those that were announced by number became known. */
export type CommendationRecipientNamed = Event<
  'CommendationRecipientNamed',
  OfCommendation & { kind: RecipientKind; recipient: Recipient }
>;
/** Something against the achievement is to be verified first: what it is, and from whom, where that is told. */
export type ComplaintLodged = Event<
  'ComplaintLodged',
  OfCommendation & { complaintId: string; about?: CaseKind; by?: Party; matter?: string; document?: ReferenceDocument }
>;
export type ComplaintResolved = Event<
  'ComplaintResolved',
  OfCommendation & { complaintId: string; outcome?: Resolution; reason?: string; document?: ReferenceDocument }
>;
/**
 * The decision was annulled: on which ground (of an act one that the law of that day allows, of a claim as its source words it), by whom.
 * `of` tells by kind whom it concerns, by number or name, where it does not concern all.
 */
export type AwardRevoked = Event<
  'AwardRevoked',
  OfCommendation & {
    ground?: string;
    by: Party;
    of?: Recipients;
    reason?: string;
    recovery?: RecoveryOrder;
    document?: ReferenceDocument;
  }
>;
/** What was given back of the objects and the bonus: an empty list where there was nothing, absent where a source does not tell it. */
export type ObjectsRecovered = Event<
  'ObjectsRecovered',
  OfCommendation & { by?: Party; items?: readonly RecoveredItem[]; note?: string; document?: ReferenceDocument }
>;

export type CommendationEvent =
  | ProposalTakenUp
  | CommendationRegistered
  | DossierSubmitted
  | DossierReturned
  | DossierSupplemented
  | CommendationDecided
  | CommendationRejected
  | CommendationConferred
  | CommendationRecipientNamed
  | ComplaintLodged
  | ComplaintResolved
  | AwardRevoked
  | ObjectsRecovered;

export const commendationStream = (commendationId: string): string => streamName('commendation', commendationId);
