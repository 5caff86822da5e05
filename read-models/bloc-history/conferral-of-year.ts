import type { CountedKind, PlacementCount } from '../../src/emulation-years/conferral/conferral.values.js';
import type { Quantity } from '../../src/kernel/quantity.js';

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
