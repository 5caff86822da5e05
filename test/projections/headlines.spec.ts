import { describe, expect, it } from '@jest/globals';
import { ranking as rankingOfYear } from '../../projections/ranking/ranking.projection.js';
import { publicRanking } from '../../read-models/ranking/ranking-view.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { RankGroup } from '../../src/emulation-years/ranking/ranking.values.js';
import { historiesOf } from '../support/history.js';
import { publicationOf } from '../support/mothers/ranking.js';
import { year2024 } from '../support/mothers/seven-provinces.js';
import { on } from '../support/mothers/voting.js';

const history = historiesOf(rankingOfYear);
const group = (rank: number, ...unitIds: readonly string[]): RankGroup => ({
  ...{ rank, orderKnown: true },
  subjects: unitIds.map((unitId) => ({ unitId })),
});

describe('the headline of published places', () => {
  it.each<[readonly RankGroup[], string, string]>([
    [[group(1, 'dien-bien')], 'Điện Biên dẫn đầu', 'First: Điện Biên'],
    [[group(1, 'dien-bien', 'lao-cai')], 'Điện Biên, Lào Cai cùng dẫn đầu', 'First together: Điện Biên, Lào Cai'],
    [
      [group(1, 'dien-bien'), group(2, 'lao-cai', 'son-la')],
      'Điện Biên dẫn đầu; Lào Cai, Sơn La cùng xếp thứ 2',
      'First: Điện Biên; no. 2 together: Lào Cai, Sơn La',
    ],
  ])('says who stands together: %j', (groups, vi, en) => {
    const agreed: EmulationYearEvent = {
      type: 'RankingAgreed',
      data: { ...on, version: 1, scope: {}, basis: 'ASSENT', partial: true, groups },
    };
    const ranks = groups.map(({ rank }) => rank);
    const shown = publicationOf({ part: 'RANKING', version: 1, scope: {}, ranks, pointsShown: false });
    const row = history(...year2024(), agreed, shown).row();
    expect(row && publicRanking(row, {}).publication?.headline).toEqual({ vi, en });
  });
});
