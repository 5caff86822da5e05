import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { quotaOf } from '../../src/emulation-years/conferral/quota.js';
import type { RankingComputed } from '../../src/emulation-years/ranking/ranking.events.js';
import type { ReviewedLine } from '../../src/emulation-years/scoring/scoring.values.js';
import { classOf } from '../../src/emulation-years/scoring/class-of-sheet.js';
import { type DerivedSheet, deriveSheet } from '../../src/emulation-years/scoring/sheet-total.js';
import { defined } from '../../src/kernel/defined.js';
import { toPoints } from '../../src/kernel/points.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { folded, partOfYear } from '../support/given.js';
import { problemsIn } from '../support/mothers/rulebooks.js';
import { computed } from '../support/mothers/rankings.js';
import { agreedInputs } from '../support/mothers/scoring.js';
import { inYear, rulebook, year2024 } from '../support/mothers/seven-provinces.js';

/**
 * A table from the field: its rules, what the units entered, and what was printed: totals and headings as `printed.py` computes them
 * apart, classes and quotas as read by hand.
 */
type Table = Readonly<{
  title: string;
  scoring: Partial<Rulebook['scoring']>;
  classification?: Rulebook['classification'];
  sheets: Readonly<Record<string, readonly ReviewedLine[]>>;
  printed: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The class by points, then those that the members decide on. */
  classes?: Readonly<Record<string, readonly string[]>>;
  /** By class, how many may be proposed of a form for a fifth of those who meet it. */
  quotas?: Readonly<Record<string, number>>;
}>;

const FOLDER = import.meta.dirname;
const TABLES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Table);

describe.each(TABLES)('$title', ({ scoring, classification, sheets, printed, classes = {}, quotas = {} }) => {
  const content: Rulebook = {
    ...rulebook,
    scoring: { ...rulebook.scoring, ...scoring },
    ranking: { ...rulebook.ranking, tieKeys: [] },
    ...defined({ classification }),
  };

  it('is a rulebook that can be published', () => {
    expect(problemsIn(content)).toEqual([]);
  });

  const agreed = Object.entries(sheets).map(([unitId, inputs]) => agreedInputs(unitId, inputs));

  it('comes to the printed totals, also of its headings, and ranks by them', () => {
    const { sheets: derived, groups }: RankingComputed['data'] = computed([...year2024(content), ...agreed]);
    const totals = derived.map(({ unitId, total }) => [unitId, { ...headingsOf(unitId), total: total.points }]);
    expect(Object.fromEntries(totals)).toEqual(printed);
    const ranked = groups.flatMap(({ subjects }) => subjects.map(({ unitId }) => Number(printed[unitId]?.['total'])));
    expect(ranked).toEqual(ranked.toSorted((a, b) => b - a));
  });

  it('gives the printed classes', () => {
    const given = Object.keys(classes).map((unitId) => {
      const read = classification && classOf(classification, content.scoring, derivedOf(unitId));
      return [unitId, [read?.byPoints, ...(read?.byDecision ?? [])].map((one) => one?.id)];
    });
    expect(Object.fromEntries(given)).toEqual(classes);
  });

  it('lets a fifth of those who meet a class be proposed', () => {
    const { acts: year } = folded(partOfYear<never, never>({}), [...year2024(content), ...agreed]);
    if (year === undefined) throw new RangeError('The year is not open');
    const [form] = rulebook.commendations.forms;
    if (form === undefined) throw new RangeError('There is no form');
    const most = Object.keys(quotas).map((classId) => {
      const quota = { kind: 'SHARE', share: '1/5', base: 'MEETING_CRITERION', classId } as const;
      return [classId, quotaOf({ ...form, quota }, content, { year, on: inYear('2025-03-22') })];
    });
    expect(Object.fromEntries(most)).toEqual(quotas);
  });

  /** The headings that are printed beside the total. */
  function headingsOf(unitId: string): Readonly<Record<string, string>> {
    const { worth } = derivedOf(unitId);
    const { rounding } = content.scoring;
    const headings = Object.keys(printed[unitId] ?? {}).filter((id) => id !== 'total');
    return Object.fromEntries(
      headings.map((id) => {
        const points = worth.get(id);
        return [id, points === undefined ? 'none' : toPoints(points, rounding)];
      }),
    );
  }

  function derivedOf(unitId: string): DerivedSheet {
    return deriveSheet(content.scoring, sheets[unitId] ?? []);
  }
});
