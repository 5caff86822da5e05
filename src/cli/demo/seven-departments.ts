import {
  BLOC,
  CONFERENCE_DAY,
  HEAD_2024,
  HEAD_2025,
  MINISTRY,
  SEVEN,
  SOURCE,
  told,
  YEARS,
} from './seven-departments.cast.js';
import { FOUNDING, opening } from './seven-departments.founding.js';
import { type BlocStory, type Chapter, INVENTED_DAY } from './story.js';

const CONFERENCE: Chapter = {
  id: 'conference',
  title: { vi: 'Hội nghị chiều 29/11', en: 'The conference of 29/11' },
  steps: [
    {
      says: { vi: 'Chiều 29/11, khi năm thi đua chưa hết', en: 'In the afternoon of 29/11, within the year' },
      invented: { vi: 'năm 2024, theo ngữ cảnh', en: 'the year 2024, by context' },
      sends: [
        told(`${YEARS}/2024/sessions`, CONFERENCE_DAY, {
          sessionId: 'tong-ket',
          kind: 'CLOSING',
          from: { date: CONFERENCE_DAY },
          to: { date: CONFERENCE_DAY },
          timeOfDay: 'AFTERNOON',
          agenda: [
            'Đánh giá tình hình phối hợp, triển khai các hoạt động thi đua năm 2024',
            'Tham luận của các đại biểu',
          ],
        }),
      ],
    },
    {
      says: {
        vi: 'Đại diện lãnh đạo 7 Sở; lãnh đạo hai Vụ của Bộ GTVT là khách',
        en: 'Leaders of all seven; two offices of the ministry are guests',
      },
      sends: [
        told(`${YEARS}/2024/sessions/tong-ket/attendance`, CONFERENCE_DAY, {
          attendees: [
            ...SEVEN.map((unitId) => ({
              unitId,
              role: 'MEMBER',
              ...(unitId === HEAD_2024
                ? { person: { name: 'Nguyễn Quốc Huy', office: 'Giám đốc Sở Giao thông vận tải Lào Cai' } }
                : { office: 'Đại diện lãnh đạo Sở' }),
            })),
            { person: { name: 'Trần Việt Hà', office: 'Vụ trưởng Vụ Hợp tác quốc tế' }, role: 'GUEST' },
            { office: 'Đại diện lãnh đạo Vụ Tổ chức cán bộ (Bộ GTVT)', role: 'GUEST' },
          ],
        }),
      ],
    },
    {
      says: {
        vi: 'Các đơn vị có ý kiến, kiến nghị với Bộ; không nêu nội dung',
        en: 'The units address the ministry; the report does not say what they ask',
      },
      sends: [
        told(`${YEARS}/2024/recommendations`, CONFERENCE_DAY, {
          sessionId: 'tong-ket',
          to: MINISTRY,
          text: 'Ý kiến, kiến nghị của các đơn vị, Vụ trưởng Vụ Hợp tác quốc tế ghi nhận; nội dung chưa rõ',
        }),
      ],
    },
    {
      says: {
        vi: 'Nhất trí bầu Sở GTVT Lạng Sơn làm đơn vị trưởng khối năm 2025',
        en: 'Lạng Sơn is elected head of 2025 by unanimous assent',
      },
      sends: [
        told(`${YEARS}/2024/assents`, CONFERENCE_DAY, {
          assentId: 'truong-khoi-2025',
          sessionId: 'tong-ket',
          purpose: 'HEAD',
          questions: [{ questionId: 'truong-khoi', unitId: HEAD_2025, forYear: '2025' }],
        }),
        told(`${YEARS}/2024/elections/head`, CONFERENCE_DAY, {
          forYear: '2025',
          unitId: HEAD_2025,
          basis: { kind: 'ASSENT', assentId: 'truong-khoi-2025' },
        }),
      ],
    },
    {
      says: { vi: 'Bàn giao nhiệm vụ trưởng khối thi đua năm 2025', en: 'The duty of head of 2025 is handed over' },
      sends: [told(`/blocs/${BLOC}/hand-overs/duty`, CONFERENCE_DAY, { to: HEAD_2025, forYear: '2025' })],
    },
  ],
};

const PLEDGE: Chapter = {
  id: 'pledge-2025',
  title: { vi: 'Giao ước thi đua', en: 'The pledge' },
  steps: [
    {
      says: { vi: 'Mở năm thi đua 2025', en: 'The year 2025 opens' },
      invented: INVENTED_DAY,
      sends: [opening('2025')],
    },
    {
      says: {
        vi: 'Các đơn vị thống nhất nội dung, rồi ký kết giao ước thi đua',
        en: 'The units agree on the contents, then sign',
      },
      invented: { vi: 'giao ước của năm 2025', en: 'that the pledge is of 2025' },
      sends: [
        told(`${YEARS}/2025/pledge/agreement`, CONFERENCE_DAY, { agreedBy: 'MEMBERS', sessionId: 'tong-ket' }),
        told(`${YEARS}/2025/pledge/completion`, CONFERENCE_DAY, {}),
      ],
    },
  ],
};

const CLOSURE: Chapter = {
  id: 'closure',
  title: { vi: 'Kết thúc năm 2024', en: 'The close of 2024' },
  steps: [
    {
      says: {
        vi: 'Báo cáo không nêu chấm điểm, xếp hạng, đề nghị khen thưởng; năm vẫn đủ',
        en: 'No scores, ranking or proposals are reported; the year is complete without',
      },
      invented: { vi: 'bỏ các bước, ngày kết thúc', en: 'steps skipped, day of the close' },
      sends: [
        ...['SCORING', 'VOTE', 'AWARDS'].map((step) =>
          told(`${YEARS}/2024/skipped-steps`, CONFERENCE_DAY, { step, reason: 'Báo cáo không nêu' }),
        ),
        told(`${YEARS}/2024/closure`, '2024-12-31', {}),
      ],
    },
  ],
};

/** S0: the bloc of seven departments of transport, entered from its report: every request is a claim. */
export const SEVEN_DEPARTMENTS: BlocStory = {
  blocId: BLOC,
  title: {
    vi: 'Khối thi đua Sở Giao thông vận tải 7 tỉnh biên giới miền núi phía Bắc, năm 2024',
    en: 'Bloc of seven departments of transport of the northern border, 2024',
  },
  source: SOURCE,
  chapters: [FOUNDING, CONFERENCE, PLEDGE, CLOSURE],
};
