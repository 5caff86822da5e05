import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CONTENTS_2024, QUANG_NGAI, YEAR_2024 } from '../../src/cli/demo/quang-ngai.js';
import { appraiserFrom, BLOC, EIGHT, SECRETARY } from '../../src/cli/demo/quang-ngai.cast.js';
import { YEAR_2023 } from '../../src/cli/demo/quang-ngai.scores.js';
import { type Chapter, onDay, type Request, upTo } from '../../src/cli/demo/story.js';
import { Stage } from './stage.js';
import { blocSeen, pledgeSeen, signing, yearSeen } from './views.js';

/** The story up to its election, in which one more unit does not agree on the head. */
function electionWithSixOfEight(): readonly Chapter[] {
  const chapters = upTo(QUANG_NGAI, 'election').map((chapter) => ({
    ...chapter,
    steps: chapter.steps.map((step) => ({ ...step, sends: step.sends.filter(isNoElection).map(dissenting) })),
  }));
  return chapters;
}

function isNoElection({ path }: Request): boolean {
  return !path.includes('/elections/');
}

function dissenting(request: Request): Request {
  if (request.by.subject !== 'dai-dien-ban-dung-quat' || !request.path.includes('/votes')) return request;
  const answers = request.body['answers'] as readonly object[];
  return { ...request, body: { ...request.body, answers: answers.map((one) => ({ ...one, choice: 'AGAINST' })) } };
}

describe('the economic bloc of Quảng Ngãi (S4)', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
  });

  afterEach(() => stage.close());

  const until = (chapter: string): Promise<void> => stage.given(QUANG_NGAI, chapter);

  it('A20 nominates, then elects by seven of eight, and gives no unit two duties', async () => {
    await until('election');
    const { choices, nominations = [] } = await yearSeen(stage, YEAR_2023);
    expect(nominations.map(({ value }) => [value.duty, value.unitId])).toEqual([
      ['HEAD', 'so-xay-dung'],
      ['DEPUTY', 'so-tnmt'],
    ]);
    expect(choices.map(({ value }) => [value.duty, value.unitId, value.forYear, value.method])).toEqual([
      ['HEAD', 'so-xay-dung', '2024', 'ELECTED'],
      ['DEPUTY', 'so-tnmt', '2024', 'ELECTED'],
    ]);
  });

  it('A20 does not elect by six of eight, where 80 % of all members are seven', async () => {
    await stage.play(...electionWithSixOfEight());
    const { ballots = [] } = await yearSeen(stage, YEAR_2023);
    expect(ballots[0]?.tallied?.value.questions).toMatchObject([{ for: 6, base: 8, needed: 7, outcome: 'FAILED' }]);
    const basis = { kind: 'BALLOT', ballotId: 'bau-khoi-truong', questionId: 'bau-khoi-truong' };
    const election: Request = {
      by: SECRETARY,
      path: `${YEAR_2023}/elections/head`,
      body: { ...onDay('2024-01-05'), forYear: '2024', unitId: 'so-xay-dung', basis },
    };
    expect((await stage.refused(election)).code).toBe('THRESHOLD_NOT_MET');
  });

  it('A21 proposes one, two and two by number, and names no unit for two forms', async () => {
    await until('proposals');
    const { proposals = [] } = await yearSeen(stage, YEAR_2023);
    expect(
      proposals.map(({ proposed: { value } }) => [value.form, value.count, value.nominees, value.grantor]),
    ).toEqual([
      ['GOVERNMENT_FLAG', 1, [], { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' }],
      ['PROVINCE_FLAG', 2, [], { kind: 'EXTERNAL', name: 'Ủy ban nhân dân tỉnh Quảng Ngãi' }],
      ['CHAIRMAN_CERTIFICATE', 2, [], { kind: 'OFFICE', office: 'Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi' }],
    ]);
    const naming = (proposalId: string, unitId: string): Request => ({
      by: SECRETARY,
      path: `${YEAR_2023}/proposals/${proposalId}/recipients`,
      body: { ...onDay('2024-01-05'), unitId },
    });
    await stage.recorded(
      naming('co-chinh-phu-2023', 'ban-giao-thong'),
      naming('co-tinh-2023', 'so-xay-dung'),
      naming('co-tinh-2023', 'so-gtvt'),
    );
    expect((await stage.refused(naming('bang-khen-2023', 'so-gtvt'))).code).toBe('DUPLICATE_COMMENDATION');
  });

  it('A22 signs eight of eight for 2024 at the conference that closes 2023', async () => {
    await until('pledge-2024');
    const pledge = await pledgeSeen(stage, YEAR_2024);
    expect(signing(pledge)).toEqual({ status: 'COMPLETE', signed: '8/8', pending: [] });
    expect(pledge.contents).toEqual(CONTENTS_2024);
    const [before, after] = [await yearSeen(stage, YEAR_2023), await yearSeen(stage, YEAR_2024)];
    expect(before.sessions.map(({ convened }) => convened.value.from.date)).toEqual(['2024-01-05']);
    expect(after.sessions).toEqual([]);
    expect([before.pledge?.year, after.pledge?.year]).toEqual(['2023', '2024']);
  });

  it("A23 adopts the secretariat's report in versions; an adopted one stays", async () => {
    await until('scores');
    const [adopted] = (await yearSeen(stage, YEAR_2023)).scoreReports ?? [];
    expect(adopted?.value.version).toBe(1);
    const revised: Request = {
      by: appraiserFrom('so-xay-dung'),
      path: `${YEAR_2023}/scores/reports`,
      body: { ...onDay('2024-01-06'), title: 'Báo cáo bổ sung', text: 'Bổ sung một phụ lục.' },
    };
    await stage.recorded(revised);
    const reports = (await yearSeen(stage, YEAR_2023)).scoreReports ?? [];
    expect(reports.map(({ value }) => value.version)).toEqual([1, 2]);
    expect(reports[0]).toEqual(adopted);
  });

  it('ends as it is told: Sở Xây dựng leads 2024, and 2023 is closed', async () => {
    await until('handover');
    const { onDay: today, members } = await blocSeen(stage, BLOC, '?on=2024-01-05');
    expect(today.actingHead?.value).toMatchObject({ head: 'so-xay-dung', forYear: '2024', from: 'ban-giao-thong' });
    expect(members).toHaveLength(EIGHT.length);
    const { status, closed } = await yearSeen(stage, YEAR_2023);
    expect([status, closed?.value.skipped]).toEqual(['CLOSED', ['AWARDS']]);
    expect((await yearSeen(stage, YEAR_2024)).leadership?.value).toEqual({
      head: 'so-xay-dung',
      deputies: [{ unitId: 'so-tnmt', ordinal: 1 }],
    });
  });
});
