import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { RankingComputed } from '../../src/emulation-years/ranking/ranking.events.js';
import type { ReviewedLine } from '../../src/emulation-years/scoring/scoring.values.js';
import { deriveSheet } from '../../src/emulation-years/scoring/sheet-total.js';
import { toPoints } from '../../src/kernel/points.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { problemsIn } from '../support/mothers/rulebooks.js';
import { computed } from '../support/mothers/rankings.js';
import { agreedInputs } from '../support/mothers/scoring.js';
import { rulebook, year2024 } from '../support/mothers/seven-provinces.js';

/**
 * A table from the field: its rules, what the units entered, and what was printed: totals and headings as `printed.py` computes them
 * apart.
 */
type Table = Readonly<{
  title: string;
  scoring: Partial<Rulebook['scoring']>;
  sheets: Readonly<Record<string, readonly ReviewedLine[]>>;
  printed: Readonly<Record<string, Readonly<Record<string, string>>>>;
}>;

const FOLDER = import.meta.dirname;
const TABLES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Table);

describe.each(TABLES)('$title', ({ scoring, sheets, printed }) => {
  const content: Rulebook = {
    ...rulebook,
    scoring: { ...rulebook.scoring, ...scoring },
    ranking: { ...rulebook.ranking, tieKeys: [] },
  };

  it('is a rulebook that can be published', () => {
    expect(problemsIn(content)).toEqual([]);
  });

  it('comes to the printed totals, also of its headings, and ranks by them', () => {
    const { sheets: derived, groups }: RankingComputed['data'] = computed([
      ...year2024(content),
      ...Object.entries(sheets).map(([unitId, inputs]) => agreedInputs(unitId, inputs)),
    ]);
    const totals = derived.map(({ unitId, total }) => [unitId, { ...headingsOf(unitId), total: total.points }]);
    expect(Object.fromEntries(totals)).toEqual(printed);
    const ranked = groups.flatMap(({ units }) => units.map((unitId) => Number(printed[unitId]?.['total'])));
    expect(ranked).toEqual(ranked.toSorted((a, b) => b - a));
  });

  /** The headings that are printed beside the total. */
  function headingsOf(unitId: string): Readonly<Record<string, string>> {
    const { worth } = deriveSheet(content.scoring, sheets[unitId] ?? []);
    const { rounding } = content.scoring;
    const headings = Object.keys(printed[unitId] ?? {}).filter((id) => id !== 'total');
    return Object.fromEntries(
      headings.map((id) => {
        const points = worth.get(id);
        return [id, points === undefined ? 'none' : toPoints(points, rounding)];
      }),
    );
  }
});
