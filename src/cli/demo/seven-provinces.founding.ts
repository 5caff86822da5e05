import { RULEBOOK_OF_SEVEN } from './rulebooks.js';
import { BLOC, COUNCIL, OUTSIDER, PROVINCES, RULEBOOK, SEVEN } from './seven-provinces.cast.js';
import { type Chapter, onDay } from './story.js';

/** A1 */
export const FOUNDING: Chapter = {
  id: 'founding',
  title: { vi: 'Cụm và các thành viên', en: 'The cluster and its members' },
  steps: [
    {
      says: { vi: 'Đăng ký bảy tỉnh, và Yên Bái ở ngoài Cụm', en: 'Seven provinces, and Yên Bái from outside' },
      invented: { vi: 'ngày, Yên Bái', en: 'day, Yên Bái' },
      sends: [...Object.entries(PROVINCES), [OUTSIDER, 'Yên Bái'] as const].map(([unitId, name]) => ({
        by: COUNCIL,
        path: '/units',
        body: {
          ...onDay('2008-01-01'),
          unitId,
          kind: 'PROVINCE',
          name: { full: { vi: `Ủy ban nhân dân tỉnh ${name}` }, short: { vi: name }, abbreviation: 'UBND' },
        },
      })),
    },
    {
      says: { vi: 'Thành lập Cụm thi đua, kết nạp bảy tỉnh', en: 'The cluster is established with seven members' },
      invented: { vi: 'ngày, cấp tổ chức', en: 'day, organiser' },
      sends: [
        {
          by: COUNCIL,
          path: '/blocs',
          body: {
            ...onDay('2008-01-01'),
            blocId: BLOC,
            kind: 'CLUSTER',
            name: { vi: 'Cụm Thi đua 7 tỉnh miền núi biên giới phía Bắc' },
            labels: { head: { vi: 'Trưởng cụm' }, deputy: { vi: 'Phó Trưởng cụm' } },
            aliases: [{ alias: '7 tỉnh miền núi, biên giới phía Bắc' }],
            parent: { kind: 'EXTERNAL', name: 'Hội đồng Thi đua - Khen thưởng Trung ương' },
          },
        },
        ...SEVEN.map((unitId) => ({
          by: COUNCIL,
          path: `/blocs/${BLOC}/members`,
          body: { ...onDay('2008-01-02'), unitId },
        })),
      ],
    },
    {
      says: {
        vi: 'Năm 2024: Lào Cai là Trưởng cụm, giữ Cờ luân lưu; Cao Bằng là Phó Trưởng cụm',
        en: '2024: Lào Cai is head and holds the rotating flag, Cao Bằng is deputy',
      },
      invented: { vi: 'ngày, văn bản', en: 'day, document' },
      sends: [
        {
          by: COUNCIL,
          path: `/blocs/${BLOC}/first-leadership`,
          body: {
            ...onDay('2024-01-02'),
            forYear: '2024',
            head: 'lao-cai',
            deputies: [{ unitId: 'cao-bang', ordinal: 1 }],
            flagHolder: 'lao-cai',
            document: { title: 'Thông báo phân công Trưởng cụm, Phó Trưởng cụm năm 2024' },
          },
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
          body: { ...onDay('2024-01-02'), content: RULEBOOK_OF_SEVEN },
        },
      ],
    },
  ],
};
