import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { exact, integer, sum } from '../../src/kernel/fraction.js';
import { pointsText, rounded, toPoints, type RoundingMode } from '../../src/kernel/points.js';

const HALF_UP = { decimals: 2, mode: 'HALF_UP' } as const;
const MODES: readonly RoundingMode[] = ['HALF_UP', 'HALF_EVEN', 'DOWN'];

const value = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([numerator, denominator]) => exact(`${numerator}/${denominator}`));
const decimals = fc.integer({ min: 0, max: 6 });
const mode = fc.constantFrom(...MODES);

describe('rounding points', () => {
  it.each([
    ['1.005', 'HALF_UP', '1.01'],
    ['-1.005', 'HALF_UP', '-1.01'],
    ['1.004999999999', 'HALF_UP', '1.00'],
    ['1.005', 'HALF_EVEN', '1.00'],
    ['1.015', 'HALF_EVEN', '1.02'],
    ['1.0050001', 'HALF_EVEN', '1.01'],
    ['1.009', 'DOWN', '1.00'],
    ['-1.009', 'DOWN', '-1.00'],
    ['-0.001', 'HALF_UP', '0.00'],
    ['0', 'HALF_UP', '0.00'],
    ['2864/3', 'HALF_UP', '954.67'],
  ] as const)('takes %s %s to %s', (text, how, expected) => {
    expect(toPoints(exact(text), { decimals: 2, mode: how })).toBe(expected);
  });

  it('depends on the stage: three lines of 33.335 are 100.02 line by line and 100.01 at the end', () => {
    const lines = [exact('33.335'), exact('33.335'), exact('33.335')];
    expect(pointsText(sum(lines.map((line) => rounded(line, HALF_UP))), 2)).toBe('100.02');
    expect(toPoints(sum(lines), HALF_UP)).toBe('100.01');
  });

  it('moves by at most half a step to the nearest, and by less than a step downwards', () => {
    fc.assert(
      fc.property(value, decimals, mode, (any, places, how) => {
        const distance = rounded(any, { decimals: places, mode: how })
          .sub(any)
          .abs()
          .mul(integer(10 ** places));
        const bound = how === 'DOWN' ? exact('1') : exact('1/2');
        expect(distance.compare(bound)).toBeLessThanOrEqual(how === 'DOWN' ? -1 : 0);
      }),
    );
  });

  it('never rounds what is already round', () => {
    fc.assert(
      fc.property(value, decimals, mode, mode, (any, places, first, second) => {
        const once = rounded(any, { decimals: places, mode: first });
        expect(rounded(once, { decimals: places, mode: second }).equals(once)).toBe(true);
      }),
    );
  });

  it('treats a deduction as the mirror of a bonus', () => {
    fc.assert(
      fc.property(value, decimals, mode, (any, places, how) => {
        const rounding = { decimals: places, mode: how };
        expect(rounded(any.neg(), rounding).equals(rounded(any, rounding).neg())).toBe(true);
      }),
    );
  });

  it('keeps the order of totals', () => {
    fc.assert(
      fc.property(value, value, decimals, mode, (a, b, places, how) => {
        const rounding = { decimals: places, mode: how };
        const [low, high] = a.compare(b) <= 0 ? [a, b] : [b, a];
        expect(rounded(low, rounding).compare(rounded(high, rounding))).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('points as text', () => {
  it('have exactly the decimals of the rulebook', () => {
    expect(pointsText(exact('968.5'), 2)).toBe('968.50');
    expect(pointsText(exact('-3'), 2)).toBe('-3.00');
    expect(pointsText(exact('0.05'), 2)).toBe('0.05');
    expect(pointsText(exact('107'), 0)).toBe('107');
  });

  it('lose nothing that was rounded to them', () => {
    fc.assert(
      fc.property(value, decimals, mode, (any, places, how) => {
        const round = rounded(any, { decimals: places, mode: how });
        expect(exact(pointsText(round, places)).equals(round)).toBe(true);
      }),
    );
  });
});
