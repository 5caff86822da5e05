import type { TokenClaims } from '../../identity/signing-key.js';
import { toldBy } from './story.js';

/** S0: who and where. Names as the report of 29/11 prints them; ids are ours. */
export const BLOC = 'khoi-so-gtvt-7-tinh';
export const YEARS = `/blocs/${BLOC}/years`;
export const SLOGAN = 'Kỷ cương, trách nhiệm - chủ động, kịp thời, tăng tốc, sáng tạo - hiệu quả, bền vững';
export const MOVEMENT = '/movements/ky-cuong-trach-nhiem';

export const DEPARTMENTS = {
  'gtvt-lao-cai': 'Lào Cai',
  'gtvt-son-la': 'Sơn La',
  'gtvt-lai-chau': 'Lai Châu',
  'gtvt-dien-bien': 'Điện Biên',
  'gtvt-ha-giang': 'Hà Giang',
  'gtvt-cao-bang': 'Cao Bằng',
  'gtvt-lang-son': 'Lạng Sơn',
} as const;
/** The seven members in the order of the report. */
export const SEVEN = Object.keys(DEPARTMENTS);
export const HEAD_2024 = 'gtvt-lao-cai';
export const HEAD_2025 = 'gtvt-lang-son';
export const MINISTRY = { kind: 'EXTERNAL', name: 'Bộ Giao thông vận tải' } as const;

const COUNCIL: TokenClaims = {
  subject: 'hoi-dong-bo-gtvt',
  name: 'Thường trực Hội đồng Thi đua - Khen thưởng Bộ Giao thông vận tải',
  role: 'council',
};
export const SOURCE = {
  title: 'Hội nghị Khối thi đua Sở Giao thông vận tải 7 tỉnh biên giới miền núi phía Bắc',
  publisher: 'Báo Lào Cai',
};
export const told = toldBy(COUNCIL, SOURCE);
/** "Chiều 29/11": the report prints no year; it speaks of 2024. */
export const CONFERENCE_DAY = '2024-11-29';
