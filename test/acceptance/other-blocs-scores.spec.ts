import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Explanation } from '../../read-models/explanation/explanation.js';
import type { RankingView } from '../../read-models/ranking/ranking.dto.js';
import type { Answered } from '../../read-models/rows.js';
import type { Request } from '../../src/cli/demo/story.js';
import {
  adopting,
  blocOf,
  does,
  published,
  representativeOf,
  ruledBy,
  scoredBy,
  sheets,
  told,
  UNITS,
  units,
  yearOf,
} from './other-blocs.play.js';
import { Stage } from './stage.js';
import { pledgeSeen } from './views.js';

const [A, B, C, D] = UNITS;

/** What of H1 to H16 is about scores and places, each from the first command to what is read. */
describe('how other blocs score, rank and class', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.recorded(...units);
  });

  afterAll(() => stage.close());

  const founded = (blocId: string, ...then: readonly Request[]) => stage.recorded(...blocOf(blocId), ...then);
  const ranking = async (blocId: string, scope = ''): Promise<RankingView> =>
    (await stage.seen<Answered<RankingView>>(`${yearOf(blocId)}/rankings${scope}`)).row;
  const places = async (blocId: string, scope = '') =>
    (await ranking(blocId, scope)).order?.places.map(({ rank, subjects }) => [
      rank,
      ...subjects.map(({ unitId, subjectId }) => subjectId ?? unitId),
    ]);
  const rankedIn = (blocId: string, body: object = {}) =>
    stage.recorded(told(`${yearOf(blocId)}/rankings/computations`, '2024-12-28', body));

  it('H3: places agreed without points, two on the first without an order, and not all of them known', async () => {
    await founded(
      'h3',
      told(`${yearOf('h3')}/rankings/agreements`, '2024-12-20', {
        basis: 'ASSENT',
        groups: [
          { rank: 1, subjects: [{ unitId: A }, { unitId: B }], orderKnown: false },
          { rank: 3, subjects: [{ unitId: C }], orderKnown: true },
        ],
        partial: true,
      }),
    );
    const { order } = await ranking('h3');
    expect(order).toMatchObject({ basis: 'ASSENT', partial: true });
    expect(order?.places.map(({ rank, orderKnown }) => [rank, orderKnown])).toEqual([
      [1, false],
      [3, true],
    ]);
    expect(JSON.stringify(order)).not.toContain('points');
  });

  it('H6: a track, a part of the year and a residential area are scored and ranked apart; members sign', async () => {
    const judged = [{ kind: 'JUDGED', id: 'chung', title: { vi: 'Chung' }, max: '100', notApplicable: 'FORBIDDEN' }];
    const scopes = { tracks: ['cong-doan'], subPeriods: ['quy-1'] };
    const mark = (value: string) => ({ criterionId: 'chung', mark: value });
    const four = (first: string, second: string) => ({
      [A]: mark(first),
      [B]: mark(second),
      [C]: mark('50'),
      [D]: mark('40'),
    });
    await founded(
      'h6',
      ...ruledBy('h6', scoredBy(judged, '100', scopes)),
      sheets('h6', four('90', '80')),
      sheets('h6', four('70', '95'), { track: 'cong-doan' }),
      sheets('h6', four('60', '95'), { subPeriod: 'quy-1' }),
    );
    await rankedIn('h6');
    await rankedIn('h6', { scope: { track: 'cong-doan' } });
    await rankedIn('h6', { scope: { subPeriod: 'quy-1' } });
    expect((await places('h6'))?.[0]).toEqual([1, A]);
    expect((await places('h6', '?track=cong-doan'))?.[0]).toEqual([1, B]);
    expect((await places('h6', '?subPeriod=quy-1'))?.[0]).toEqual([1, B]);
    const area = { subjectId: 'khu-dan-cu-1', unitId: C, name: { vi: 'Khu dân cư 1' } };
    const registering = does(`${yearOf('h6')}/scores/subjects`, '2024-04-01', area);
    await stage.recorded({ ...registering, by: representativeOf(C) });
    expect((await ranking('h6')).subjects?.map(({ value }) => [value.subjectId, value.unitId])).toEqual([
      ['khu-dan-cu-1', C],
    ]);
    expect((await pledgeSeen(stage, yearOf('h6'))).pending.map(({ unitId }) => unitId).sort()).toEqual([...UNITS]);
  });

  it('H7: a table of steps gives what it says for each number, and one with a gap is refused with the gap', async () => {
    const bands = [{ upTo: '0', points: '5' }, { upTo: '1', points: '4' }, { upTo: '2', points: '3' }, { points: '1' }];
    const line = { kind: 'STEP', id: 'vang-hop', title: { vi: 'Vắng họp' }, max: '5', notApplicable: 'FORBIDDEN' };
    const holed = [
      { upTo: '0', points: '5' },
      { from: '2', points: '1' },
    ];
    const refused = await stage.refused(published('h7-ho', scoredBy([{ ...line, bands: holed }], '5')));
    expect(refused.code).toBe('RULEBOOK_INVALID');
    expect(JSON.stringify(refused.facts)).toContain('gap');
    await founded(
      'h7',
      ...ruledBy('h7', scoredBy([{ ...line, bands }], '5')),
      sheets('h7', {
        ...{ [A]: { criterionId: 'vang-hop', value: '0' }, [B]: { criterionId: 'vang-hop', value: '1' } },
        ...{ [C]: { criterionId: 'vang-hop', value: '2' }, [D]: { criterionId: 'vang-hop', value: '7' } },
      }),
    );
    // What a report tells of scores unlocks no act, and the refusal says so.
    const { problem } = await stage.player.send(does(`${yearOf('h7')}/rankings/computations`, '2024-12-28', {}));
    expect(problem?.messages.vi).toBe(
      'Chưa đủ điểm của các đơn vị: Đơn vị A; Đơn vị B; Đơn vị C; Đơn vị D; nội dung này mới có theo nguồn kê khai',
    );
    await rankedIn('h7');
    const { order } = await ranking('h7');
    expect(order?.places.flatMap(({ subjects }) => subjects.map(({ points }) => points))).toEqual([
      '5.00',
      '4.00',
      '3.00',
      '1.00',
    ]);
    const why = await stage.seen<Answered<Explanation>>(`${yearOf('h7')}/rankings/explanation/${D}`);
    expect(JSON.stringify(why.row)).toContain('Vắng họp');
  });

  it.each([
    [
      'EXACT',
      [
        [1, A],
        [2, B],
        [3, C],
        [4, D],
      ],
    ],
    [
      'ROUNDED',
      [
        [1, A, B],
        [3, C],
        [4, D],
      ],
    ],
  ])('H8: a tie is read on %s totals, as the rulebook says', async (tiePrecision, expected) => {
    const blocId = `h8-${tiePrecision.toLowerCase()}`;
    const line = { kind: 'MEAN', id: 'tb', title: { vi: 'Trung bình' }, max: '100', notApplicable: 'FORBIDDEN' };
    const rules = { ...scoredBy([line]), ranking: { tiePrecision, tieKeys: [], promoteNext: false } };
    const mean = (...values: readonly string[]) => ({ criterionId: 'tb', values });
    await founded(
      blocId,
      ...ruledBy(blocId, rules),
      sheets(blocId, {
        [A]: mean('90.01', '90.01', '90.02'),
        [B]: mean('90.01', '90.01', '90.01'),
        [C]: mean('80'),
        [D]: mean('70'),
      }),
    );
    await rankedIn(blocId);
    expect(await places(blocId)).toEqual(expected);
  });

  it('H9: a class is given beside the rank, and is none', async () => {
    await founded(
      'h9',
      told(`${yearOf('h9')}/rankings/classifications`, '2024-12-20', {
        classes: [{ unitId: B, classification: 'Hoàn thành xuất sắc nhiệm vụ' }],
      }),
    );
    const { order, classifications = [] } = await ranking('h9');
    expect(order).toBeUndefined();
    expect(classifications.map(({ value }) => [value.unitId, value.classification])).toEqual([
      [B, 'Hoàn thành xuất sắc nhiệm vụ'],
    ]);
  });

  it('H15: a table adopted months after the pledge was signed counts, and none after the first self-score', async () => {
    const judged = [{ kind: 'JUDGED', id: 'chung', title: { vi: 'Chung' }, max: '100', notApplicable: 'FORBIDDEN' }];
    const path = yearOf('h15');
    await founded(
      'h15',
      published('h15', scoredBy(judged)),
      told(`${path}/pledge/drafts`, '2024-02-01', { contents: [{ number: 1, text: { vi: 'Nội dung' } }] }),
      told(`${path}/pledge/agreement`, '2024-02-02', { agreedBy: 'MEMBERS' }),
      ...UNITS.map((unitId) => told(`${path}/pledge/signatures`, '2024-02-02', { unitId })),
      adopting('h15', '2024-08-15'),
      {
        ...does(`${path}/scores/self-scores`, '2024-11-30', {
          unitId: A,
          lines: [{ criterionId: 'chung', mark: '90' }],
        }),
        by: representativeOf(A),
      },
    );
    expect((await pledgeSeen(stage, path)).signed).toBe(4);
    expect((await stage.refused(adopting('h15', '2024-12-01'))).code).toBe('RULEBOOK_LOCKED');
  });
});
