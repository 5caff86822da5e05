import { COUNCIL as COUNCIL_OF_QUANG_NGAI } from './quang-ngai.cast.js';
import { QUANG_NGAI } from './quang-ngai.js';
import { YEAR_2023 } from './quang-ngai.scores.js';
import { COUNCIL as CENTRAL_COUNCIL } from './seven-provinces.cast.js';
import { SEVEN_PROVINCES } from './seven-provinces.js';
import { YEAR_2024 } from './seven-provinces.scores.js';
import { type Chapter, type Request, toldBy } from './story.js';

const PRIME_MINISTER = { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' };
const toldOfProvinces = toldBy(CENTRAL_COUNCIL, SEVEN_PROVINCES.source);
const toldOfQuangNgai = toldBy(COUNCIL_OF_QUANG_NGAI, QUANG_NGAI.source);

/** What the report of S2 tells beside the course of the year: claims, whoever they are about. */
export const BESIDE_SEVEN_PROVINCES: Chapter = {
  id: 'beside',
  title: { vi: 'Ngoài diễn biến của năm', en: 'Beside the course of the year' },
  steps: [
    {
      says: { vi: 'Khách mời và các tham luận', en: 'Guests, and who read papers' },
      sends: [
        toldOfProvinces(`${YEAR_2024}/sessions/tong-ket/attendance`, '2025-03-22', {
          attendees: [
            'Lãnh đạo Sở Nội vụ, Phòng, Ban Thi đua - Khen thưởng các tỉnh',
            'Ban Thường vụ Tỉnh ủy, Hội đồng Thi đua - Khen thưởng, sở, ngành tỉnh Lào Cai',
            'Công an tỉnh Lai Châu (tham luận)',
            'HTX SXNN Xín Mần, Hà Giang (tham luận)',
            'HTX DVNN Hoa Mười, xã Chiềng Khoong, Sông Mã, Sơn La (tham luận)',
            'Cao Bằng (tham luận về du lịch)',
          ].map((office) => ({ office, role: 'GUEST' })),
        }),
      ],
    },
    {
      says: { vi: 'Phong trào do Thủ tướng Chính phủ phát động', en: "The Prime Minister's movement" },
      sends: [
        toldOfProvinces('/movements', 'unknown', {
          movementId: 'doan-ket-sang-tao',
          name: { vi: 'Đoàn kết, sáng tạo, thi đua xây dựng và bảo vệ Tổ quốc' },
          launchedBy: PRIME_MINISTER,
        }),
      ],
    },
  ],
};

/** The report does not say which of them who launched. */
function movement(movementId: string, name: string, from?: string, to?: string): Request {
  const period = from === undefined || to === undefined ? {} : { period: { from: { date: from }, to: { date: to } } };
  return toldOfQuangNgai('/movements', 'unknown', {
    movementId,
    name: { vi: name },
    launchedBy: { kind: 'UNKNOWN' },
    ...period,
  });
}

/** What the report of S4 tells beside the course of the year. */
export const BESIDE_QUANG_NGAI: Chapter = {
  id: 'beside',
  title: { vi: 'Ngoài diễn biến của năm', en: 'Beside the course of the year' },
  steps: [
    {
      says: { vi: 'Các phong trào, hai giai đoạn chồng nhau', en: 'The movements, two of overlapping periods' },
      sends: [
        movement('nong-thon-moi', 'Quảng Ngãi chung sức xây dựng nông thôn mới', '2021', '2025'),
        movement('vi-nguoi-ngheo', '…vì người nghèo - không để ai bị bỏ lại phía sau'),
        movement('van-hoa-cong-so', 'CBCCVC thi đua thực hiện văn hóa công sở', '2019', '2025'),
        movement('dan-van-kheo', 'Dân vận khéo'),
        movement('cai-cach-hanh-chinh', 'Đẩy mạnh cải cách hành chính'),
        movement('ket-cau-ha-tang', '…kết cấu hạ tầng đồng bộ, hiện đại, thực hành tiết kiệm, chống lãng phí'),
      ],
    },
    {
      says: { vi: 'Khối trưởng 2023 hoàn thành xuất sắc nhiệm vụ', en: 'The head of 2023 did its duty excellently' },
      sends: [
        toldOfQuangNgai(`${YEAR_2023}/rankings/classifications`, '2024-01-05', {
          classes: [{ unitId: 'ban-giao-thong', classification: 'Hoàn thành xuất sắc nhiệm vụ' }],
        }),
      ],
    },
  ],
};
