import Fraction from 'fraction.js';
import type { Exact } from './fraction.js';

/** Points as text with a fixed number of decimals, `968.50`. Never JSON numbers, which are floats. */
export type Points = string;

/** How the rulebook rounds. HALF_UP rounds the magnitude: 1.005 → 1.01 and -1.005 → -1.01. */
export type RoundingMode = 'HALF_UP' | 'HALF_EVEN' | 'DOWN';

/** Whether each line is rounded, or only the total at the end. They differ: 3 × 33.335 is 100.02 or 100.01. */
export type RoundingStage = 'LINE' | 'TOTAL';

export type Rounding = Readonly<{ decimals: number; mode: RoundingMode; stage: RoundingStage }>;

/** The exact value rounded to the rulebook's decimals, itself exact again. */
export function rounded(value: Exact, { decimals, mode }: Omit<Rounding, 'stage'>): Exact {
  const scale = 10n ** BigInt(decimals);
  const scaled = value.s * value.n * scale;
  return new Fraction(divide(scaled, value.d, mode), scale);
}

/** The exact value as points with that many decimals. It must already be rounded to them. */
export function pointsText(value: Exact, decimals: number): Points {
  const scaled = (value.s * value.n * 10n ** BigInt(decimals)) / value.d;
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${scaled < 0n ? '-' : ''}${whole}${part}`;
}

/** Rounds and writes the value: the usual last step. */
export function toPoints(value: Exact, rounding: Omit<Rounding, 'stage'>): Points {
  return pointsText(rounded(value, rounding), rounding.decimals);
}

function divide(dividend: bigint, divisor: bigint, mode: RoundingMode): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const quotient = magnitude / divisor;
  const twiceRest = (magnitude % divisor) * 2n;
  const up =
    mode === 'HALF_UP'
      ? twiceRest >= divisor
      : mode === 'HALF_EVEN' && (twiceRest > divisor || (twiceRest === divisor && quotient % 2n === 1n));
  const result = up ? quotient + 1n : quotient;
  return dividend < 0n ? -result : result;
}

/** Vietnamese writes a comma before the decimals: 968.50 is 968,50. */
export function inVietnamese(number: string): string {
  return number.replaceAll('.', ',');
}
