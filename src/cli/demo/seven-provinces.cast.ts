import type { TokenClaims } from '../../identity/signing-key.js';
import type { Person } from '../../kernel/party.js';

/** S2: who and where. Names as the report of 22/3/2025 prints them; ids are ours. */
export const BLOC = 'cum-7-tinh';
export const RULEBOOK = 'quy-che-cum-7-tinh';
export const PLACE = 'thành phố Lào Cai';

export const PROVINCES = {
  'lao-cai': 'Lào Cai',
  'cao-bang': 'Cao Bằng',
  'dien-bien': 'Điện Biên',
  'lang-son': 'Lạng Sơn',
  'ha-giang': 'Hà Giang',
  'son-la': 'Sơn La',
  'lai-chau': 'Lai Châu',
} as const;
export type Province = keyof typeof PROVINCES;

/** The seven members in the order of the bloc. */
export const SEVEN = Object.keys(PROVINCES) as readonly Province[];

/** [SYN] A province that does not belong to the cluster. */
export const OUTSIDER = 'yen-bai';

/** Leaders of provincial people's committees (UBND) who signed at the conference, in the order of the report. */
export const SIGNED_AT_CONFERENCE = ['cao-bang', 'lai-chau', 'dien-bien', 'lang-son', 'lao-cai'] as const;
/** Provinces without such a leader at the conference; they sign later. */
export const SIGNING_LATER = ['ha-giang', 'son-la'] as const;

export const TRINH_XUAN_TRUONG: Person = { name: 'Trịnh Xuân Trường', office: 'Chủ tịch UBND tỉnh Lào Cai' };
export const NGUYEN_BICH_NGOC: Person = {
  name: 'Nguyễn Bích Ngọc',
  office: 'Phó Chủ tịch Thường trực UBND tỉnh Cao Bằng',
};
export const NGUYEN_ANH_TUAN: Person = {
  name: 'Nguyễn Anh Tuấn',
  office: 'Phó trưởng Ban Thi đua - Khen thưởng Trung ương',
};

/** Who speaks for a province: the persons of the report, and a leader without a name where it gives none. */
export function leaderOf(unitId: Province): Person {
  if (unitId === 'lao-cai') return TRINH_XUAN_TRUONG;
  if (unitId === 'cao-bang') return NGUYEN_BICH_NGOC;
  return { name: `Lãnh đạo UBND tỉnh ${PROVINCES[unitId]}`, office: 'Lãnh đạo UBND tỉnh' };
}

export function signatoryOf(unitId: Province): Person & Readonly<{ officeCode: string }> {
  return { ...leaderOf(unitId), officeCode: unitId === 'lao-cai' ? 'CHAIRMAN' : 'VICE_CHAIRMAN' };
}

export const COUNCIL: TokenClaims = {
  subject: 'hoi-dong-trung-uong',
  name: 'Thường trực Hội đồng Thi đua - Khen thưởng Trung ương',
  role: 'council',
};
export const SECRETARY: TokenClaims = {
  subject: 'thu-ky-cum-7-tinh',
  name: 'Thư ký Cụm thi đua 7 tỉnh',
  role: 'secretary',
  bloc: BLOC,
};
export const APPRAISER: TokenClaims = {
  subject: 'to-giup-viec-cum-7-tinh',
  name: 'Tổ giúp việc Cụm thi đua 7 tỉnh',
  role: 'appraiser',
  unit: 'so-noi-vu-lao-cai',
  bloc: BLOC,
};

export function representativeOf(unit: Province | typeof OUTSIDER): TokenClaims {
  const name = unit === OUTSIDER ? 'Lãnh đạo UBND tỉnh Yên Bái' : leaderOf(unit).name;
  return { subject: `dai-dien-${unit}`, name, role: 'representative', unit };
}
