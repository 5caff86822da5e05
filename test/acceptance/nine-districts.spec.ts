import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentsOfNumberView } from '../../read-models/documents/documents.dto.js';
import type { StatisticsOfYearView } from '../../read-models/statistics/statistics.dto.js';
import type { Listed } from '../../read-models/rows.js';
import type { Request } from '../../src/cli/demo/story.js';
import type { TokenClaims } from '../../src/identity/signing-key.js';
import { PUBLIC, Stage } from './stage.js';
import { blocSeen, pledgeSeen, yearSeen } from './views.js';

const COUNCIL: TokenClaims = { subject: 'hoi-dong', name: 'Hội đồng TĐKT tỉnh Lào Cai', role: 'council' };
const BLOC = 'khoi-huyen-lao-cai';
const YEARS = `/blocs/${BLOC}/years`;
/** The report names the head alone; the other eight are [SYN]. */
const NINE = ['bac-ha', ...Array.from({ length: 8 }, (_, nth) => `huyen-${nth + 2}`)];
/** "Nghị quyết số 10" of the standing committee: a number, an issuer and no date. */
const RESOLUTION = {
  kind: 'RESOLUTION',
  number: '10',
  issuer: { kind: 'EXTERNAL', name: 'Ban Thường vụ Tỉnh ủy Lào Cai' },
} as const;
const SOURCE = { title: 'Hội nghị tổng kết Khối thi đua năm 2023', publisher: 'Báo Lào Cai', document: RESOLUTION };

function told(path: string, date: string, body: object): Request {
  return { by: COUNCIL, path, body: { occurredOn: { date }, ...body, claim: { source: SOURCE } } };
}

const opening = (year: string): Request =>
  told(YEARS, `${year}-01-01`, {
    year,
    label: { vi: `Năm thi đua ${year}` },
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
  });
const figure = (statisticId: string, title: string, value: string): Request =>
  told(`${YEARS}/2023/statistics`, '2023-12-19', {
    ...{ statisticId, title },
    quantity: { value, qualifier: 'AT_LEAST', unit: 'người' },
  });
const counted = (of: string, counting: string, value: string, unit: string) => ({
  ...{ of, counted: counting },
  quantity: { value, qualifier: 'EXACT', unit },
});

const REPORT: readonly Request[] = [
  ...NINE.map((unitId) => {
    const name = { vi: `Ủy ban nhân dân ${unitId}` };
    return told('/units', 'unknown', { unitId, kind: 'DISTRICT', name: { full: name, short: name } });
  }),
  told('/blocs', '2023-01-01', {
    ...{ blocId: BLOC, kind: 'BLOC', name: { vi: 'Khối thi đua các huyện, thị xã, thành phố' } },
    ...{ labels: {}, aliases: [], parent: { kind: 'EXTERNAL', name: 'Hội đồng TĐKT tỉnh Lào Cai' }, declaredSize: 9 },
  }),
  ...NINE.map((unitId) => told(`/blocs/${BLOC}/members`, '2023-01-01', { unitId })),
  opening('2023'),
  opening('2024'),
  told(`${YEARS}/2023/sessions`, '2023-12-18', {
    ...{ sessionId: 'tong-ket', kind: 'CLOSING', place: 'huyện Bắc Hà' },
    ...{ from: { date: '2023-12-18' }, to: { date: '2023-12-19' } },
  }),
  told(`${YEARS}/2023/awards`, '2023-12-19', {
    ...{ awardId: 'dien-hinh-2023', grantor: { kind: 'UNIT', unitId: 'bac-ha' }, exemplars: true },
    collectives: { count: 4, named: [] },
    individuals: { count: 5, named: [] },
  }),
  told(`${YEARS}/2023/commendation-summaries`, '2023-12-19', {
    summaryId: 'cac-cap-2023',
    counts: [
      counted('COLLECTIVE', 'OCCASION', '2291', 'lượt tập thể'),
      counted('INDIVIDUAL', 'RECIPIENT', '22922', 'cá nhân'),
    ],
  }),
  figure('quy-mo', 'Số người tham gia', '700000'),
  figure('can-bo', 'Cán bộ, công chức, viên chức', '20000'),
  told(`${YEARS}/2024/pledge/drafts`, '2023-12-19', {
    contents: [{ number: 1, text: { vi: 'Nội dung trọng tâm' } }],
    targets: NINE.map((unitId) => ({ unitId, content: 1, focus: `Trọng tâm của ${unitId}` })),
  }),
  told(`${YEARS}/2024/pledge/agreement`, '2023-12-19', { agreedBy: 'MEMBERS' }),
  ...NINE.map((unitId) => told(`${YEARS}/2024/pledge/signatures`, '2023-12-19', { unitId })),
  told(`${YEARS}/2023/recommendations`, '2023-12-19', {
    to: { kind: 'EXTERNAL', name: 'Hội đồng TĐKT tỉnh' },
    text: 'Hướng dẫn bình xét',
  }),
];

describe('the bloc of nine districts, towns and cities of Lào Cai (S3)', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.recorded(...REPORT);
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
