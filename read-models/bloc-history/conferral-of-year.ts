import type { Batch } from '../../src/emulation-years/conferral/conferral.values.js';
import type { Party, ReferenceDocument } from '../../src/kernel/party.js';
import type { Quantity } from '../../src/kernel/quantity.js';
import type { Current, Sourced } from '../recording.js';

/** A request upwards, not an award: by name, or by count and named later. */
export type ProposalOfYear = Readonly<{
  proposalId: string;
  proposed: Current<ProposalMade>;
  named: readonly Sourced<Readonly<{ unitId: string }>>[];
  withdrawn?: Sourced<Readonly<{ reason: string }>>;
}>;

export type ProposalMade = Readonly<{
  form: string;
  grantor: Party;
  count: number;
  nominees: readonly string[];
  /** What the bloc decided it by. */
  basis: Readonly<{ kind: string; ballotId?: string; questionId?: string; assentId?: string; listId?: string }>;
}>;

/** An award conferred at the conference. Collectives and individuals are counted apart and never added up. */
export type AwardOfYear = Readonly<{
  awardId: string;
  conferred: Current<AwardGiven>;
  named: readonly Sourced<Readonly<{ kind: 'COLLECTIVE' | 'INDIVIDUAL'; name: string; unitId?: string }>>[];
}>;

export type AwardGiven = Readonly<{
  form: string;
  grantor: Party;
  sessionId?: string;
  exemplars: boolean;
  collectives: Batch;
  individuals: Batch;
  document?: ReferenceDocument;
}>;

/** A reported number, and how a reader sees it in both languages: "trên 113.000 lao động". */
export type ReportedFigure = Readonly<{ quantity: Quantity; text: Readonly<{ vi: string; en: string }> }>;

/** Counts by kind (lượt, tập thể, cá nhân); kinds are never added up (D4). */
export type CommendationSummary = Readonly<{
  summaryId: string;
  counts: readonly (ReportedFigure &
    Readonly<{ of: 'COLLECTIVE' | 'INDIVIDUAL'; counted: 'OCCASION' | 'RECIPIENT' }>)[];
  source?: string;
}>;

/** A figure of the bloc's year. Given again under the same id it replaces the former. */
export type Statistic = ReportedFigure & Readonly<{ statisticId: string; title: string }>;
