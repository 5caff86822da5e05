import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { exact, exactText, integer, isDecimal, isFraction, larger, smaller, sum } from '../../src/kernel/fraction.js';

/** A decimal with its value in units of 10^-12, computed without the kernel. */
const decimal = fc
  .tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n, max: 999_999_999_999_999_999n }),
    fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 12 }),
  )
  .map(([negative, whole, part]) => ({
    text: `${negative ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`,
    trillionths: (negative ? -1n : 1n) * (whole * 10n ** 12n + BigInt(part.padEnd(12, '0'))),
  }));

describe('an exact number', () => {
  it('keeps every digit of a decimal', () => {
    fc.assert(
      fc.property(decimal, ({ text, trillionths }) => {
        expect(isDecimal(text)).toBe(true);
        const value = exact(text);
        expect(value.s * value.n * 10n ** 12n).toBe(trillionths * value.d);
      }),
    );
  });

  it('is read again to the same value after ten thousand others', () => {
    const texts = ['955.00', '-12.5', '2/3'];
    const before = texts.map((text) => exactText(exact(text)));
    for (let number = 0; number < 10_000; number += 1) exact(`${number}.25`);
    expect(texts.map((text) => exactText(exact(text)))).toEqual(before);
    expect(before).toEqual(['955', '-25/2', '2/3']);
  });

  it('cannot be changed by whoever holds it', () => {
    expect(() => Object.assign(exact('7.50'), { n: 1n })).toThrow(TypeError);
    expect(exactText(exact('7.50'))).toBe('15/2');
  });

  it('adds without loss where floats lose: 0.1 + 0.2 is 0.3', () => {
    expect(exactText(sum([exact('0.1'), exact('0.2')]))).toBe('3/10');
    expect(exactText(exact('0.3'))).toBe('3/10');
  });

  it('sums in any order to the same value', () => {
    fc.assert(
      fc.property(fc.array(decimal, { maxLength: 20 }), (all) => {
        const total = all.reduce((whole, { trillionths }) => whole + trillionths, 0n);
        const forwards = sum(all.map(({ text }) => exact(text)));
        const backwards = sum(all.map(({ text }) => exact(text)).reverse());
        expect(exactText(forwards)).toBe(exactText(exact(`${total}/1000000000000`)));
        expect(exactText(backwards)).toBe(exactText(forwards));
      }),
    );
  });

  it('reads back from the text that it is stored as, however large it has grown', () => {
    fc.assert(
      fc.property(decimal, decimal, fc.integer({ min: 1, max: 999 }), (a, b, divisor) => {
        const value = exact(a.text).mul(exact(b.text)).div(integer(divisor));
        expect(exact(exactText(value)).equals(value)).toBe(true);
      }),
    );
  });

  it('is a third, not 0.333', () => {
    expect(exactText(integer(1).div(integer(3)))).toBe('1/3');
    expect(exactText(integer(2864).div(integer(3)))).toBe('2864/3');
  });

  it.each(['', '+1', '1e3', '1.', '.5', '01', '1,5', ' 1', 'NaN', 'Infinity', '1/0', '1/-2', '1.5/2'])(
    'is not %j',
    (text) => {
      expect(() => exact(text)).toThrow(new RangeError(`Neither a decimal nor a fraction: ${text}`));
    },
  );

  it('is not made of a float', () => {
    expect(() => integer(0.5)).toThrow(new RangeError('Not an integer: 0.5'));
    expect(() => integer(2 ** 53)).toThrow(RangeError);
  });

  it('compares by value', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [low, high] = a.trillionths <= b.trillionths ? [a, b] : [b, a];
        expect(larger(exact(a.text), exact(b.text)).equals(exact(high.text))).toBe(true);
        expect(smaller(exact(a.text), exact(b.text)).equals(exact(low.text))).toBe(true);
      }),
    );
  });
});

describe('a decimal a caller may enter', () => {
  it.each(['0', '-0.5', '955.00', '999999999999999999', '0.123456789012'])('may be %s', (text) => {
    expect(isDecimal(text)).toBe(true);
  });

  it.each(['1000000000000000000', '0.1234567890123', '1/2', '-', '00', '1e2', '٣'])('may not be %s', (text) => {
    expect(isDecimal(text)).toBe(false);
  });
});

describe('a fraction of a rulebook', () => {
  it.each(['1/2', '2/3', '4/5', '999999999/1'])('may be %s', (text) => {
    expect(isFraction(text)).toBe(true);
  });

  it.each(['0/5', '1/0', '-1/2', '0.8', '80%', '4 / 5', '04/5', '1000000000/3'])('may not be %s', (text) => {
    expect(isFraction(text)).toBe(false);
  });
});
