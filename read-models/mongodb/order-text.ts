import type { OrderValue } from '../order.js';

const SIGN = 1n << 63n;
const ALL_BITS = (1n << 64n) - 1n;

/**
 * An order value as one text whose order by bytes is the order of the values: numbers before texts. Servers compare a
 * bound with values of its own type only and disagree about the others, so a field holds one type.
 */
export function orderText(value: OrderValue): string {
  return typeof value === 'string' ? `t${value}` : `n${orderedBits(value)}`;
}

/** The 64 bits of a number as hexadecimal digits in the order of numbers: positive ones above, negative ones turned round. */
function orderedBits(value: number): string {
  const bytes = new DataView(new ArrayBuffer(8));
  // Zero has two forms that are equal.
  bytes.setFloat64(0, value === 0 ? 0 : value);
  const bits = bytes.getBigUint64(0);
  return (bits & SIGN ? bits ^ ALL_BITS : bits | SIGN).toString(16).padStart(16, '0');
}
