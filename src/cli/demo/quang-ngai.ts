import { BLOC, EIGHT, leaderOf, representativeOf, RULEBOOK, SECRETARY } from './quang-ngai.cast.js';
import { ELECTION, HANDOVER, PROPOSALS } from './quang-ngai.decisions.js';
import { FOUNDING } from './quang-ngai.founding.js';
import { SCORES, YEAR_2023 } from './quang-ngai.scores.js';
import { type BlocStory, type Chapter, INVENTED_DAY, onDay, type Request } from './story.js';

export const YEAR_2024 = `/blocs/${BLOC}/years/2024`;

/** The three numbered contents of the pledge of 2024, as the report prints them. */
export const CONTENTS_2024 = [
  'Thực hiện đạt và vượt các chỉ tiêu kế hoạch phát triển kinh tế - xã hội, đảm bảo an ninh quốc phòng',
  'Thực hiện tốt chủ trương của Đảng, chính sách pháp luật của Nhà nước, xây dựng Đảng và hệ thống chính trị',
  'Tổ chức thực hiện tốt công tác thi đua khen thưởng',
].map((vi, place) => ({ number: place + 1, text: { vi } }));

function opening(year: string, path: string, day: string): readonly Request[] {
  return [
    {
      by: SECRETARY,
      path: `/blocs/${BLOC}/years`,
      body: {
        ...onDay(day),
        year,
        label: { vi: `Năm thi đua ${year}` },
        period: { from: `${year}-01-01`, to: `${year}-12-31` },
      },
    },
    { by: SECRETARY, path: `${path}/rulebook`, body: { ...onDay(day), rulebookId: RULEBOOK, version: 1 } },
  ];
}

function signing(path: string, unitId: string, day: string): Request {
  return {
    by: representativeOf(unitId),
    path: `${path}/pledge/signatures`,
    body: { ...onDay(day), unitId, signatory: { ...leaderOf(unitId), officeCode: 'DIRECTOR' } },
  };
}

function drafting(path: string, contents: typeof CONTENTS_2024, day: string): Request {
  return { by: SECRETARY, path: `${path}/pledge/drafts`, body: { ...onDay(day), contents } };
}

const YEAR_OPENED: Chapter = {
  id: 'pledge-2023',
  title: { vi: 'Năm 2023 và giao ước', en: 'The year 2023 and its pledge' },
  steps: [
    {
      says: { vi: 'Mở năm thi đua 2023, áp dụng quy chế', en: 'The year 2023 opens and adopts the regulation' },
      invented: INVENTED_DAY,
      sends: opening('2023', YEAR_2023, '2023-01-05'),
    },
    {
      says: { vi: 'Thống nhất nội dung giao ước 2023, tám đơn vị ký', en: 'Eight units sign the pledge of 2023' },
      invented: { vi: 'ngày, nội dung', en: 'day, contents' },
      sends: [
        drafting(YEAR_2023, CONTENTS_2024, '2023-02-10'),
        { by: SECRETARY, path: `${YEAR_2023}/pledge/agreement`, body: { ...onDay('2023-02-15'), agreedBy: 'MEMBERS' } },
        ...EIGHT.map(({ unitId }) => signing(YEAR_2023, unitId, '2023-02-15')),
      ],
    },
  ],
};

const CONFERENCE: Chapter = {
  id: 'conference',
  title: { vi: 'Hội nghị tổng kết chiều 5/1/2024', en: 'The closing conference of 5/1/2024' },
  steps: [
    {
      says: {
        vi: 'Triệu tập hội nghị tổng kết năm 2023, chiều 5/1/2024',
        en: 'The conference closing 2023 is convened for the afternoon of 5/1/2024',
      },
      sends: [
        {
          by: SECRETARY,
          path: `${YEAR_2023}/sessions`,
          body: {
            ...onDay('2024-01-05'),
            sessionId: 'tong-ket',
            kind: 'CLOSING',
            from: { date: '2024-01-05' },
            to: { date: '2024-01-05' },
            timeOfDay: 'AFTERNOON',
          },
        },
      ],
    },
    {
      says: { vi: 'Tám đơn vị dự hội nghị', en: 'Eight units attend' },
      invented: { vi: 'thành phần', en: 'who came' },
      sends: [
        {
          by: SECRETARY,
          path: `${YEAR_2023}/sessions/tong-ket/attendance`,
          body: {
            ...onDay('2024-01-05'),
            attendees: EIGHT.map(({ unitId }) => ({ person: leaderOf(unitId), unitId, role: 'MEMBER' })),
          },
        },
      ],
    },
  ],
};

/** A22: signed on 5/1/2024 under 2024, though the conference belongs to 2023. */
const PLEDGE_2024: Chapter = {
  id: 'pledge-2024',
  title: { vi: 'Giao ước thi đua năm 2024', en: 'The pledge of 2024' },
  steps: [
    {
      says: { vi: 'Mở năm 2024, dự thảo giao ước với ba nội dung', en: 'The year 2024 opens, three contents drafted' },
      invented: INVENTED_DAY,
      sends: [...opening('2024', YEAR_2024, '2024-01-02'), drafting(YEAR_2024, CONTENTS_2024, '2024-01-03')],
    },
    {
      says: { vi: 'Sở Công Thương ký khi chưa thống nhất nội dung', en: 'Sở Công Thương signs a mere draft' },
      refused: 'CONTENT_NOT_AGREED',
      sends: [signing(YEAR_2024, 'so-cong-thuong', '2024-01-05')],
    },
    {
      says: { vi: 'Thống nhất nội dung, tám đơn vị ký giao ước', en: 'The contents are agreed, eight units sign' },
      sends: [
        {
          by: SECRETARY,
          path: `${YEAR_2024}/pledge/agreement`,
          body: { ...onDay('2024-01-05'), agreedBy: 'MEMBERS', sessionId: 'tong-ket' },
        },
        ...EIGHT.map(({ unitId }) => signing(YEAR_2024, unitId, '2024-01-05')),
      ],
    },
    {
      says: { vi: 'Sửa nội dung thứ hai sau khi đã ký', en: 'The second content is changed after signing' },
      refused: 'PLEDGE_FROZEN',
      sends: [drafting(YEAR_2024, CONTENTS_2024.slice(0, 1), '2024-01-05')],
    },
  ],
};

/** S4: the economic bloc of Quảng Ngãi, its year 2023 and its pledge of 2024, as reported on 5/1/2024. */
export const QUANG_NGAI: BlocStory = {
  blocId: BLOC,
  title: {
    vi: 'Khối thi đua Kinh tế ngành tỉnh Quảng Ngãi, năm 2023',
    en: 'Economic bloc of Quảng Ngãi, 2023',
  },
  source: {
    title: 'Bài báo về hội nghị tổng kết năm 2023 của Khối thi đua Kinh tế ngành tỉnh Quảng Ngãi',
    publisher: 'Báo Xây dựng',
    date: '2024-01-05',
  },
  chapters: [FOUNDING, YEAR_OPENED, CONFERENCE, SCORES, ELECTION, PROPOSALS, PLEDGE_2024, HANDOVER],
};
