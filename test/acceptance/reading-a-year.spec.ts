import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Explanation } from '../../read-models/explanation/explanation.js';
import type { ProposalsView } from '../../read-models/proposals/proposals.dto.js';
import type { RankingView } from '../../read-models/ranking/ranking.dto.js';
import type { Answered, Listed } from '../../read-models/rows.js';
import type { ScoreSheetView } from '../../read-models/score-sheet/score-sheet.dto.js';
import type { VoteView } from '../../read-models/vote-record/vote-record.dto.js';
import { SEVEN_PROVINCES } from '../../src/cli/demo/seven-provinces.js';
import { YEAR_2024 } from '../../src/cli/demo/seven-provinces.scores.js';
import type { TokenClaims } from '../../src/identity/signing-key.js';
import { PUBLIC, Stage } from './stage.js';

const MEMBER: TokenClaims = { subject: 'nguoi-doc', name: 'Người đọc', role: 'representative', unit: 'son-la' };
const STRANGER: TokenClaims = { subject: 'khach', name: 'Khách', role: 'representative', unit: 'yen-bai' };

describe('reading the year 2024 of the seven provinces', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.given(SEVEN_PROVINCES, 'proposals');
  });

  afterAll(() => stage.close());

  const ranking = async (query = '', by?: TokenClaims) =>
    (await stage.seen<Answered<RankingView>>(`${YEAR_2024}/rankings${query}`, by)).row;
  const statusOf = async (path: string, by: TokenClaims, headers = {}) =>
    (await stage.service.get(`${YEAR_2024}${path}`, { token: await stage.service.token(by), headers })).status;

  it('shows the order to a member, and to the public and other blocs two places without points', async () => {
    const [inside, outside, stranger] = [
      await ranking('', MEMBER),
      await ranking('', PUBLIC),
      await ranking('', STRANGER),
    ];
    expect(inside.order?.places.map(({ subjects }) => subjects[0]?.points)).toEqual([
      ...['968.50', '961.25', '955.00', '951.75', '949.50', '947.00', '946.25'],
    ]);
    expect([outside.order, outside.publication?.headline.vi]).toEqual([
      undefined,
      'Điện Biên dẫn đầu; Lào Cai xếp thứ 2',
    ]);
    expect(stranger).toEqual(outside);
  });

  it('shows no publication as of the day before it, and nothing of a scope that was never ranked', async () => {
    expect((await ranking('?asOf=2025-03-20')).publication).toBeUndefined();
    expect((await ranking('?track=cong-doan')).order).toBeUndefined();
  });

  it('answers 304 to whoever has the ranking already, 400 to a scope that is no slug', async () => {
    const answer = await stage.service.get(`${YEAR_2024}/rankings`, { token: await stage.service.token(PUBLIC) });
    const etag = answer.headers.get('etag') ?? '';
    expect(await statusOf('/rankings', PUBLIC, { 'if-none-match': etag })).toBe(304);
    expect(await statusOf('/rankings?track=Công đoàn', PUBLIC)).toBe(400);
  });

  it('explains a place to a member, and has nothing there for a stranger', async () => {
    const path = `${YEAR_2024}/rankings/explanation/lao-cai`;
    const { row } = await stage.seen<Answered<Explanation>>(path, MEMBER);
    expect([row.rank, row.total?.points]).toEqual([2, '961.25']);
    expect(row.steps.find(({ kind }) => kind === 'RANK')?.text.vi).toBe(
      'Tổng 961,25 điểm: xếp thứ 2, sau Điện Biên (968,50).',
    );
    expect(row.steps.every(({ events }) => events.length > 0)).toBe(true);
    const refused = ['/rankings/explanation/lao-cai', '/scores/lao-cai'];
    expect(await Promise.all(refused.map((hidden) => statusOf(hidden, STRANGER)))).toEqual([404, 404]);
    expect(await Promise.all(refused.map((hidden) => statusOf(hidden, PUBLIC)))).toEqual([403, 403]);
  });

  it('pages the score cards in Vietnamese order of the units', async () => {
    const first = await stage.seen<Listed<ScoreSheetView>>(`${YEAR_2024}/scores?limit=4`, MEMBER);
    const rest = await stage.seen<Listed<ScoreSheetView>>(`${YEAR_2024}/scores?limit=4&cursor=${first.next}`, MEMBER);
    expect([...first.items, ...rest.items].map(({ row }) => row.unitId)).toEqual([
      ...['cao-bang', 'dien-bien', 'ha-giang', 'lai-chau', 'lang-son', 'lao-cai', 'son-la'],
    ]);
    expect((await stage.seen<Listed<ScoreSheetView>>(`${YEAR_2024}/scores`, STRANGER)).items).toEqual([]);
  });

  it('shows a member its own card alone while the scores of all are not agreed', async () => {
    const early = await Stage.open();
    await early.given(SEVEN_PROVINCES, 'pledge-2024');
    const { items } = await early.seen<Listed<ScoreSheetView>>(`${YEAR_2024}/scores`, MEMBER);
    await early.close();
    expect(items.map(({ row }) => [row.unitId, row.status])).toEqual([['son-la', 'BLANK']]);
  });

  it('tells a member what is next, as its own command is then answered, and nothing to a stranger or the public', async () => {
    type Deeds = readonly Readonly<{ command: string; unitIds: readonly string[]; messages: { vi: string } }>[];
    type Next = Readonly<{ status: string; yours: Deeds; waitsFor: Deeds; notYet: Deeds }>;
    const next = await stage.seen<Next>(`${YEAR_2024}/next`, MEMBER);
    expect([next.status, next.yours]).toEqual(['OPEN', []]);
    expect(next.waitsFor.map(({ command }) => command)).toEqual(expect.arrayContaining(['ConferAward']));
    expect(next.notYet.find(({ command }) => command === 'CloseEmulationYear')?.messages.vi).toMatch(
      /^Chưa thể kết thúc năm thi đua\. Còn bước chưa hoàn thành/,
    );
    const [asked, answered] = [await statusOf('/next', STRANGER), await statusOf('/next', PUBLIC)];
    expect([asked, answered]).toEqual([404, 403]);
  });

  it('shows votes whole to a member, and none to the public: two ranks were published, and no vote', async () => {
    const inside = await stage.seen<Listed<VoteView>>(`${YEAR_2024}/votes?kind=BALLOT`, MEMBER);
    const outside = await stage.seen<Listed<VoteView>>(`${YEAR_2024}/votes`, PUBLIC);
    expect(inside.items.every(({ row }) => row.ballot !== undefined)).toBe(true);
    expect(inside.items.flatMap(({ row }) => row.outcomes.map(({ outcome }) => outcome))).toContain('PASSED');
    expect(outside.items).toEqual([]);
    const [{ row: ballot } = { row: { voteId: '' } }] = inside.items;
    expect(await statusOf(`/ballots/${ballot.voteId}`, MEMBER)).toBe(200);
    expect(await statusOf(`/ballots/${ballot.voteId}`, PUBLIC)).toBe(404);
  });

  it('shows the proposals with their grantors and the remark on the head; no award (A6)', async () => {
    const { row } = await stage.seen<Answered<ProposalsView>>(`${YEAR_2024}/proposals`, MEMBER);
    expect(
      row.proposals.map(({ title, recipients, conflictOfInterest }) => [
        title?.vi,
        recipients,
        conflictOfInterest?.unitId,
      ]),
    ).toEqual([
      ['Cờ thi đua của Chính phủ', ['dien-bien'], undefined],
      ['Bằng khen của Thủ tướng Chính phủ', ['lao-cai'], 'lao-cai'],
    ]);
    const awards = await stage.seen<Answered<{ awards: readonly object[] }>>(`${YEAR_2024}/awards`, PUBLIC);
    expect(awards.row.awards).toEqual([]);
    const [{ proposalId } = { proposalId: '' }] = row.proposals;
    expect(await statusOf(`/proposals/${proposalId}`, MEMBER)).toBe(200);
    expect(await statusOf(`/proposals/${proposalId}`, PUBLIC)).toBe(404);
    expect(await statusOf('/proposals/khong-co', MEMBER)).toBe(404);
  });
});
