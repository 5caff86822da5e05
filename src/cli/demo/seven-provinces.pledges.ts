import {
  BLOC,
  OUTSIDER,
  PLACE,
  type Province,
  representativeOf,
  RULEBOOK,
  SECRETARY,
  SEVEN,
  signatoryOf,
  SIGNED_AT_CONFERENCE,
  SIGNING_LATER,
} from './seven-provinces.cast.js';
import { YEAR_2024 } from './seven-provinces.scores.js';
import { type Chapter, INVENTED_DAY, onDay, type Request } from './story.js';

export const YEAR_2025 = `/blocs/${BLOC}/years/2025`;

/** [SYN] No text of these pledges is published; both rest on the movement of the Prime Minister. */
const CONTENTS = [
  { number: 1, text: { vi: 'Hoàn thành các chỉ tiêu phát triển kinh tế - xã hội, bảo đảm quốc phòng, an ninh' } },
  { number: 2, text: { vi: 'Đoàn kết, sáng tạo, thi đua xây dựng và bảo vệ Tổ quốc' } },
];

function opening(year: string, path: string): readonly Request[] {
  const day = onDay(`${year}-01-03`);
  return [
    {
      by: SECRETARY,
      path: `/blocs/${BLOC}/years`,
      body: {
        ...day,
        year,
        label: { vi: `Năm thi đua ${year}` },
        period: { from: `${year}-01-01`, to: `${year}-12-31` },
      },
    },
    { by: SECRETARY, path: `${path}/rulebook`, body: { ...day, rulebookId: RULEBOOK, version: 1 } },
  ];
}

function signing(path: string, unitId: Province, day: string, atSession?: string): Request {
  return {
    by: representativeOf(unitId),
    path: `${path}/pledge/signatures`,
    body: {
      ...onDay(day),
      unitId,
      signatory: signatoryOf(unitId),
      ...(atSession === undefined ? {} : { atSession, place: PLACE }),
    },
  };
}

export const PLEDGE_2024: Chapter = {
  id: 'pledge-2024',
  title: { vi: 'Năm 2024 và giao ước', en: 'The year 2024 and its pledge' },
  steps: [
    {
      says: { vi: 'Mở năm thi đua 2024, áp dụng quy chế', en: 'The year 2024 opens and adopts the regulation' },
      invented: INVENTED_DAY,
      sends: opening('2024', YEAR_2024),
    },
    {
      says: { vi: 'Thống nhất nội dung giao ước 2024, bảy tỉnh ký', en: 'Seven provinces sign the pledge of 2024' },
      invented: { vi: 'ngày, nội dung', en: 'day, contents' },
      sends: [
        { by: SECRETARY, path: `${YEAR_2024}/pledge/drafts`, body: { ...onDay('2024-03-15'), contents: CONTENTS } },
        {
          by: SECRETARY,
          path: `${YEAR_2024}/pledge/agreement`,
          body: { ...onDay('2024-03-20'), agreedBy: 'MEMBERS' },
        },
        ...SEVEN.map((unitId) => signing(YEAR_2024, unitId, '2024-03-20')),
      ],
    },
  ],
};

/** A7, A9 */
export const PLEDGE_2025: Chapter = {
  id: 'pledge-2025',
  title: { vi: 'Giao ước thi đua năm 2025', en: 'The pledge of 2025' },
  steps: [
    {
      says: { vi: 'Mở năm 2025, thống nhất nội dung giao ước', en: 'The year 2025 opens, its pledge is agreed' },
      invented: { vi: 'ngày mở năm, nội dung', en: 'opening day, contents' },
      sends: [
        ...opening('2025', YEAR_2025),
        { by: SECRETARY, path: `${YEAR_2025}/pledge/drafts`, body: { ...onDay('2025-03-21'), contents: CONTENTS } },
        {
          by: SECRETARY,
          path: `${YEAR_2025}/pledge/agreement`,
          body: { ...onDay('2025-03-22'), agreedBy: 'MEMBERS', sessionId: 'tong-ket' },
        },
      ],
    },
    {
      says: {
        vi: 'Cao Bằng, Lai Châu, Điện Biên, Lạng Sơn, Lào Cai ký tại hội nghị',
        en: 'Cao Bằng, Lai Châu, Điện Biên, Lạng Sơn and Lào Cai sign at the conference',
      },
      sends: SIGNED_AT_CONFERENCE.map((unitId) => signing(YEAR_2025, unitId, '2025-03-22', 'tong-ket')),
    },
    {
      says: {
        vi: 'Hà Giang, Sơn La không có lãnh đạo UBND dự, sẽ ký sau',
        en: 'Hà Giang and Sơn La, without a UBND leader there, sign later',
      },
      sends: SIGNING_LATER.map((unitId) => ({
        by: representativeOf(unitId),
        path: `${YEAR_2025}/pledge/deferrals`,
        body: { ...onDay('2025-03-22'), unitId, reason: 'NO_UBND_LEADER_PRESENT' },
      })),
    },
    {
      says: { vi: 'Cao Bằng ký lần nữa', en: 'Cao Bằng signs again' },
      refused: 'ALREADY_SIGNED',
      sends: [signing(YEAR_2025, 'cao-bang', '2025-03-22', 'tong-ket')],
    },
    {
      says: { vi: 'Yên Bái, ngoài Cụm, ký giao ước', en: 'Yên Bái, no member, signs' },
      invented: { vi: 'Yên Bái', en: 'Yên Bái' },
      refused: 'NOT_A_MEMBER',
      sends: [
        {
          by: representativeOf(OUTSIDER),
          path: `${YEAR_2025}/pledge/signatures`,
          body: {
            ...onDay('2025-03-22'),
            unitId: OUTSIDER,
            signatory: { name: 'Lãnh đạo UBND tỉnh Yên Bái', office: 'Chủ tịch UBND tỉnh', officeCode: 'CHAIRMAN' },
          },
        },
      ],
    },
    {
      says: { vi: 'Trưởng phòng TĐKT ký thay Hà Giang', en: 'A head of office signs for Hà Giang' },
      invented: { vi: 'người ký', en: 'the person' },
      refused: 'SIGNATORY_NOT_AUTHORISED',
      sends: [
        {
          by: representativeOf('ha-giang'),
          path: `${YEAR_2025}/pledge/signatures`,
          body: {
            ...onDay('2025-03-22'),
            unitId: 'ha-giang',
            signatory: { name: 'Nguyễn Văn A', office: 'Trưởng phòng TĐKT', officeCode: 'HEAD_OF_OFFICE' },
          },
        },
      ],
    },
  ],
};

/** A8: the two provinces that sign later, on unpublished days [SYN]. Not part of the printed story. */
export const LATE_SIGNATURES = {
  haGiang: signing(YEAR_2025, 'ha-giang', '2025-04-02'),
  sonLa: signing(YEAR_2025, 'son-la', '2025-04-10'),
} as const;
