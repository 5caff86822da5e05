import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Explanation } from '../../read-models/explanation/explanation.js';
import { pointsExplained } from '../../read-models/explanation/points-explained.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { instantOf } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { computed } from '../support/mothers/rankings.js';
import { A3, allAgreed } from '../support/mothers/scoring.js';
import { BLOC, inYear, rulebook, year2024 } from '../support/mothers/seven-provinces.js';
import { claimed } from '../support/given.js';
import { ranked, scoringSkipped } from '../support/mothers/voting.js';
import { ShownHistory } from '../support/shown-history.js';

const GROUP = 'nhom-1';
const PATH = `/blocs/${BLOC}/years/2024/rankings/explanation`;
const scoring = { ...rulebook.scoring, groups: [{ id: GROUP, unitIds: ['dien-bien', 'lao-cai'] }] };
const scored = [...year2024({ scoring }), ...allAgreed(A3)];
const byScores: EmulationYearEvent = {
  type: 'RankingComputed',
  data: computed(scored, { type: 'ComputeRanking', data: { ...inYear('2025-03-21'), scope: { group: GROUP } } }),
};

describe('an explanation', () => {
  it('names a line that was not assigned to the unit, without points', () => {
    const recording = {
      ...{ event: { id: 'id', stream: 'emulationYear-c7--2024', revision: 1 }, occurredOn: onDay('2025-03-21') },
      ...{ recordedAt: instantOf(0), mode: 'ACT' as const, warnings: [] },
    } as const;
    const agreed = { value: { criterionId: 'phan-3', notApplicable: true }, recording };
    const lines = [{ criterionId: 'phan-3', title: { vi: 'Công tác khác' }, agreed }];
    const basis = { lines, criteria: [], subjects: [], scopes: [], leftOut: [], computed: recording };
    const sheet = {
      unitId: 'lao-cai',
      lines: [],
      steps: [],
      agreedAt: 1,
      tieValues: [],
      total: { exact: '0', points: '0' },
    };
    expect(pointsExplained(sheet, basis).map(({ kind, text }) => [kind, text.vi])).toEqual([
      ['NOT_ASSIGNED', 'Công tác khác: không giao cho đơn vị, không chấm điểm tiêu chí này.'],
    ]);
  });

  let shown: ShownHistory;
  const sentences = async (path: string) => {
    const { body } = await shown.get<{ row: Explanation }>('inspector', `${PATH}/${path}`);
    return body.row.steps.map(({ text }) => text);
  };

  describe('in a group', () => {
    beforeAll(async () => {
      shown = await ShownHistory.of(...scored, byScores);
    });
    afterAll(() => shown.stop());

    it('has the figures of the card of the whole, by which the group is ranked', async () => {
      const [first] = await sentences(`lao-cai?group=${GROUP}`);
      expect(first?.vi).toContain('tự chấm 581,25, thẩm định 581,25, thống nhất 581,25');
    });
  });

  describe('of an agreed order', () => {
    beforeAll(async () => {
      shown = await ShownHistory.of(...year2024(), scoringSkipped(), claimed(ranked('dien-bien', 'lao-cai')));
    });
    afterAll(() => shown.stop());

    it('says on which day and by which source', async () => {
      const [order] = await sentences('lao-cai');
      expect(order?.vi).toBe(
        'Thứ tự không chấm điểm, do nhất trí ngày 21/3/2025, theo nguồn “Hội nghị tổng kết”: xếp thứ 2.',
      );
      expect(order?.en).toBe('An order without scores, by assent of 2025-03-21, as “Hội nghị tổng kết” says: rank 2.');
    });
  });
});
