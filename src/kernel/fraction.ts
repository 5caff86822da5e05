import Fraction from 'fraction.js';

/**
 * An exact number of the domain: points before their rounding stage, shares, thresholds.
 * Built from text or integers only, never from a binary float.
 */
export type Exact = Fraction;

/** A fraction as it stands in a rulebook: `4/5`, `2/3`, `1/2`. Both parts are positive integers. */
export type FractionText = `${bigint}/${bigint}`;

const DECIMAL = /^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/;
const MEASURE = /^-?(0|[1-9]\d{0,15})(\.\d{1,6})?$/;
const FRACTION = /^[1-9]\d{0,8}\/[1-9]\d{0,8}$/;

/** What {@link exactText} writes. Of any length, because sums and products exceed what a caller may enter. */
const EXACT = /^-?(0|[1-9]\d*)(\/[1-9]\d*)?$/;

/** A decimal as text, `-12.50`: at most 18 digits before the point and 12 after it, no exponent, no plus sign. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/**
 * What is measured, counted or aimed at, `1250.75`: at most 16 digits before the point and 6 after it, enough for a budget in đồng.
 * Shorter than other decimals, because the exact sum of the shares on a sheet is as long as all their targets together.
 */
export function isMeasure(text: string): boolean {
  return MEASURE.test(text);
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
  return values.reduce(plus, ZERO);
}

/**
 * The sum in lowest terms. A sum of shares has a denominator as long as all of theirs together, and reducing it whole after each
 * addition costs the square of that length: here only the shorter denominator is searched for common factors
 * (Henrici; Knuth, The Art of Computer Programming 2, 4.5.1).
 */
export function plus(a: Exact, b: Exact): Exact {
  const shared = commonDivisor(a.d, b.d);
  const [ofA, ofB] = [a.d / shared, b.d / shared];
  const numerator = signed(a) * ofB + signed(b) * ofA;
  const common = commonDivisor(magnitude(numerator), shared);
  return inLowestTerms(numerator / common, ofA * (b.d / common));
}

/** The difference in lowest terms, at the cost of {@link plus}. */
export function minus(a: Exact, b: Exact): Exact {
  return plus(a, inLowestTerms(-signed(b), b.d));
}

/** The product in lowest terms: each numerator is reduced against the denominator of the other alone. */
export function times(a: Exact, b: Exact): Exact {
  const [first, second] = [commonDivisor(a.n, b.d), commonDivisor(b.n, a.d)];
  return inLowestTerms((signed(a) / first) * (signed(b) / second), (a.d / second) * (b.d / first));
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

function signed({ s, n }: Exact): bigint {
  return s * n;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Of numbers that are not negative. The first step makes the longer as short as the other. */
function commonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = a > b ? [a, b] : [b, a];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** Makes the value without the library's constructor, which would reduce once more. */
function inLowestTerms(numerator: bigint, denominator: bigint): Exact {
  const value = Object.create(Fraction.prototype) as Fraction;
  return Object.assign(value, { s: numerator < 0n ? -1n : 1n, n: magnitude(numerator), d: denominator });
}
