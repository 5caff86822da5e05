import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLine } from '../../src/emulation-years/scoring/line-points.js';
import { rulebookDecider } from '../../src/rulebooks/rulebook.decider.js';
import { versionOf } from '../../src/rulebooks/rulebook.standing.js';
import { problemsOf } from '../../src/rulebooks/rulebook.validation.js';
import type { Criterion, LineRule } from '../../src/rulebooks/rulebook.values.js';
import { folded, partOfYear, scenarios } from '../support/given.js';
import { council } from '../support/mothers/origins.js';
import { line, publish, scoringBy } from '../support/mothers/rulebooks.js';
import { adopted, opened } from '../support/mothers/seven-provinces.js';

const given = scenarios(rulebookDecider, { origin: council });

/** A year that only remembers. */
const anyYear = partOfYear<never, never>({});

describe('any rulebook', () => {
  const decimal = fc.integer({ min: -100, max: 2000 }).map((n) => (n / 100).toFixed(2));
  const rule: fc.Arbitrary<LineRule> = fc.oneof(
    fc.constantFrom<LineRule>({ kind: 'JUDGED' }, { kind: 'MEAN' }, { kind: 'BONUS' }, { kind: 'DEDUCTION' }),
    decimal.map((pointsEach): LineRule => ({ kind: 'COUNT', pointsEach })),
    fc
      .array(fc.record({ upTo: fc.option(decimal, { nil: undefined }), points: decimal }), { maxLength: 4 })
      .map((bands): LineRule => ({
        kind: 'STEP',
        bands: bands.map(({ upTo, points }) => (upTo === undefined ? { points } : { upTo, points })),
      })),
  );
  const ids = fc.integer({ min: 0, max: 2000 }).map((n) => `tieu-chi-${n}`);
  const { criterion } = fc.letrec<{ criterion: Criterion }>((tie) => ({
    criterion: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.tuple(rule, ids, decimal).map(([by, id, max]) => line(by, { id, max })),
      fc
        .tuple(ids, fc.option(decimal, { nil: undefined }), fc.array(tie('criterion'), { maxLength: 3 }))
        .map(([id, max, children]): Criterion => ({
          kind: 'GROUP',
          id,
          title: { vi: 'Mục' },
          children,
          ...(max === undefined ? {} : { max }),
        })),
    ),
  }));

  it('is either told what is wrong or published, and then every fold takes it', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fc.array(criterion, { maxLength: 4 }), (criteria) => {
        const content = scoringBy(...criteria);
        const { decision } = given().when(publish(content));
        expect(decision.accepted).toBe(problemsOf(content).length === 0);
        seen.add(decision.accepted);
        if (!decision.accepted) return;
        expect(versionOf(folded(rulebookDecider, decision.events), 1, { kind: 'ACT' })).toEqual(content);
        const { acts: year } = folded(anyYear, [opened(), adopted('2024', content)]);
        expect(year?.frame.rulebook?.content).toEqual(content);
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual([false, true]);
  });

  it('that is published reads every number on a table of steps', () => {
    const ends = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 0, maxLength: 5 });
    fc.assert(
      fc.property(ends, decimal, (upTo, value) => {
        const bands = [...upTo].sort((a, b) => a - b).map((end) => ({ upTo: `${end}`, points: '5' }));
        const step = line({ kind: 'STEP', bands: [...bands, { points: '0' }], negativeValues: 'ALLOWED' });
        expect(problemsOf(scoringBy(step))).toEqual([]);
        expect(readLine(step, { criterionId: 'dong', value }).kind).toBe('POINTS');
      }),
      { numRuns: 200 },
    );
  });
});
