import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderText } from '../../read-models/mongodb/order-text.js';

const number = fc.oneof(fc.constantFrom(0, -0, 1, -1, 10, 9, -10), fc.double({ noNaN: true }), fc.integer());
const bytes = (text: string): Buffer => Buffer.from(text);

describe('the order text of a value', () => {
  it('orders numbers by size, and is one for equal numbers', () => {
    fc.assert(
      fc.property(number, number, (one, other) => {
        const expected = one < other ? -1 : Number(one > other);
        expect(Buffer.compare(bytes(orderText(one)), bytes(orderText(other)))).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it('orders texts by code point, behind every number', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, number, (one, other, size) => {
        const expected = Buffer.compare(bytes(one), bytes(other));
        expect(Buffer.compare(bytes(orderText(one)), bytes(orderText(other)))).toBe(expected);
        expect(Buffer.compare(bytes(orderText(size)), bytes(orderText(one)))).toBe(-1);
      }),
    );
  });
});
