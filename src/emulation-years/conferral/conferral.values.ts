import type { Party, Person, ReferenceDocument } from '../../kernel/party.js';
import type { Quantity } from '../../kernel/quantity.js';
import { nameFolded } from '../../kernel/text.js';

/** The decision of the bloc that carries a proposal (R51). */
export type ProposalBasis =
  | Readonly<{ kind: 'BALLOT'; ballotId: string; questionId: string }>
  | Readonly<{ kind: 'ASSENT'; assentId: string }>
  | Readonly<{ kind: 'AGREED_LIST'; listId: string }>
  | Readonly<{ kind: 'NONE' }>;

/** What is asked of others: how many, which of them by name, of whom, and the decision behind it. */
export type ProposalTerms = Readonly<{
  /** By its id in the rulebook; as the source words it in a year without one. */
  form: string;
  grantor: Party;
  /** Absent where a source does not tell how many. */
  count?: number;
  nominees: readonly string[];
  /** The nominees were given as all other members of that day, and are those that it was then (H10). */
  allOthers?: true;
  /** The tracks that it honours, where the bloc has some. */
  tracks?: readonly string[];
  basis: ProposalBasis;
}>;

export const RECIPIENT_KINDS = ['COLLECTIVE', 'INDIVIDUAL', 'BLOC'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

/**
 * A recipient of an own award: a collective, a person by name or by the office alone, or a bloc; perhaps of some member, perhaps of
 * none.
 */
export type Recipient = Readonly<{ name?: string; office?: string; unitId?: string }>;

/** One text for a recipient: persons are told apart by name, office and unit (decision 38), however they are spelt. */
export function recipientKey({ name = '', office = '', unitId = '' }: Recipient): string {
  return JSON.stringify([nameFolded(name), nameFolded(office), unitId]);
}

/** Recipients of one kind: how many were announced, where it is told, and those known so far. */
export type Batch = Readonly<{ count?: number; named: readonly Recipient[]; presenter?: Person }>;

/** Where the recipients of each kind stand. */
export const BATCHES = {
  COLLECTIVE: 'collectives',
  INDIVIDUAL: 'individuals',
  BLOC: 'blocs',
} as const satisfies Record<RecipientKind, string>;

type Batches = Readonly<{ [Kind in (typeof BATCHES)[RecipientKind]]?: Batch }>;

export function batchOf(award: Batches, kind: RecipientKind): Batch | undefined {
  return award[BATCHES[kind]];
}

/**
 * An award of the head's own grantor, by name or by count. Presenter and grantor may differ (S2). A source may tell neither the form
 * (S3) nor whether the recipients are exemplars.
 */
export type AwardTerms = Readonly<{
  form?: string;
  grantor: Party;
  sessionId?: string;
  collectives: Batch;
  individuals: Batch;
  blocs?: Batch;
  exemplars?: boolean;
  document?: ReferenceDocument;
}>;

export const COUNTED = ['OCCASION', 'RECIPIENT'] as const;

/**
 * What is counted (lượt, or those commended), of which kind, by which form where the source tells; kinds are never added up
 * (D4).
 */
export type CountedKind = Readonly<{ of: RecipientKind; counted: (typeof COUNTED)[number]; form?: string }>;
export type CommendationCount = CountedKind & Readonly<{ quantity: Quantity }>;

/** How many offices of a unit took a place, each in a bloc of its own. */
export type PlacementCount = Readonly<{ place: number; count: number }>;
