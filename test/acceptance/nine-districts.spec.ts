import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentsOfNumberView } from '../../read-models/documents/documents.dto.js';
import type { StatisticsOfYearView } from '../../read-models/statistics/statistics.dto.js';
import type { Listed } from '../../read-models/rows.js';
import { BLOC, NINE_DISTRICTS, RESOLUTION, YEARS } from '../../src/cli/demo/nine-districts.js';
import { PUBLIC, Stage } from './stage.js';
import { blocSeen, pledgeSeen, yearSeen } from './views.js';

describe('the bloc of nine districts, towns and cities of Lào Cai (S3)', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.play(...NINE_DISTRICTS.chapters);
  });

  afterAll(() => stage.close());

  const statistics = async (query = ''): Promise<readonly StatisticsOfYearView[]> =>
    (await stage.seen<Listed<StatisticsOfYearView>>(`/blocs/${BLOC}/statistics${query}`, PUBLIC)).items.map(
      ({ row }) => row,
    );

  it('A18 tells own awards and reported counts apart, each kind on its line, and adds up nothing', async () => {
    const [year] = await statistics();
    expect(year?.awards.map(({ announced, exemplars }) => [announced, exemplars])).toEqual([
      [
        [
          { of: 'COLLECTIVE', count: 4 },
          { of: 'INDIVIDUAL', count: 5 },
        ],
        true,
      ],
    ]);
    expect(year?.counts[0]?.value.counts.map(({ counted: what, text }) => [what, text.vi])).toEqual([
      ['OCCASION', '2.291 lượt tập thể'],
      ['RECIPIENT', '22.922 cá nhân'],
    ]);
    const text = JSON.stringify(await statistics());
    for (const sum of ['25213', '25.213', '25222', '25.222', '2300', '2.300']) expect(text).not.toContain(sum);
  });

  it('A19 keeps its size as bounds, of which one is among the other', async () => {
    expect((await statistics())[0]?.figures.map(({ value }) => value.text.vi)).toEqual([
      'trên 700.000 người',
      'trên 20.000 người',
    ]);
    expect((await statistics('?statistic=can-bo')).map(({ year, figures }) => [year, figures.length])).toEqual([
      ['2023', 1],
    ]);
    expect((await blocSeen(stage, BLOC)).onDay.declaredSize).toBe(9);
  });

  it('A19 signs the pledge of 2024 by nine units, each with a focus of its own', async () => {
    const pledge = await pledgeSeen(stage, `${YEARS}/2024`);
    expect([pledge.signed, pledge.expected]).toEqual([9, 9]);
    const focus = new Set((pledge.versions[0]?.value.targets ?? []).map((target) => target.focus));
    expect(focus.size).toBe(9);
  });

  it('A19 keeps the resolution with its number and no date', async () => {
    const [found] = (await stage.seen<Listed<DocumentsOfNumberView>>('/documents?number=10', PUBLIC)).items;
    expect(found?.row.documents.map(({ document }) => document)).toEqual([RESOLUTION]);
  });

  it('has a conference of two days within its year, and what it asks is found by whom it asks', async () => {
    const { sessions } = await yearSeen(stage, `${YEARS}/2023`, PUBLIC);
    expect(sessions.map(({ convened: { value } }) => [value.from.date, value.to.date])).toEqual([
      ['2023-12-18', '2023-12-19'],
    ]);
    const asked = async (whom: string) => statistics(`?addressee=${encodeURIComponent(whom)}`);
    expect(
      (await asked('hội đồng')).flatMap(({ recommendations }) => recommendations.map(({ value }) => value.text)),
    ).toEqual(['Hướng dẫn bình xét']);
    expect(await asked('Bộ GTVT')).toEqual([]);
  });
});
