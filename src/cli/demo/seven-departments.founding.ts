import { BLOC, DEPARTMENTS, HEAD_2024, MINISTRY, SEVEN, SLOGAN, told, YEARS } from './seven-departments.cast.js';
import { type Chapter, INVENTED_DAY, type Request } from './story.js';

export function opening(year: string): Request {
  return told(YEARS, `${year}-01-01`, {
    year,
    label: { vi: `Năm thi đua ${year}` },
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
  });
}

export const FOUNDING: Chapter = {
  id: 'founding',
  title: { vi: 'Khối và các thành viên', en: 'The bloc and its members' },
  steps: [
    {
      says: { vi: 'Bảy Sở Giao thông vận tải', en: 'Seven departments of transport' },
      sends: Object.entries(DEPARTMENTS).map(([unitId, province]) =>
        told('/units', 'unknown', {
          unitId,
          kind: 'DEPARTMENT',
          name: { full: { vi: `Sở Giao thông vận tải ${province}` }, short: { vi: `Sở GTVT ${province}` } },
        }),
      ),
    },
    {
      says: { vi: 'Khối của ngành, Bộ GTVT theo dõi, bảy Sở', en: 'A bloc of the sector, followed by its ministry' },
      invented: INVENTED_DAY,
      sends: [
        told('/blocs', '2024-01-01', {
          blocId: BLOC,
          kind: 'BLOC',
          name: { vi: 'Khối thi đua Sở Giao thông vận tải 7 tỉnh biên giới miền núi phía Bắc' },
          labels: { head: { vi: 'Trưởng khối' } },
          aliases: [],
          parent: MINISTRY,
          declaredSize: 7,
        }),
        ...SEVEN.map((unitId) => told(`/blocs/${BLOC}/members`, '2024-01-01', { unitId })),
      ],
    },
    {
      says: { vi: 'Đơn vị trưởng khối năm 2024: Sở GTVT Lào Cai; không nêu phó', en: 'Lào Cai heads 2024, no deputy' },
      invented: INVENTED_DAY,
      sends: [
        told(`/blocs/${BLOC}/first-leadership`, '2024-01-01', { forYear: '2024', head: HEAD_2024, deputies: [] }),
        opening('2024'),
      ],
    },
    {
      says: { vi: `Chủ đề “${SLOGAN}”`, en: 'The theme, by its words' },
      invented: { vi: 'phong trào mang chủ đề', en: 'a movement of that theme' },
      sends: [
        told('/movements', 'unknown', {
          movementId: 'ky-cuong-trach-nhiem',
          name: { vi: SLOGAN },
          theme: { vi: SLOGAN },
          launchedBy: { kind: 'UNKNOWN' },
        }),
      ],
    },
  ],
};
