import { BLOC, COUNCIL, EIGHT, RULEBOOK } from './quang-ngai.cast.js';
import { RULEBOOK_OF_QUANG_NGAI } from './rulebooks.js';
import { type Chapter, INVENTED_DAY, onDay } from './story.js';

export const FOUNDING: Chapter = {
  id: 'founding',
  title: { vi: 'Khối và các thành viên', en: 'The bloc and its members' },
  steps: [
    {
      says: { vi: 'Đăng ký tám cơ quan, đơn vị', en: 'Eight departments and boards' },
      invented: INVENTED_DAY,
      sends: EIGHT.map(({ unitId, kind, full, short }) => ({
        by: COUNCIL,
        path: '/units',
        body: { ...onDay('2020-01-01'), unitId, kind, name: { full: { vi: full }, short: { vi: short } } },
      })),
    },
    {
      says: { vi: 'Thành lập Khối thi đua, kết nạp tám đơn vị', en: 'The bloc is established with eight members' },
      invented: { vi: 'ngày, cấp tổ chức', en: 'day, organiser' },
      sends: [
        {
          by: COUNCIL,
          path: '/blocs',
          body: {
            ...onDay('2020-01-01'),
            blocId: BLOC,
            kind: 'BLOC',
            name: { vi: 'Khối thi đua Kinh tế ngành tỉnh Quảng Ngãi' },
            labels: { head: { vi: 'Khối trưởng' }, deputy: { vi: 'Khối phó' } },
            aliases: [],
            parent: { kind: 'EXTERNAL', name: 'Ủy ban nhân dân tỉnh Quảng Ngãi' },
          },
        },
        ...EIGHT.map(({ unitId }) => ({
          by: COUNCIL,
          path: `/blocs/${BLOC}/members`,
          body: { ...onDay('2020-01-02'), unitId },
        })),
      ],
    },
    {
      says: { vi: 'Khối trưởng năm 2023: BQLDA giao thông', en: 'Head of 2023: the board of traffic works' },
      invented: INVENTED_DAY,
      sends: [
        {
          by: COUNCIL,
          path: `/blocs/${BLOC}/first-leadership`,
          body: { ...onDay('2023-01-02'), forYear: '2023', head: 'ban-giao-thong', deputies: [] },
        },
      ],
    },
    {
      says: { vi: 'Ban hành quy chế chấm điểm, bình xét', en: 'The scoring and voting regulation is published' },
      invented: { vi: 'toàn bộ quy chế', en: 'the whole regulation' },
      sends: [
        {
          by: COUNCIL,
          path: `/rulebooks/${RULEBOOK}/versions`,
          body: { ...onDay('2023-01-02'), content: RULEBOOK_OF_QUANG_NGAI },
        },
      ],
    },
  ],
};
