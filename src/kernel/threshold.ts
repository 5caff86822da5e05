import { exact, integer, type FractionText } from './fraction.js';

/** What a count of votes is measured against. The law's default for councils is all members, not the members present. */
export type Denominator = 'ALL_MEMBERS' | 'PRESENT' | 'VALID_PAPERS';

/**
 * Tỷ lệ phiếu tán thành: the share of votes that carries a decision.
 * Source: NĐ 98/2023/NĐ-CP Art. 30(7) sets 80 % of all members for councils on flags; within a bloc the rulebook decides.
 */
export type Threshold = Readonly<{ fraction: FractionText; comparison: 'AT_LEAST' | 'MORE_THAN'; base: Denominator }>;

/** Whether `votes` out of `base` carry: exact, so that 5 of 7 is not 5/7 ≈ 0.714 but 25 < 28 against 4/5. */
export function reaches(votes: number, base: number, threshold: Pick<Threshold, 'fraction' | 'comparison'>): boolean {
  // Without any valid papers, zero votes would reach every share.
  if (votes === 0) return false;
  const order = integer(votes).compare(integer(base).mul(exact(threshold.fraction)));
  return threshold.comparison === 'AT_LEAST' ? order >= 0 : order > 0;
}

/** The smallest whole number of votes that carries, at least one. 4/5 of 7 is 6. */
export function votesNeeded(base: number, threshold: Pick<Threshold, 'fraction' | 'comparison'>): number {
  const share = integer(base).mul(exact(threshold.fraction));
  const whole = Number(share.ceil().n);
  return Math.max(1, threshold.comparison === 'MORE_THAN' && share.d === 1n ? whole + 1 : whole);
}
