import type { YearMember } from '../../../src/emulation-years/frame/frame.values.js';
import type { LocalDate } from '../../../src/kernel/instant.js';
import type { LocalizedText } from '../../../src/kernel/text.js';
import type { CommendationForm, Rulebook } from '../../../src/rulebooks/rulebook.values.js';
import type { UnitKind } from '../../../src/units/unit.values.js';
import { rulebook as rulebookOfSeven } from './seven-provinces.js';
import { yearsOf } from './years-of.js';

/** S4: Khối thi đua Kinh tế ngành tỉnh Quảng Ngãi. Its head of 2023 is the management board of traffic works. */
export const BLOC = 'khoi-kinh-te-quang-ngai';
export const BLOC_NAME: LocalizedText = { vi: 'Khối thi đua Kinh tế ngành tỉnh Quảng Ngãi' };

const UNITS: readonly (readonly [id: string, kind: UnitKind, full: string, short: string])[] = [
  [
    'ban-giao-thong',
    'MANAGEMENT_BOARD',
    'Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh',
    'BQLDA giao thông',
  ],
  ['so-xay-dung', 'DEPARTMENT', 'Sở Xây dựng', 'Sở Xây dựng'],
  ['so-gtvt', 'DEPARTMENT', 'Sở Giao thông vận tải', 'Sở GTVT'],
  ['so-nnptnt', 'DEPARTMENT', 'Sở Nông nghiệp và Phát triển nông thôn', 'Sở NN&PTNT'],
  ['so-tnmt', 'DEPARTMENT', 'Sở Tài nguyên và Môi trường', 'Sở TN&MT'],
  ['so-cong-thuong', 'DEPARTMENT', 'Sở Công Thương', 'Sở Công Thương'],
  [
    'ban-dung-quat',
    'MANAGEMENT_BOARD',
    'Ban Quản lý Khu kinh tế Dung Quất và các khu công nghiệp Quảng Ngãi',
    'BQL Dung Quất',
  ],
  [
    'ban-dan-dung',
    'MANAGEMENT_BOARD',
    'Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh',
    'BQLDA dân dụng',
  ],
];

/** The eight members in the order of the report. */
export const EIGHT = UNITS.map(([id]) => id);

/** Members since 2020 [SYN]. */
const MEMBER_SINCE = '2020-01-01' as LocalDate;

export const members: readonly YearMember[] = UNITS.map(([unitId, kind, full, short]) => ({
  unitId,
  kind,
  name: { full: { vi: full }, short: { vi: short } },
  membership: { from: MEMBER_SINCE },
}));

const PROVINCE = { kind: 'EXTERNAL', name: 'Ủy ban nhân dân tỉnh Quảng Ngãi' } as const;
const CHAIRMAN = { kind: 'OFFICE', office: 'Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi' } as const;

/** One government flag, two flags of the province (a body), two certificates of its chairman (a person): A21. */
const forms: readonly CommendationForm[] = [
  {
    id: 'GOVERNMENT_FLAG',
    title: { vi: 'Cờ thi đua của Chính phủ' },
    kind: 'EMULATION_TITLE',
    grantor: { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' },
    quota: { kind: 'COUNT', count: 1 },
    nominee: 'ANY',
  },
  {
    id: 'PROVINCE_FLAG',
    title: { vi: 'Cờ thi đua xuất sắc của UBND tỉnh' },
    kind: 'EMULATION_TITLE',
    grantor: PROVINCE,
    quota: { kind: 'COUNT', count: 2 },
    nominee: 'ANY',
  },
  {
    id: 'CHAIRMAN_CERTIFICATE',
    title: { vi: 'Bằng khen của Chủ tịch UBND tỉnh' },
    kind: 'COMMENDATION',
    grantor: CHAIRMAN,
    quota: { kind: 'COUNT', count: 2 },
    nominee: 'ANY',
  },
];

/** As the seven provinces score [SYN], but for who signs, how it elects (A20: 80 % after a nomination) and its quotas. */
export const rulebook: Rulebook = {
  ...rulebookOfSeven,
  title: { vi: 'Quy chế chấm điểm, xét khen thưởng Khối thi đua Kinh tế ngành' },
  pledge: { authorisedOffices: ['DIRECTOR', 'DEPUTY_DIRECTOR'], requiredForScoring: true },
  voting: {
    ...rulebookOfSeven.voting,
    election: {
      ...rulebookOfSeven.voting.election,
      threshold: { fraction: '4/5', comparison: 'AT_LEAST', base: 'ALL_MEMBERS' },
    },
  },
  leadership: { nominationRequired: true, deputies: { max: 1 } },
  commendations: { forms, severalForms: 'FORBIDDEN', decisionRequired: true },
};

export const RULEBOOK = 'quy-che-khoi-kinh-te';

export const { inYear, opened, adopted, begun, fullName, unitStanding, blocStanding, rulebookVersion, allStanding } =
  yearsOf({
    blocId: BLOC,
    name: BLOC_NAME,
    members,
    actingHead: 'ban-giao-thong',
    leadership: { '2023': { head: 'ban-giao-thong', deputies: [] } },
    rulebookId: RULEBOOK,
    rulebook,
    usualYear: '2023',
  });

/** The three numbered contents of the pledge for 2024 (nội dung giao ước), as the report prints them. */
export const CONTENTS_2024 = [
  {
    number: 1,
    text: {
      vi: 'Thực hiện đạt và vượt các chỉ tiêu kế hoạch phát triển kinh tế - xã hội, đảm bảo an ninh quốc phòng',
    },
  },
  {
    number: 2,
    text: {
      vi: 'Thực hiện tốt chủ trương của Đảng, chính sách pháp luật của Nhà nước, xây dựng Đảng và hệ thống chính trị',
    },
  },
  { number: 3, text: { vi: 'Tổ chức thực hiện tốt công tác thi đua khen thưởng' } },
];
