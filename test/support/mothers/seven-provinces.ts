import type { YearMember } from '../../../src/emulation-years/frame/frame.values.js';
import type { LocalDate } from '../../../src/kernel/instant.js';
import type { LocalizedText } from '../../../src/kernel/text.js';
import type { Rulebook } from '../../../src/rulebooks/rulebook.values.js';
import { yearsOf } from './years-of.js';

/** S2: Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc. Lào Cai leads 2024, with Cao Bằng as deputy. */
export const BLOC = 'cum-7-tinh';
export const BLOC_NAME: LocalizedText = { vi: 'Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc' };

const PROVINCES: readonly (readonly [id: string, name: string])[] = [
  ['lao-cai', 'Lào Cai'],
  ['cao-bang', 'Cao Bằng'],
  ['dien-bien', 'Điện Biên'],
  ['lang-son', 'Lạng Sơn'],
  ['ha-giang', 'Hà Giang'],
  ['son-la', 'Sơn La'],
  ['lai-chau', 'Lai Châu'],
];

/** The seven members in the order of the bloc. */
export const SEVEN = PROVINCES.map(([id]) => id);

/** Members since 2008 [SYN]. */
const MEMBER_SINCE = '2008-01-01' as LocalDate;

export const members: readonly YearMember[] = PROVINCES.map(([unitId, name]) => ({
  unitId,
  kind: 'PROVINCE',
  name: { full: { vi: `Ủy ban nhân dân tỉnh ${name}` }, short: { vi: name }, abbreviation: 'UBND' },
  membership: { from: MEMBER_SINCE },
}));

const EIGHTY_PERCENT = { fraction: '4/5', comparison: 'AT_LEAST', base: 'ALL_MEMBERS' } as const;

/** The rulebook of the seven provinces [SYN]: three parts of 600, 300 and 100 points, two decimals at the end, 80 % of all members. */
export const rulebook: Rulebook = {
  title: { vi: 'Quy chế chấm điểm, xét khen thưởng Cụm thi đua 7 tỉnh' },
  legalBasis: [
    { number: '98/2023/NĐ-CP', date: { date: '2023-12-31' }, issuer: { kind: 'EXTERNAL', name: 'Chính phủ' } },
  ],
  pledge: { authorisedOffices: ['CHAIRMAN', 'VICE_CHAIRMAN'], requiredForScoring: true },
  scoring: {
    scale: '1000',
    overflow: 'CAPPED',
    rounding: { decimals: 2, mode: 'HALF_UP', stage: 'TOTAL' },
    criteria: [
      judged('phan-1', 'Thực hiện các chỉ tiêu phát triển kinh tế - xã hội', '600'),
      judged('phan-2', 'Thực hiện chủ trương của Đảng, chính sách, pháp luật', '300'),
      judged('phan-3', 'Thực hiện nhiệm vụ công tác thi đua, khen thưởng', '100'),
    ],
    knockOuts: [
      {
        id: 'vi-pham-phap-luat',
        title: { vi: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật' },
        excludesFrom: 'AWARDS',
        documentRequired: true,
      },
    ],
  },
  ranking: { tiePrecision: 'EXACT', tieKeys: [{ key: 'CRITERION', criterionId: 'phan-1' }], promoteNext: false },
  voting: {
    commendation: {
      methods: ['UNANIMOUS_ASSENT', 'SHOW_OF_HANDS', 'SECRET_PAPER', 'AGREED_LIST'],
      threshold: EIGHTY_PERCENT,
      quorum: '2/3',
      writtenOpinions: 'ALLOWED',
    },
    election: {
      methods: ['UNANIMOUS_ASSENT', 'SHOW_OF_HANDS', 'SECRET_PAPER'],
      threshold: { fraction: '1/2', comparison: 'MORE_THAN', base: 'ALL_MEMBERS' },
      quorum: '2/3',
      writtenOpinions: 'ALLOWED',
    },
    selfVote: 'ALLOWED',
    candidateTellers: 'ALLOWED',
  },
  leadership: { nominationRequired: false, deputies: { max: 1 } },
  commendations: {
    forms: [
      {
        id: 'GOVERNMENT_FLAG',
        title: { vi: 'Cờ thi đua của Chính phủ' },
        kind: 'EMULATION_TITLE',
        grantor: { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' },
        quota: { kind: 'COUNT', count: 1 },
        nominee: 'LEADING',
      },
      {
        id: 'PM_CERTIFICATE',
        title: { vi: 'Bằng khen của Thủ tướng Chính phủ' },
        kind: 'COMMENDATION',
        grantor: { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' },
        quota: { kind: 'COUNT', count: 1 },
        nominee: 'ANY',
      },
      {
        id: 'CHAIRMAN_CERTIFICATE',
        title: { vi: 'Bằng khen của Chủ tịch UBND tỉnh' },
        kind: 'COMMENDATION',
        grantor: { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh Lào Cai', unitId: 'lao-cai' },
        nominee: 'ANY',
      },
    ],
    severalForms: 'FORBIDDEN',
    decisionRequired: true,
  },
  obligatorySteps: ['SCORING', 'VOTE', 'AWARDS'],
  ownHandRequired: false,
};

function judged(id: string, title: string, max: string): Rulebook['scoring']['criteria'][number] {
  return { kind: 'JUDGED', id, title: { vi: title }, max, notApplicable: 'FORBIDDEN' };
}

export const RULEBOOK = 'quy-che-cum-7-tinh';

export const { inYear, opened, adopted, begun, fullName, unitStanding, blocStanding, rulebookVersion, allStanding } =
  yearsOf({
    blocId: BLOC,
    name: BLOC_NAME,
    members,
    actingHead: 'lao-cai',
    leadership: { '2024': { head: 'lao-cai', deputies: [{ unitId: 'cao-bang', ordinal: 1 }] } },
    rulebookId: RULEBOOK,
    rulebook,
    usualYear: '2024',
  });

/** Given: 2024 is open with its seven members and its rulebook. */
export function year2024(changes: Partial<Rulebook> = {}): ReturnType<typeof begun> {
  return begun('2024', changes);
}

/** The year for which S2 signed on 22/3/2025; opened before its head was known. */
export function year2025(changes: Partial<Rulebook> = {}): ReturnType<typeof begun> {
  return begun('2025', changes);
}
