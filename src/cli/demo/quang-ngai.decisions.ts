import { EIGHT, BLOC, leaderOf, representativeOf, SECRETARY } from './quang-ngai.cast.js';
import { YEAR_2023 } from './quang-ngai.scores.js';
import { INVENTED_DAY, onDay, type Chapter, type Request } from './story.js';

const CONFERENCE = onDay('2024-01-05');

type Election = Readonly<{ ballotId: string; duty: 'head' | 'deputy'; unitId: string }>;

const HEAD_2024: Election = { ballotId: 'bau-khoi-truong', duty: 'head', unitId: 'so-xay-dung' };
const DEPUTY_2024: Election = { ballotId: 'bau-khoi-pho', duty: 'deputy', unitId: 'so-tnmt' };

function electing({ duty, unitId }: Election, basis: object): Request {
  return {
    by: SECRETARY,
    path: `${YEAR_2023}/elections/${duty}`,
    body: { ...CONFERENCE, forYear: '2024', unitId, basis, ...ordinalOf(duty) },
  };
}

function nominating({ duty, unitId }: Election): Request {
  return {
    by: representativeOf('ban-giao-thong'),
    path: `${YEAR_2023}/nominations/${duty}`,
    body: { ...CONFERENCE, forYear: '2024', unitId, by: 'ban-giao-thong', ...ordinalOf(duty) },
  };
}

function ordinalOf(duty: Election['duty']): Readonly<{ ordinal?: number }> {
  return duty === 'deputy' ? { ordinal: 1 } : {};
}

/** Seven of eight raise their hands [SYN]; the last does not agree. */
function handsRaised({ ballotId, duty, unitId }: Election): readonly Request[] {
  const path = `${YEAR_2023}/ballots`;
  const question = { questionId: ballotId, unitId, forYear: '2024', ...ordinalOf(duty) };
  return [
    {
      by: SECRETARY,
      path,
      body: {
        ...CONFERENCE,
        ballotId,
        sessionId: 'tong-ket',
        purpose: duty === 'head' ? 'HEAD' : 'DEPUTY',
        method: 'SHOW_OF_HANDS',
        questions: [question],
        seats: 1,
      },
    },
    ...EIGHT.map((voter) => ({
      by: representativeOf(voter.unitId),
      path: `${path}/${ballotId}/votes`,
      body: {
        ...CONFERENCE,
        unitId: voter.unitId,
        voter: leaderOf(voter.unitId),
        answers: [{ questionId: ballotId, choice: voter.unitId === 'ban-dan-dung' ? 'AGAINST' : 'FOR' }],
      },
    })),
    { by: SECRETARY, path: `${path}/${ballotId}/closure`, body: CONFERENCE },
  ];
}

function byBallot({ ballotId }: Election): object {
  return { kind: 'BALLOT', ballotId, questionId: ballotId };
}

/** A20 */
export const ELECTION: Chapter = {
  id: 'election',
  title: { vi: 'Giới thiệu, bình bầu Khối trưởng, Khối phó năm 2024', en: 'Nomination and election for 2024' },
  steps: [
    {
      says: { vi: 'Bầu Sở Xây dựng khi chưa giới thiệu', en: 'Sở Xây dựng is elected before anyone nominated it' },
      refused: 'NOMINATION_REQUIRED',
      sends: [electing(HEAD_2024, { kind: 'UNKNOWN' })],
    },
    {
      says: {
        vi: 'Giới thiệu Sở Xây dựng làm Khối trưởng, Sở TN&MT làm Khối phó',
        en: 'Sở Xây dựng is nominated for head, Sở TN&MT for deputy',
      },
      invented: { vi: 'đơn vị giới thiệu', en: 'by whom' },
      sends: [nominating(HEAD_2024), nominating(DEPUTY_2024)],
    },
    {
      says: { vi: 'Biểu quyết bầu Sở Xây dựng: 7/8', en: 'A show of hands on Sở Xây dựng: 7 of 8' },
      invented: { vi: 'số phiếu', en: 'the count' },
      sends: handsRaised(HEAD_2024),
    },
    {
      says: { vi: 'Biểu quyết bầu Sở TN&MT: 7/8', en: 'A show of hands on Sở TN&MT: 7 of 8' },
      invented: { vi: 'số phiếu', en: 'the count' },
      sends: handsRaised(DEPUTY_2024),
    },
    {
      says: {
        vi: 'Sở Xây dựng được bầu làm Khối trưởng, Sở TN&MT làm Khối phó năm 2024',
        en: 'Sở Xây dựng is elected head and Sở TN&MT deputy for 2024',
      },
      sends: [electing(HEAD_2024, byBallot(HEAD_2024)), electing(DEPUTY_2024, byBallot(DEPUTY_2024))],
    },
    {
      says: { vi: 'Bầu Sở Xây dựng làm cả Khối phó', en: 'Sở Xây dựng is elected deputy as well' },
      refused: 'ROLE_CONFLICT',
      sends: [electing({ ...DEPUTY_2024, unitId: 'so-xay-dung' }, byBallot(DEPUTY_2024))],
    },
  ],
};

const LIST = 'danh-sach-de-nghi-2023';

function proposal(proposalId: string, form: string, count: number): Request {
  return {
    by: SECRETARY,
    path: `${YEAR_2023}/proposals`,
    body: { ...CONFERENCE, proposalId, form, count, nominees: [], basis: { kind: 'AGREED_LIST', listId: LIST } },
  };
}

/** A21: by number; the report names no recipient. */
export const PROPOSALS: Chapter = {
  id: 'proposals',
  title: { vi: 'Danh sách đề nghị khen thưởng', en: 'The agreed list of proposals' },
  steps: [
    {
      says: { vi: 'Tám đơn vị thống nhất danh sách đề nghị', en: 'Eight units agree on the list' },
      sends: [
        {
          by: SECRETARY,
          path: `${YEAR_2023}/agreed-lists`,
          body: {
            ...CONFERENCE,
            listId: LIST,
            sessionId: 'tong-ket',
            entries: [
              { form: 'GOVERNMENT_FLAG', count: 1, unitIds: [] },
              { form: 'PROVINCE_FLAG', count: 2, unitIds: [] },
              { form: 'CHAIRMAN_CERTIFICATE', count: 2, unitIds: [] },
            ],
            agreedBy: EIGHT.map(({ unitId }) => unitId),
          },
        },
      ],
    },
    {
      says: {
        vi: 'Đề nghị 1 Cờ Chính phủ, 2 Cờ UBND tỉnh, 2 Bằng khen Chủ tịch UBND tỉnh',
        en: 'One government flag, two flags of the province and two certificates are proposed',
      },
      sends: [
        proposal('co-chinh-phu-2023', 'GOVERNMENT_FLAG', 1),
        proposal('co-tinh-2023', 'PROVINCE_FLAG', 2),
        proposal('bang-khen-2023', 'CHAIRMAN_CERTIFICATE', 2),
      ],
    },
    {
      says: { vi: 'Đề nghị thêm một Cờ UBND tỉnh', en: 'One more flag of the province is proposed' },
      refused: 'QUOTA_EXCEEDED',
      sends: [proposal('co-tinh-2023-them', 'PROVINCE_FLAG', 1)],
    },
  ],
};

export const HANDOVER: Chapter = {
  id: 'handover',
  title: { vi: 'Bàn giao nhiệm vụ, kết thúc năm 2023', en: 'Hand-over, and the close of 2023' },
  steps: [
    {
      says: {
        vi: 'BQLDA giao thông bàn giao nhiệm vụ Khối trưởng năm 2024 cho Sở Xây dựng',
        en: 'The duty of head for 2024 is handed over to Sở Xây dựng',
      },
      invented: INVENTED_DAY,
      sends: [
        {
          by: SECRETARY,
          path: `/blocs/${BLOC}/hand-overs/duty`,
          body: { ...CONFERENCE, from: 'ban-giao-thong', to: 'so-xay-dung', forYear: '2024', decidedIn: '2023' },
        },
        { by: SECRETARY, path: `/blocs/${BLOC}/years/2024/head`, body: CONFERENCE },
      ],
    },
    {
      says: {
        vi: 'Năm 2023 không có khen thưởng của Khối; kết thúc năm',
        en: 'The bloc itself conferred nothing in 2023; the year is closed',
      },
      invented: { vi: 'ngày, lý do', en: 'day, reason' },
      sends: [
        {
          by: SECRETARY,
          path: `${YEAR_2023}/skipped-steps`,
          body: { ...onDay('2024-01-08'), step: 'AWARDS', reason: 'Báo cáo không nêu khen thưởng của Khối' },
        },
        { by: SECRETARY, path: `${YEAR_2023}/sessions/tong-ket/closure`, body: CONFERENCE },
        { by: SECRETARY, path: `${YEAR_2023}/closure`, body: onDay('2024-01-08') },
      ],
    },
  ],
};
