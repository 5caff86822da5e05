import { describe, expect, it } from '@jest/globals';
import { ranking as rankingOfYear } from '../../projections/ranking/ranking.projection.js';
import { inForce } from '../../read-models/ranking/ranking.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { historiesOf } from '../support/history.js';
import { among, tied } from '../support/mothers/rankings.js';
import { inYear } from '../support/mothers/seven-provinces.js';
import { rankedBy, ranking } from '../support/mothers/subjects.js';

const history = historiesOf(rankingOfYear);
const scored = [
  ...tied([{ key: 'HEAD_DECIDES' }]),
  ...among({ 'cao-bang': ['580', '285', '90'], 'lang-son': ['580', '285', '90'] }),
];
const tie = {
  ...{ rank: 1, order: [{ unitId: 'lang-son' }, { unitId: 'cao-bang' }] },
  ...{ key: 'HEAD_DECIDES' as const, reason: 'Trưởng cụm quyết định' },
};

describe('a tie that a ranking computed again keeps', () => {
  it('is on the page as it was recorded when people broke it, however often the ranking is computed', () => {
    const facts: EmulationYearEvent[] = [...scored];
    const compute = (day: string): void => {
      facts.push({ type: 'RankingComputed', data: { ...rankedBy(facts, ranking({}, day)), ...inYear(day) } });
    };
    compute('2025-03-21');
    facts.push({ type: 'TieBroken', data: { ...inYear('2025-03-22'), version: 1, scope: {}, ...tie } });
    const brokenAt = facts.length - 1;
    for (const day of ['2025-03-23', '2025-03-24']) {
      compute(day);
      const told = history(...facts);
      const version = inForce(told.row()?.scopes[0]?.versions ?? []);
      expect(version?.value.ties).toEqual([{ value: tie, recording: told.recording(brokenAt) }]);
    }
  });
});
