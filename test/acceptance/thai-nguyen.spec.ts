import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommendationView } from '../../read-models/commendations/commendations.dto.js';
import type { CitationView, DocumentsOfNumberView } from '../../read-models/documents/documents.dto.js';
import type { MovementView } from '../../read-models/movements/movements.dto.js';
import type { Answered, Listed } from '../../read-models/rows.js';
import type { Request } from '../../src/cli/demo/story.js';
import type { TokenClaims } from '../../src/identity/signing-key.js';
import {
  DIRECTOR,
  EXEMPLARS,
  NEXT_EXEMPLARS,
  PLAN_OF_DEPARTMENT,
  PLAN_OF_PROVINCE,
  THAI_NGUYEN,
  told,
} from '../../src/cli/demo/thai-nguyen.cast.js';
import { EXEMPLARS_OF_THAI_NGUYEN } from '../../src/cli/demo/thai-nguyen.js';
import { PUBLIC, Stage } from './stage.js';

const MOVEMENT = `/movements/${EXEMPLARS}`;

describe('the exemplars of the department of transport of Thái Nguyên (S1)', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.play(...EXEMPLARS_OF_THAI_NGUYEN.chapters);
  });

  afterAll(() => stage.close());

  const movement = async (movementId: string, by?: TokenClaims): Promise<MovementView> =>
    (await stage.seen<Answered<MovementView>>(`/movements/${movementId}`, by)).row;

  it('A24 keeps both periods of the movement, each with its source', async () => {
    const { periods } = await movement(EXEMPLARS);
    expect(
      periods.map(({ value, recording }) => [
        value.from?.date,
        value.to?.date,
        value.document?.number,
        recording.source?.publisher,
      ]),
    ).toEqual([
      ['2015', '2020', undefined, 'Văn phòng Sở'],
      ['2016', '2020', '1255/SGTVT-VP', 'Văn phòng Sở'],
    ]);
  });

  it('A24 is reviewed before the end of its period, with its results and how the unit was rated', async () => {
    const { reviews, closed, timeline } = await movement(EXEMPLARS);
    expect(reviews.map(({ value, recording }) => [recording.occurredOn.date, value.results, value.ratings])).toEqual([
      [
        '2020-07-03',
        ['Xây dựng, bảo vệ kết cấu hạ tầng giao thông', 'An toàn giao thông'],
        [expect.objectContaining({ ratings: ['Hoàn thành xuất sắc nhiệm vụ', 'Hoàn thành tốt nhiệm vụ'] })],
      ],
    ]);
    expect(closed).toBeUndefined();
    expect(timeline.map(({ step, occurredOn }) => [step, occurredOn.date])).toEqual([
      ['REVIEWED', '2020-07-03'],
      ['AWARDED', '2020-07-03'],
      ['LAUNCHED', 'unknown'],
    ]);
  });

  it('A24 honours 2 collectives and 15 persons of no name, by a form that nobody told', async () => {
    const [award] = (await movement(EXEMPLARS, PUBLIC)).awards;
    const { collectives, individuals, form, exemplars } = award?.conferred.value ?? {};
    expect([collectives, individuals, form, exemplars]).toEqual([
      { count: 2, named: [] },
      { count: 15, named: [] },
      undefined,
      true,
    ]);
    const naming = (name: string): Request =>
      told(`${MOVEMENT}/awards/bieu-duong-2020/recipients`, '2020-07-10', { kind: 'COLLECTIVE', recipient: { name } });
    await stage.recorded(naming('Phòng A'), naming('Phòng B'));
    expect(await stage.refused(naming('Phòng C'))).toEqual({
      code: 'RECIPIENT_COUNT_MISMATCH',
      facts: { which: 'ANNOUNCED', count: 2 },
    });
  });

  it('A24 is followed by the movement of 2021-2025, launched through the director', async () => {
    expect((await movement(EXEMPLARS)).successors.map(({ value }) => value.successor)).toEqual([NEXT_EXEMPLARS]);
    const { launched } = await movement(NEXT_EXEMPLARS);
    expect([launched.value.person, launched.value.predecessors]).toEqual([DIRECTOR, [EXEMPLARS]]);
  });

  it('A24 lists with the plan of the province the movement that cites it and the plan that implements it', async () => {
    const number = encodeURIComponent('58/KH-UBND');
    const [found] = (await stage.seen<Listed<DocumentsOfNumberView>>(`/documents?number=${number}`, PUBLIC)).items;
    expect(found?.row.documents).toMatchObject([
      {
        document: PLAN_OF_PROVINCE,
        relatedFrom: [{ relation: 'IMPLEMENTS', from: PLAN_OF_DEPARTMENT }],
        possiblySame: [],
      },
    ]);
    const cited = await stage.seen<Listed<CitationView>>(`/documents/citations?number=${number}`, PUBLIC);
    expect(cited.items.map(({ row }) => [row.event.stream, row.type])).toEqual([
      [`movement-${EXEMPLARS}`, 'DocumentLinked'],
    ]);
  });

  it('A24 has in 2018 an office and a person of no name, two years of another office, and five years of which none is told', async () => {
    const found = async (query: string): Promise<readonly CommendationView[]> =>
      (await stage.seen<Listed<CommendationView>>(`/commendations?${query}`, PUBLIC)).items.map(({ row }) => row);
    const in2018 = await found('year=2018');
    expect(in2018.map(({ commendationId, recipients }) => [commendationId, recipients]).sort()).toEqual([
      ['ca-nhan-2018', { individuals: { count: 1, named: [] } }],
      ['khtc-2018', { collectives: { count: 1, named: [{ unitId: 'phong-khtc' }] } }],
    ]);
    expect((await found('recipient=phong-qlcl')).map(({ year }) => year).sort()).toEqual(['2017', '2019']);
    const [five] = await found('recipient=van-phong-ban-atgt');
    expect([five?.year, five?.achievement]).toEqual([
      undefined,
      { consecutiveYears: 5, wording: 'liên tục trong 5 năm' },
    ]);
  });

  it('finds movements by who launched them and by a day on which they may run', async () => {
    const found = async (query: string): Promise<readonly string[]> =>
      (await stage.seen<Listed<MovementView>>(`/movements?${query}`)).items.map(({ row }) => row.movementId);
    expect(await found(`unit=${THAI_NGUYEN}`)).toEqual([NEXT_EXEMPLARS, EXEMPLARS]);
    expect(await found('on=2015-05-01')).toEqual([EXEMPLARS]);
    expect(await found('on=2022-05-01')).toEqual([NEXT_EXEMPLARS]);
    expect(await found('unit=ubnd-tinh-thai-nguyen')).toEqual([]);
  });
});
