import Fraction from 'fraction.js';

/**
 * An exact number of the domain: points before their rounding stage, shares, thresholds.
 * Built from text or integers only, never from a binary float.
 */
export type Exact = Fraction;

/** A fraction as it stands in a rulebook: `4/5`, `2/3`, `1/2`. Both parts are positive integers. */
export type FractionText = `${bigint}/${bigint}`;

const DECIMAL = /^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/;
const FRACTION = /^[1-9]\d{0,8}\/[1-9]\d{0,8}$/;

/** What {@link exactText} writes. Of any length, because sums and products exceed what a caller may enter. */
const EXACT = /^-?(0|[1-9]\d*)(\/[1-9]\d*)?$/;

/** A decimal as text, `-12.50`: at most 18 digits before the point and 12 after it, no exponent, no plus sign. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

export function isFraction(text: string): text is FractionText {
  return FRACTION.test(text);
}

/** How many texts to keep with their values. Every command reads the numbers of a rulebook again; they are far fewer. */
const MOST_KEPT = 4096;
const LONGEST_KEPT = 32;
const kept = new Map<string, Exact>();

/**
 * The exact value of a decimal (`955.00`), a fraction (`2/3`) or an integer. It may be shared, and cannot be changed.
 * @throws RangeError for any other text.
 */
export function exact(value: string | bigint): Exact {
  if (typeof value === 'bigint') return new Fraction(value);
  const known = kept.get(value);
  if (known !== undefined) return known;
  if (!isDecimal(value) && !EXACT.test(value)) throw new RangeError(`Neither a decimal nor a fraction: ${value}`);
  const read = Object.freeze(new Fraction(value));
  if (value.length <= LONGEST_KEPT) keep(value, read);
  return read;
}

/** Empties the cache when it is full: tracking the last use of each entry would cost more than parsing again. */
function keep(text: string, value: Exact): void {
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, value);
}

export function integer(value: number): Exact {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not an integer: ${value}`);
  return new Fraction(BigInt(value));
}

export const ZERO: Exact = new Fraction(0n);

export function sum(values: readonly Exact[]): Exact {
  return values.reduce((total, value) => total.add(value), ZERO);
}

/** The exact value as text that loses nothing: `955` or `2864/3`. It reads back with {@link exact}. */
export function exactText(value: Exact): string {
  return value.toFraction();
}

export function larger(a: Exact, b: Exact): Exact {
  return a.compare(b) >= 0 ? a : b;
}

export function smaller(a: Exact, b: Exact): Exact {
  return a.compare(b) <= 0 ? a : b;
}
