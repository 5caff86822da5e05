import { describe, expect, it } from '@jest/globals';
import { placesOf, type RankingOfYear } from '../../read-models/bloc-history/results-of-year.js';
import type { TieKeyUsed } from '../../read-models/ranking/ranking.js';
import { untied } from '../../src/emulation-years/ranking/ranking.values.js';
import { instantOf } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';

const recording = {
  event: { id: 'id', stream: 'emulationYear-c7--2024', revision: 1 },
  occurredOn: onDay('2025-03-21'),
  recordedAt: instantOf(0),
  mode: 'ACT',
  warnings: [],
} as const;

const places = [
  { rank: 1, subjects: [{ unitId: 'a' }], orderKnown: true },
  {
    rank: 2,
    subjects: [{ unitId: 'b' }, { unitId: 'c' }],
    orderKnown: true,
    decidedBy: { key: 'CRITERION', criterionId: 'phan-1' },
  },
] as const;
const tie = { rank: 2, order: [{ unitId: 'c' }, { unitId: 'b' }], key: 'MEMBERS_VOTE', reason: 'Biểu quyết' } as const;

const ranking: RankingOfYear = {
  version: 1,
  scope: {},
  ranked: { value: { basis: 'SCORES', places, partial: false, points: {}, unranked: [] }, recording },
  tiesBroken: [{ value: tie, recording }],
};

describe('the places of a year whose tie was broken', () => {
  it('keep for the first of them what set them all behind the place before', () => {
    expect(placesOf(ranking)).toEqual([
      { rank: 1, subjects: [{ unitId: 'a' }], orderKnown: true },
      {
        rank: 2,
        subjects: [{ unitId: 'c' }],
        orderKnown: true,
        decidedBy: { key: 'CRITERION', criterionId: 'phan-1' },
      },
      { rank: 3, subjects: [{ unitId: 'b' }], orderKnown: true, decidedBy: { key: 'MEMBERS_VOTE' } },
    ]);
  });

  it('are the places that the page of the ranking shows', () => {
    expect(placesOf(ranking)).toEqual(untied<TieKeyUsed>(places, tie, { key: tie.key }));
  });
});
