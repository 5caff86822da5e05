import type { TokenClaims } from '../../identity/signing-key.js';
import type { Party, Person, ReferenceDocument } from '../../kernel/party.js';
import { toldBy } from './story.js';

/** S1: the movements of the department of transport of Thái Nguyên. Names as the report of 3/7/2020 prints them; ids are ours. */
export const THAI_NGUYEN = 'so-gtvt-thai-nguyen';
export const PROVINCE = 'ubnd-tinh-thai-nguyen';
export const EXEMPLARS = 'dien-hinh-2015-2020';
export const NEXT_EXEMPLARS = 'dien-hinh-2021-2025';
export const BY_DEPARTMENT: Party = { kind: 'UNIT', unitId: THAI_NGUYEN };
export const DIRECTOR: Person = { name: 'Lê Văn Vịnh', office: 'Giám đốc Sở' };

/** Kế hoạch of the province, and the one of the department that implements it. */
export const PLAN_OF_PROVINCE: ReferenceDocument = {
  kind: 'PLAN',
  number: '58/KH-UBND',
  date: { date: '2016-06-27' },
  issuer: { kind: 'UNIT', unitId: PROVINCE },
};
export const PLAN_OF_DEPARTMENT: ReferenceDocument = {
  kind: 'PLAN',
  number: '1255/SGTVT-VP',
  date: { date: '2016-09-20' },
  issuer: BY_DEPARTMENT,
};

const COUNCIL: TokenClaims = {
  subject: 'hoi-dong-thai-nguyen',
  name: 'Thường trực Hội đồng Thi đua - Khen thưởng tỉnh Thái Nguyên',
  role: 'council',
};
export const SOURCE = {
  title: 'Hội nghị điển hình tiên tiến 2015 – 2020; phát động phong trào thi đua 2021 – 2025',
  publisher: 'Văn phòng Sở',
  date: '2020-07-03',
};
/** As the report tells it, or the plan: a claim of the council. */
export const told = toldBy(COUNCIL, SOURCE);

/** From the one year to the other, both included. */
export function years(from: string, to: string): Readonly<Record<'from' | 'to', Readonly<{ date: string }>>> {
  return { from: { date: from }, to: { date: to } };
}
