import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import Fraction from 'fraction.js';
import { computeRanking } from '../../src/emulation-years/ranking/computed-ranking.js';
import type { LineInput } from '../../src/emulation-years/scoring/scoring.values.js';
import { deriveSheet, leadersOf } from '../../src/emulation-years/scoring/sheet-total.js';
import { exact, exactText, isMeasure, minus, plus, sum, times, type Exact } from '../../src/kernel/fraction.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { MOST_CRITERIA, MOST_CURVES } from '../../src/rulebooks/criteria.validation.js';
import type { Criterion, CriterionLine, Curve } from '../../src/rulebooks/rulebook.values.js';
import { problemsOf } from '../../src/rulebooks/rulebook.validation.js';
import { heading, judged, line, scoringRules } from '../support/mothers/scoring.js';
import { rulebook } from '../support/mothers/seven-provinces.js';

/** Fractions as sheets have them, of denominators that share factors or do not, and of a sum of many. */
const part = fc.bigInt({ min: 1n, max: 10n ** 44n });
const share = fc
  .tuple(fc.bigInt({ min: -(10n ** 44n), max: 10n ** 44n }), fc.oneof(part, fc.constantFrom(1n, 6n, 10n ** 12n)))
  .map(([numerator, denominator]) => new Fraction(numerator, denominator));
const shares = fc.array(share, { maxLength: 12 });

/** A share in the words of the library alone. */
const added = (values: readonly Exact[]): Exact => values.reduce((total, value) => total.add(value), new Fraction(0n));
const same = (ours: Exact, theirs: Exact): void =>
  expect({ s: ours.s, n: ours.n, d: ours.d }).toEqual({ s: theirs.s, n: theirs.n, d: theirs.d });

describe('arithmetic that reduces by the shorter denominator', () => {
  it('gives the sum, difference and product of plain fractions, in lowest terms', () => {
    fc.assert(
      fc.property(shares, shares, (some, others) => {
        const [a, b] = [sum(some), sum(others)];
        same(a, added(some));
        same(plus(a, b), a.add(b));
        same(minus(a, b), a.sub(b));
        same(minus(a, a), new Fraction(0n));
        same(times(a, b), a.mul(b));
        expect(exactText(minus(plus(a, b), b))).toBe(exactText(a));
      }),
      { numRuns: 1000 },
    );
  });
});

/** The longest number, in digits, that the library was given to reduce while `work` ran: it divides until nothing is left. */
function longestReduced(work: () => void): number {
  let longest = 0;
  const spies = (['add', 'sub', 'mul', 'div', 'neg'] as const).map((name) => {
    const original = Reflect.get(Fraction.prototype, name) as (this: Exact, other?: Exact) => Exact;
    return jest.spyOn(Fraction.prototype, name).mockImplementation(function (this: Exact, other?: Exact) {
      longest = Math.max(longest, `${this.d * (other?.d ?? 1n)}`.length);
      if (longest > 2000) throw new RangeError(`${name} reduces a number of ${longest} digits`);
      return original.call(this, other);
    });
  });
  try {
    work();
    return longest;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const MAX = '999999999999999999.99';

/** Every heading exceeded, or none; the widest marks before the curves, and a criterion that rescales them all. */
function dearestTable(curve: Curve, cap: string | undefined): readonly Criterion[] {
  const curves = Array.from({ length: MOST_CURVES }, (_, n) =>
    heading(`muc-${n}`, cap, line(`duong-${n}`, MAX, { kind: 'CURVE', curve }), judged(`them-${n}`, MAX)),
  );
  const others = Array.from({ length: Math.floor((MOST_CRITERIA - 3 * MOST_CURVES - 1) / 3) }, (_, n) =>
    heading(`nhom-${n}`, cap, judged(`diem-${n}`, MAX), judged(`cong-${n}`, MAX)),
  );
  return [judged('khong-giao', MAX, 'RESCALE'), ...others, ...curves];
}

/** Inputs with as many digits as a measure may have; those of `leads` lie far above the target. */
function dearestInputs(criteria: readonly Criterion[], seed: bigint, leads: boolean): readonly LineInput[] {
  let state = seed;
  const digits = (count: number): string => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return `${10n ** BigInt(count - 1) + (state % (9n * 10n ** BigInt(count - 1)))}`;
  };
  const measure = (): string => `${leads ? 9 : 4}${digits(15)}.${digits(5)}7`;
  const target = (): string => `3${digits(15)}.${digits(5)}1`;
  return lines(criteria).map(({ id, kind, max, notApplicable }) => {
    if (notApplicable === 'RESCALE') return { criterionId: id, notApplicable: true };
    return kind === 'CURVE' ? { criterionId: id, value: measure(), target: target() } : { criterionId: id, mark: max };
  });
}

function lines(criteria: readonly Criterion[]): readonly CriterionLine[] {
  return criteria.flatMap((criterion) => (criterion.kind === 'GROUP' ? lines(criterion.children) : [criterion]));
}

const SHAPES = ['PROPORTIONAL', 'RELATIVE_TO_LEADER'] as const;
const DEAREST = SHAPES.flatMap((shape) => [
  { shape, headings: 'capped', cap: MAX },
  { shape, headings: 'open', cap: undefined },
]);

describe.each(DEAREST)('the dearest lawful sheet, of curves $shape under $headings headings', ({ shape, cap }) => {
  const criteria = dearestTable({ shape }, cap);
  const rules = scoringRules(criteria, { scale: MAX, overflow: 'ALLOWED' });
  const sheets = [7n, 11n].map((seed) => dearestInputs(criteria, seed, seed === 11n));

  it('is lawful, and of as many criteria, curves and digits as may be', () => {
    expect(problemsOf({ ...rulebook, scoring: rules, ranking: { ...rulebook.ranking, tieKeys: [] } })).toEqual([]);
    const measures = sheets.flat().flatMap(({ value, target }) => [value, target].filter((text) => text !== undefined));
    expect(measures.every((text) => isMeasure(text) && !isMeasure(`${text}1`) && !isMeasure(`1${text}`))).toBe(true);
    expect(lines(criteria).filter(({ kind }) => kind === 'CURVE')).toHaveLength(MOST_CURVES);
  });

  it('never has the library reduce more than the shares of one line', () => {
    const leaders = leadersOf(rules, sheets);
    expect(longestReduced(() => sheets.map((inputs) => deriveSheet(rules, inputs, leaders)))).toBeLessThan(200);
  });

  it('has a total whose length the bounds on curves and digits hold', () => {
    const leaders = leadersOf(rules, sheets);
    const all = sheets.map((inputs) => deriveSheet(rules, inputs, leaders));
    const longest = Math.max(...all.map(({ total }) => `${exact(total.exact).d}`.length));
    expect(longest).toBeLessThanOrEqual(MOST_CURVES * 2 * 22 + 40);
    expect(Math.max(...all.map(({ steps, lines: of }) => JSON.stringify({ steps, of }).length))).toBeLessThan(
      1_500_000,
    );
  });
});

describe('a ranking', () => {
  it('compares each excluded unit with the best of the others alone', () => {
    const rules = scoringRules([judged('a', '100')]);
    const entries = Array.from({ length: 200 }, (_, n) => {
      return {
        subject: { unitId: `u${n}` },
        agreed: {
          scope: {},
          inputs: [{ criterionId: 'a', mark: `${n === 199 ? 100 : n % 2 === 0 ? 95 : 90}` }],
          agreedAt: n,
          agreedOn: { date: '2025-03-21' },
        },
        excluded: n % 2 === 0,
      };
    });
    const compare = jest.spyOn(Fraction.prototype, 'compare');
    computeRanking(
      { ...rulebook, scoring: rules, ranking: { ...rulebook.ranking, tieKeys: [], promoteNext: false } },
      entries,
      {
        day: '2025-07-01' as LocalDate,
        womenShares: [],
      },
    );
    const compared = compare.mock.calls.length;
    compare.mockRestore();
    expect(compared).toBeLessThan(entries.length * 20);
  });
});
