import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OwnSheet } from '../../src/emulation-years/scoring/agreed-whole.js';
import { computeRanking, type Entry } from '../../src/emulation-years/ranking/computed-ranking.js';
import type { SheetDerivation } from '../../src/emulation-years/ranking/ranking.values.js';
import { linesOf } from '../../src/emulation-years/scoring/criteria-table.js';
import { deriveSheet } from '../../src/emulation-years/scoring/sheet-total.js';
import { isDecimal, exact, integer, larger, smaller, sum, type Exact } from '../../src/kernel/fraction.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { rounded } from '../../src/kernel/points.js';
import type { Criterion, Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { anyInputs, anyRules, fitting, fullInputs } from '../support/any-scores.js';
import { rulebook } from '../support/mothers/seven-provinces.js';

const EXACT_TEXT = /^-?\d+(\/[1-9]\d*)?$/;

/** Sheets that a unit may hand in: of its own table, or anything at all. */
const rulesAndInputs = fc
  .tuple(anyRules, fc.oneof(fullInputs, anyInputs), fc.boolean())
  .map(([rules, inputs, careful]) => ({
    rules,
    inputs: careful ? fitting(linesOf(rules.criteria), inputs) : inputs,
  }));

describe('the derivation of any sheet', () => {
  it('leads to the same total when it is computed again from its recorded lines and steps', () => {
    fc.assert(
      fc.property(rulesAndInputs, ({ rules, inputs }) => {
        const derived = deriveSheet(rules, inputs);
        expect(recomputed(rules, derived)).toEqual({
          ...derived.total,
          steps: derived.steps.map(({ value }) => value),
        });
      }),
    );
  });

  it('never holds a float: every figure is a fraction, every total a decimal with its decimals', () => {
    fc.assert(
      fc.property(rulesAndInputs, ({ rules, inputs }) => {
        const { lines, steps, total } = deriveSheet(rules, inputs);
        const figures = [
          ...lines.flatMap((of) => [of.exact, of.capped, of.rounded]),
          ...steps.map(({ value }) => value),
        ];
        expect(figures.filter((text) => !EXACT_TEXT.test(text))).toEqual([]);
        expect(isDecimal(total.points)).toBe(true);
        expect((total.points.split('.')[1] ?? '').length).toBe(rules.rounding.decimals);
      }),
    );
  });

  it('rounds a total by less than a unit of the last decimal, and to the nearest by at most half of it', () => {
    fc.assert(
      fc.property(rulesAndInputs, ({ rules, inputs }) => {
        const { total } = deriveSheet(rules, inputs);
        const moved = exact(total.points).sub(exact(total.exact)).abs();
        const unit = exact(`1/${10 ** rules.rounding.decimals}`);
        if (rules.rounding.mode === 'DOWN') expect(moved.compare(unit)).toBeLessThan(0);
        else expect(moved.mul(integer(2)).compare(unit)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

/** The rules once more, in the plainest words, from the recorded lines on. */
function recomputed(rules: Rulebook['scoring'], { lines, steps }: Pick<SheetDerivation, 'lines' | 'steps'>): object {
  const points = new Map(lines.map((of) => [of.criterionId, exact(of.rounded)]));
  const values: Exact[] = [];
  for (const { step, criterionId, value } of steps) {
    const before = values.at(-1) ?? sum([...points.values()]);
    switch (step) {
      case 'ROLL_UP':
      case 'SUM':
        values.push(before);
        break;
      case 'GROUP_CAP':
      case 'GROUP_FLOOR':
        values.push(before.sub(lostIn(rules.criteria, criterionId ?? '', points)));
        break;
      case 'RESCALE':
        // The factor needs the agreed inputs; it never takes points away and never touches a sheet without points.
        expect(exact(value).sub(before).mul(scalePoints(rules, points)).compare(integer(0))).toBeGreaterThanOrEqual(0);
        values.push(exact(value));
        break;
      case 'SCALE_CAP':
        values.push(smaller(before, exact(rules.scale)));
        break;
      case 'ROUND':
        values.push(rounded(before, rules.rounding));
        break;
    }
  }
  const [total, last] = values.slice(-2);
  const texts = values.map((value) => value.toFraction());
  return { exact: total?.toFraction(), points: fixed(last, rules.rounding.decimals), steps: texts };
}

/** What a heading loses by its cap, or gains by its floor, its inner headings already within theirs. */
function lostIn(criteria: readonly Criterion[], id: string, points: ReadonlyMap<string, Exact>): Exact {
  const group = groupsOf(criteria).filter((one) => one.id === id);
  const children = group.flatMap((one) => one.children);
  return total(children, points).sub(total(group, points));
}

function groupsOf(criteria: readonly Criterion[]): readonly Extract<Criterion, { kind: 'GROUP' }>[] {
  return criteria.flatMap((one) => (one.kind === 'GROUP' ? [one, ...groupsOf(one.children)] : []));
}

function total(criteria: readonly Criterion[], points: ReadonlyMap<string, Exact>): Exact {
  return sum(
    criteria.map((one) => {
      if (one.kind !== 'GROUP') return points.get(one.id) ?? integer(0);
      const inner = total(one.children, points);
      const capped = one.max === undefined ? inner : smaller(inner, exact(one.max));
      return one.min === undefined ? capped : larger(capped, exact(one.min));
    }),
  );
}

function scalePoints({ criteria }: Rulebook['scoring'], points: ReadonlyMap<string, Exact>): Exact {
  const onScale = linesOf(criteria).filter(({ kind }) => kind !== 'BONUS' && kind !== 'DEDUCTION');
  return total(criteria, new Map(onScale.map(({ id }) => [id, points.get(id) ?? integer(0)])));
}

function fixed(value: Exact | undefined, decimals: number): string {
  const cents = (value ?? integer(0)).mul(exact(`${10 ** decimals}`));
  const digits = cents
    .abs()
    .toFraction()
    .padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return cents.compare(integer(0)) < 0 ? `-${text}` : text;
}

describe('any ranking', () => {
  const entries: fc.Arbitrary<readonly (Entry & Readonly<{ agreed: OwnSheet }>)[]> = fc
    .array(fullInputs, { minLength: 1, maxLength: 7 })
    .map((sheets) =>
      sheets.map((inputs, place) => ({
        subject: { unitId: `u${place}` },
        agreed: { scope: {}, inputs, agreedAt: place, agreedOn: { date: '2025-03-21' } },
        excluded: false,
      })),
    );
  const order = { day: '2025-07-01' as LocalDate, womenShares: [{ unitId: 'u1', share: '3/4' }] } as const;
  const tieKeys = [{ key: 'CRITERION', criterionId: 'nhom' }, { key: 'MORE_BONUS' }, { key: 'WOMEN_SHARE' }] as const;
  const ranked = fc
    .tuple(anyRules, entries, fc.constantFrom('EXACT' as const, 'ROUNDED' as const))
    .map(([scoring, all, tiePrecision]) => ({
      content: { ...rulebook, scoring, ranking: { tiePrecision, tieKeys, promoteNext: true } },
      all: all.map(({ agreed, ...entry }) => ({
        ...entry,
        agreed: { ...agreed, inputs: fitting(linesOf(scoring.criteria), agreed.inputs) },
      })),
    }));

  it('is a total preorder: every unit stands once, ranks count units, more points never stand behind', () => {
    fc.assert(
      fc.property(ranked, ({ content, all }) => {
        const { groups, apart = [], sheets } = computeRanking(content, all, order);
        const points = new Map(sheets.map(({ unitId, total: of }) => [unitId, exact(of.points)]));
        const lists = [groups, ...apart.map((one) => one.groups)];
        expect(
          lists
            .flat()
            .flatMap(({ subjects }) => subjects.map(({ unitId }) => unitId))
            .toSorted(),
        ).toEqual(all.map(({ subject }) => subject.unitId).toSorted());
        for (const list of lists) {
          expect(list.map(({ rank }) => rank)).toEqual(
            list.map(
              (_, place) => 1 + list.slice(0, place).reduce((count, { subjects }) => count + subjects.length, 0),
            ),
          );
          const inOrder = list.flatMap(({ subjects }) =>
            subjects.map(({ unitId }) => points.get(unitId) ?? integer(0)),
          );
          expect(inOrder.every((value, place) => value.compare(inOrder[place + 1] ?? value) >= 0)).toBe(true);
        }
      }),
    );
  });

  it('does not depend on the order in which the sheets are read', () => {
    const shuffled = ranked.chain(({ content, all }) =>
      fc.shuffledSubarray([...all], { minLength: all.length }).map((other) => ({ content, all, other })),
    );
    fc.assert(
      fc.property(shuffled, ({ content, all, other }) => {
        const one = computeRanking(content, all, order);
        const two = computeRanking(content, other, order);
        expect(two.groups).toEqual(one.groups);
        expect(new Set(two.apart)).toEqual(new Set(one.apart));
        expect(new Set(two.sheets)).toEqual(new Set(one.sheets));
      }),
    );
  });
});

describe('the source of points', () => {
  const folders = ['src/emulation-years/scoring', 'src/emulation-years/ranking'];
  const files = [
    'src/kernel/points.ts',
    'src/kernel/fraction.ts',
    ...folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))),
  ];

  it.each(files)('%s turns no text into a float and computes none', (file) => {
    const code = readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*|'[^'\n]*'/g, '');
    expect(
      code.match(/\bNumber\(|\bparseFloat\b|\bparseInt\b|\bMath\.|\.valueOf\(|\btoFixed\b|[^\w.'"`]\d+\.\d+/g),
    ).toBeNull();
  });
});
