import type { InYear } from '../../../src/emulation-years/frame/frame.values.js';
import type { SignPledge } from '../../../src/emulation-years/pledge/pledge.commands.js';
import type {
  PledgeCompleted,
  PledgeContentAgreed,
  PledgeDrafted,
  PledgeSigned,
} from '../../../src/emulation-years/pledge/pledge.events.js';
import type { Signatory } from '../../../src/emulation-years/pledge/pledge.values.js';
import type { Reason } from '../given.js';
import { BLOC_NAME, fullName, inYear, year2025 } from './seven-provinces.js';

/** The contents that the units of the tests pledge by default. */
export const contents = [
  { number: 1, text: { vi: 'Hoàn thành các chỉ tiêu phát triển kinh tế - xã hội' } },
  { number: 2, text: { vi: 'Xây dựng Đảng và hệ thống chính trị' } },
];

/** A chairman may sign under the rulebook of the seven provinces. */
export const chairman: Required<Signatory> = {
  name: 'Trịnh Xuân Trường',
  office: 'Chủ tịch UBND tỉnh',
  officeCode: 'CHAIRMAN',
};

export function drafted(about: InYear): PledgeDrafted {
  return { type: 'PledgeDrafted', data: { ...about, contents, targets: [] } };
}

export function agreed(about: InYear, version = 1): PledgeContentAgreed {
  return {
    type: 'PledgeContentAgreed',
    data: { ...about, version, contents, targets: [], agreedBy: 'MEMBERS' },
  };
}

export function signing(about: InYear, unitId: string, signatory: Signatory = chairman): SignPledge {
  return { type: 'SignPledge', data: { ...about, unitId, signatory } };
}

export function signed(about: InYear, unitId: string, version = 1): PledgeSigned {
  return { type: 'PledgeSigned', data: { ...about, unitId, signatory: chairman, version } };
}

/** The pledge of the seven provinces for 2025 (A7). */
export const on = (day: string): InYear => inYear(day, '2025');
export const CONFERENCE = on('2025-03-22');

/** Given: year, rulebook, content agreed. */
export const agreedYear = [...year2025(), drafted(CONFERENCE), agreed(CONFERENCE)];

/** Given: five have signed at the conference; Hà Giang and Sơn La sign later. */
export const fiveOfSeven = [
  ...agreedYear,
  ...['cao-bang', 'lai-chau', 'dien-bien', 'lang-son', 'lao-cai'].map((unitId) => signed(CONFERENCE, unitId)),
];

export function completed(day: string, version = 1): PledgeCompleted {
  return { type: 'PledgeCompleted', data: { ...on(day), version, signatures: 7 } };
}

export function notMember(unitId: string, date: string): Reason {
  return { code: 'NOT_A_MEMBER', facts: { unit: fullName(unitId), unitId, bloc: BLOC_NAME.vi, date } };
}

export function alreadySigned(unitId: string): Reason {
  return { code: 'ALREADY_SIGNED', facts: { unit: fullName(unitId), unitId, year: '2025' } };
}
