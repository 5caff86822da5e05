import type { TokenClaims } from '../../identity/signing-key.js';
import type { Person } from '../../kernel/party.js';
import type { UnitKind } from '../../units/unit.values.js';

/** S4: who and where. Names as the report of 5/1/2024 prints them; ids are ours. */
export const BLOC = 'khoi-kinh-te-quang-ngai';
export const RULEBOOK = 'quy-che-khoi-kinh-te';

/** One member, in the order of the report. */
export type Member = Readonly<{ unitId: string; kind: UnitKind; full: string; short: string }>;

export const EIGHT: readonly Member[] = [
  {
    unitId: 'ban-giao-thong',
    kind: 'MANAGEMENT_BOARD',
    full: 'Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh',
    short: 'BQLDA giao thông',
  },
  { unitId: 'so-xay-dung', kind: 'DEPARTMENT', full: 'Sở Xây dựng', short: 'Sở Xây dựng' },
  { unitId: 'so-gtvt', kind: 'DEPARTMENT', full: 'Sở Giao thông vận tải', short: 'Sở GTVT' },
  {
    unitId: 'so-nnptnt',
    kind: 'DEPARTMENT',
    full: 'Sở Nông nghiệp và Phát triển nông thôn',
    short: 'Sở NN&PTNT',
  },
  { unitId: 'so-tnmt', kind: 'DEPARTMENT', full: 'Sở Tài nguyên và Môi trường', short: 'Sở TN&MT' },
  { unitId: 'so-cong-thuong', kind: 'DEPARTMENT', full: 'Sở Công Thương', short: 'Sở Công Thương' },
  {
    unitId: 'ban-dung-quat',
    kind: 'MANAGEMENT_BOARD',
    full: 'Ban Quản lý Khu kinh tế Dung Quất và các khu công nghiệp Quảng Ngãi',
    short: 'BQL Dung Quất',
  },
  {
    unitId: 'ban-dan-dung',
    kind: 'MANAGEMENT_BOARD',
    full: 'Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh',
    short: 'BQLDA dân dụng',
  },
];

/** [SYN] The report names no person: the leader of the unit. */
export function leaderOf(unitId: string): Person {
  const short = EIGHT.find((member) => member.unitId === unitId)?.short ?? unitId;
  return { name: `Lãnh đạo ${short}`, office: 'Giám đốc' };
}

export const COUNCIL: TokenClaims = {
  subject: 'hoi-dong-quang-ngai',
  name: 'Thường trực Hội đồng Thi đua - Khen thưởng tỉnh Quảng Ngãi',
  role: 'council',
};
export const SECRETARY: TokenClaims = {
  subject: 'thu-ky-khoi-kinh-te',
  name: 'Thư ký Khối thi đua Kinh tế ngành',
  role: 'secretary',
  bloc: BLOC,
};

export function representativeOf(unitId: string): TokenClaims {
  return { subject: `dai-dien-${unitId}`, name: leaderOf(unitId).name, role: 'representative', unit: unitId };
}

/** [SYN] A person of the secretariat (Tổ giúp việc), who belongs to one of the units. */
export function appraiserFrom(unitId: string): TokenClaims {
  return {
    subject: `to-giup-viec-${unitId}`,
    name: `Tổ giúp việc Khối (${unitId})`,
    role: 'appraiser',
    bloc: BLOC,
    unit: unitId,
  };
}
