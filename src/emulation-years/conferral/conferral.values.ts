import type { Person } from '../../kernel/party.js';

/** The decision of the bloc that carries a proposal (R51). */
export type ProposalBasis =
  | Readonly<{ kind: 'BALLOT'; ballotId: string; questionId: string }>
  | Readonly<{ kind: 'ASSENT'; assentId: string }>
  | Readonly<{ kind: 'AGREED_LIST'; listId: string }>
  | Readonly<{ kind: 'NONE' }>;

/** A recipient of an own award: a collective or a person, perhaps of some member, perhaps of none. */
export type Recipient = Readonly<{ name: string; unitId?: string }>;

export type Batch = Readonly<{ count: number; named: readonly Recipient[]; presenter?: Person }>;
