import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Criterion } from '../../src/rulebooks/rulebook.values.js';
import { line, problemsIn, scoringWith } from '../support/mothers/rulebooks.js';

/** A line or heading with what it can bring to the scale, by arithmetic of whole numbers: bonus and deductions are aside. */
type Weighed = Readonly<{ criterion: Criterion; points: number }>;

const weighedLine: fc.Arbitrary<Weighed> = fc
  .record({ kind: fc.constantFrom('JUDGED', 'JUDGED', 'BONUS', 'DEDUCTION'), max: fc.integer({ min: 1, max: 40 }) })
  .map(({ kind, max }) => ({
    criterion: line({ kind }, { max: `${max}` }),
    points: kind === 'JUDGED' ? max : 0,
  }));

const weighedHeading: fc.Arbitrary<Weighed> = fc
  .record({
    children: fc.array(weighedLine, { minLength: 1, maxLength: 3 }),
    max: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  })
  .map(({ children, max }) => {
    const sum = children.reduce((known, { points }) => known + points, 0);
    const capped = max === undefined ? {} : { max: `${max}` };
    const of = { kind: 'GROUP', id: 'muc', title: { vi: 'Mục' }, ...capped } as const;
    return {
      criterion: { ...of, children: children.map(({ criterion }) => criterion) },
      points: Math.min(sum, max ?? Infinity),
    };
  });

describe('the scale of a table (D39)', () => {
  it('holds what its lines and headings come to, in 1000 tables, unless overflow is allowed', () => {
    const met = { over: 0, within: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.oneof(weighedLine, weighedHeading), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 10, max: 90 }),
        fc.constantFrom('CAPPED', 'CAPPED', 'ALLOWED'),
        (weighed, scale, overflow) => {
          const criteria = weighed.map(({ criterion }, nth) => ({ ...criterion, id: `muc-${nth}` }));
          const sum = weighed.reduce((known, { points }) => known + points, 0);
          const content = scoringWith({ criteria, scale: `${scale}`, overflow: overflow });
          const isTooMuch = problemsIn(content).some((problem) =>
            problem.startsWith('scoring.scale: the criteria add'),
          );
          met[isTooMuch ? 'over' : 'within'] += 1;
          expect(isTooMuch).toBe(overflow === 'CAPPED' && sum > scale);
        },
      ),
      {
        numRuns: 1000,
        examples: [
          [[{ criterion: line({ kind: 'JUDGED' }, { max: '11' }), points: 11 }], 10, 'CAPPED'],
          [[{ criterion: line({ kind: 'JUDGED' }, { max: '10' }), points: 10 }], 10, 'CAPPED'],
        ],
      },
    );
    expect([met.over, met.within].map((count) => count > 20)).toEqual([true, true]);
  });
});
