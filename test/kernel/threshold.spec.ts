import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import type { FractionText } from '../../src/kernel/fraction.js';
import { reaches, votesNeeded, type Threshold } from '../../src/kernel/threshold.js';

type Share = Pick<Threshold, 'fraction' | 'comparison'>;

const atLeast = (fraction: FractionText): Share => ({ fraction, comparison: 'AT_LEAST' });
const moreThan = (fraction: FractionText): Share => ({ fraction, comparison: 'MORE_THAN' });

const share: fc.Arbitrary<Share> = fc
  .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), fc.boolean())
  .map(([a, b, strict]) => (strict ? moreThan : atLeast)(`${BigInt(Math.min(a, b))}/${BigInt(Math.max(a, b))}`));

describe('the votes needed', () => {
  const shares = [moreThan('1/2'), atLeast('2/3'), atLeast('7/10'), atLeast('3/4'), atLeast('4/5'), atLeast('9/10')];

  it.each([
    [7, [4, 5, 5, 6, 6, 7]],
    [8, [5, 6, 6, 6, 7, 8]],
    [9, [5, 6, 7, 7, 8, 9]],
    [17, [9, 12, 12, 13, 14, 16]],
  ])('of %i members are %j for more than 1/2, 2/3, 70 %%, 3/4, 80 %% and 90 %%', (members, needed) => {
    expect(shares.map((threshold) => votesNeeded(members, threshold))).toEqual(needed);
  });

  it('are one more than a half when a half is a whole number', () => {
    expect(votesNeeded(8, atLeast('1/2'))).toBe(4);
    expect(votesNeeded(8, moreThan('1/2'))).toBe(5);
  });

  it('are the fewest that carry, of any number of members and any share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), share, (members, threshold) => {
        const needed = votesNeeded(members, threshold);
        expect(reaches(needed, members, threshold)).toBe(true);
        expect(reaches(needed - 1, members, threshold)).toBe(false);
      }),
    );
  });

  it('carry by whole numbers alone: votes times the denominator against members times the numerator', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 500 }),
        share,
        (votes, members, threshold) => {
          const [numerator = 0, denominator = 0] = threshold.fraction.split('/').map(Number);
          const [won, asked] = [votes * denominator, members * numerator];
          expect(reaches(votes, members, threshold)).toBe(
            threshold.comparison === 'AT_LEAST' ? won >= asked : won > asked,
          );
        },
      ),
    );
  });
});

describe('a threshold', () => {
  it('of 2/3 of 9 is reached by 6 and missed by 5', () => {
    expect(reaches(6, 9, atLeast('2/3'))).toBe(true);
    expect(reaches(5, 9, atLeast('2/3'))).toBe(false);
  });

  it('of 80 % is reached by 5 of the 6 present and missed by the same 5 of all 7', () => {
    expect(reaches(5, 6, atLeast('4/5'))).toBe(true);
    expect(reaches(5, 7, atLeast('4/5'))).toBe(false);
  });

  it('counts blank papers against: 5 for, 1 against and 1 blank of 7 miss 80 %', () => {
    expect(reaches(5, 5 + 1 + 1, atLeast('4/5'))).toBe(false);
    expect(reaches(6, 7, atLeast('4/5'))).toBe(true);
  });

  it('takes a full vote for full, and no vote for nothing, even where no paper was valid', () => {
    expect(reaches(7, 7, atLeast('1/1'))).toBe(true);
    expect(reaches(0, 0, atLeast('4/5'))).toBe(false);
    expect(votesNeeded(0, atLeast('4/5'))).toBe(1);
  });
});
