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
} from '../../src/commendations/commendation.values.js';
import type { Recipient, RecipientKind } from '../../src/emulation-years/conferral/conferral.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { Party, Person, ReferenceDocument } from '../../src/kernel/party.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import { modelById } from '../read-model.js';
import type { Current, Sourced } from '../recording.js';
import type { Visibility } from '../visibility.js';

/** How far a commendation has come. Only DECIDED and CONFERRED are awards. */
export const COMMENDATION_STATUSES = [
  'TAKEN_UP',
  'REGISTERED',
  'SUBMITTED',
  'RETURNED',
  'REJECTED',
  'DECIDED',
  'CONFERRED',
  'REVOKED',
] as const;
export type CommendationStatus = (typeof COMMENDATION_STATUSES)[number];

/** What was taken up from a proposal. */
export type TakenUp = Readonly<{
  proposalId: string;
  unitId?: string;
  unitName?: LocalizedText;
  form: string;
  title?: LocalizedText;
  grantor: Party;
  document?: ReferenceDocument;
}>;

export type Registered = Readonly<{
  form?: string;
  grantor: Party;
  recipients: Recipients;
  achievement?: Achievement;
  document?: ReferenceDocument;
}>;

export const DOSSIER_STEPS = ['SUBMITTED', 'RETURNED', 'SUPPLEMENTED'] as const;

/** What happened to the dossier. */
export type DossierStep = Readonly<{
  step: (typeof DOSSIER_STEPS)[number];
  /** Who received it, or gave it back. */
  to?: Party;
  by?: Party;
  parts?: readonly DossierPart[];
  returnTerm?: ReturnTerm;
  /** Until when it may be given back, by that term. */
  returnableUntil?: LocalDate;
  reason?: string;
  document?: ReferenceDocument;
}>;

export type Decision = Readonly<{
  document?: ReferenceDocument;
  signatory?: Person;
  legalBases?: readonly CitedLaw[];
  form?: string;
  recipients?: Recipients;
}>;

export type Rejection = Readonly<{ by?: Party; reason?: string; document?: ReferenceDocument }>;

export type Conferment = Readonly<{
  recipients?: Receivers;
  presenter?: Person;
  place?: string;
  document?: ReferenceDocument;
}>;

export type Complaint = Readonly<{
  complaintId: string;
  lodged: Current<Readonly<{ about?: CaseKind; by?: Party; matter?: string; document?: ReferenceDocument }>>;
  resolved?: Current<Readonly<{ outcome?: Resolution; reason?: string; document?: ReferenceDocument }>>;
}>;

export type Revocation = Readonly<{
  ground?: string;
  by: Party;
  of?: Recipients;
  reason?: string;
  recovery?: RecoveryOrder;
  document?: ReferenceDocument;
}>;

export type Recovery = Readonly<{
  by?: Party;
  items?: readonly RecoveredItem[];
  note?: string;
  document?: ReferenceDocument;
}>;

export type NamedLater = Readonly<{ kind: RecipientKind; recipient: Recipient }>;

/**
 * One commendation (khen thưởng) from the proposal or the report that it is known from to what became of it. Key: its id. The
 * status is that of the acts where it was opened by one; what claims say besides stands in the entries. Lists grow by one entry for
 * each fact and hold at most `MOST_ENTRIES`.
 */
export type CommendationRow = Readonly<{
  commendationId: string;
  /** In whose record it stands; empty where in none. */
  blocId: string;
  /** The emulation year that it honours, by its label; empty where it is not told. */
  year: string;
  status: CommendationStatus;
  /** A decision, a conferment or a revocation is known: it is public from then on. */
  granted: boolean;
  /** Something is pending against it (R29). */
  suspended: boolean;
  /** As decided, else as asked for; empty where it is not told. */
  form: string;
  title?: LocalizedText;
  grantor: Party;
  /** The grantor as it is looked for. */
  grantorKey: string;
  /** Who is commended, with those who were named later. */
  recipients: Recipients;
  /** The units of it: commended themselves, or with parts or people of theirs. */
  recipientUnits: readonly string[];
  /** When it was decided, else opened: by it lists are ordered. */
  day: LocalDate;
  takenUp?: Current<TakenUp>;
  registered?: Current<Registered>;
  dossier: readonly Sourced<DossierStep>[];
  decided?: Current<Decision>;
  rejected?: Current<Rejection>;
  conferments: readonly Sourced<Conferment>[];
  named: readonly Sourced<NamedLater>[];
  complaints: readonly Complaint[];
  revocations: readonly Sourced<Revocation>[];
  recoveries: readonly Sourced<Recovery>[];
  visibility: Visibility;
}>;

export const COMMENDATIONS = modelById<CommendationRow>('commendations');
