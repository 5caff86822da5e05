import type { Party, Person, ReferenceDocument } from '../../kernel/party.js';
import type { Quantity } from '../../kernel/quantity.js';

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

export const RECIPIENT_KINDS = ['COLLECTIVE', 'INDIVIDUAL'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

/** A recipient of an own award: a collective or a person, perhaps of some member, perhaps of none. */
export type Recipient = Readonly<{ name: string; unitId?: string }>;

export type Batch = Readonly<{ count: number; named: readonly Recipient[]; presenter?: Person }>;

/** An award of the head's own grantor, by name or by count. Presenter and grantor may differ (S2). */
export type AwardTerms = Readonly<{
  form: string;
  grantor: Party;
  sessionId?: string;
  collectives: Batch;
  individuals: Batch;
  exemplars: boolean;
  document?: ReferenceDocument;
}>;

export const COUNTED = ['OCCASION', 'RECIPIENT'] as const;

export const SUMMARISED_KINDS = [...RECIPIENT_KINDS, 'BLOC'] as const;
export type SummarisedKind = (typeof SUMMARISED_KINDS)[number];

/**
 * What is counted (lượt, or those commended), of which kind, by which form where the source tells; kinds are never added up
 * (D4).
 */
export type CountedKind = Readonly<{ of: SummarisedKind; counted: (typeof COUNTED)[number]; form?: string }>;
export type CommendationCount = CountedKind & Readonly<{ quantity: Quantity }>;

/** How many offices of a unit took a place, each in a bloc of its own. */
export type PlacementCount = Readonly<{ place: number; count: number }>;
