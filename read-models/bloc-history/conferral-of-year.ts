import type {
  AwardTerms,
  CountedKind,
  ProposalTerms,
  Recipient,
  PlacementCount,
  RecipientKind,
} from '../../src/emulation-years/conferral/conferral.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Party } from '../../src/kernel/party.js';
import type { Quantity } from '../../src/kernel/quantity.js';
import { alone, type Current, type Recording, type Sourced } from '../recording.js';

/** A request upwards, not an award: by name, or by count and named later. */
export type ProposalOfYear = Readonly<{
  proposalId: string;
  proposed: Current<ProposalTerms>;
  named: readonly Sourced<Readonly<{ unitId: string }>>[];
  grantor?: Sourced<Readonly<{ grantor: Party }>>;
  withdrawn?: Sourced<Readonly<{ reason: string }>>;
  /** What the latest publication that named it shows of it, as it was then. */
  published?: Readonly<{ as: PublicProposalOfYear; recording: Recording }>;
}>;

export type PublicProposalOfYear = Pick<ProposalOfYear, 'proposalId' | 'proposed' | 'named' | 'grantor' | 'withdrawn'>;

/** A field that is new is not public before it is named here. */
export function publicProposalOfYear({
  proposalId,
  proposed,
  named,
  grantor,
  withdrawn,
}: PublicProposalOfYear): PublicProposalOfYear {
  return {
    ...{ proposalId, proposed: alone(proposed), named: named.map(alone) },
    ...defined({ grantor: grantor && alone(grantor), withdrawn: withdrawn && alone(withdrawn) }),
  };
}

/** An award conferred at the conference. Collectives and individuals are counted apart and never added up. */
export type AwardOfYear = Readonly<{
  awardId: string;
  conferred: Current<AwardTerms>;
  named: readonly Sourced<Recipient & Readonly<{ kind: RecipientKind }>>[];
}>;

/** A reported number, and how a reader sees it in both languages: "trên 113.000 lao động". */
export type ReportedFigure = Readonly<{ quantity: Quantity; text: Readonly<{ vi: string; en: string }> }>;

/** Counts by kind (lượt, tập thể, cá nhân); kinds are never added up (D4). */
export type CommendationSummary = Readonly<{
  summaryId: string;
  counts: readonly (ReportedFigure & CountedKind)[];
  source?: string;
}>;

/** What places the offices of a unit took, each in a bloc of its own; other offices took places that nobody has told. */
export type Placements = Readonly<{ unitId: string; counts: readonly PlacementCount[]; source?: string }>;

/** A figure of the bloc's year. Given again under the same id it replaces the former. */
export type Statistic = ReportedFigure & Readonly<{ statisticId: string; title: string }>;
