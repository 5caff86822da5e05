import type { Criterion, Rulebook } from '../../rulebooks/rulebook.values.js';

const EIGHTY_PERCENT = { fraction: '4/5', comparison: 'AT_LEAST', base: 'ALL_MEMBERS' } as const;
const PRIME_MINISTER = { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' } as const;

/**
 * The rulebook of the seven provinces [SYN]: no regulation of theirs is published. Three parts of 600, 300 and 100
 * points, two decimals at the end, commendations by 80 % of all members.
 */
export const RULEBOOK_OF_SEVEN: Rulebook = {
  title: { vi: 'Quy chế chấm điểm, bình xét thi đua Cụm 7 tỉnh', en: 'Scoring and voting regulation of the cluster' },
  legalBasis: [
    { number: '98/2023/NĐ-CP', date: { date: '2023-12-31' }, issuer: { kind: 'EXTERNAL', name: 'Chính phủ' } },
  ],
  pledge: { authorisedOffices: ['CHAIRMAN', 'VICE_CHAIRMAN'], requiredForScoring: true },
  scoring: {
    scale: '1000',
    overflow: 'CAPPED',
    rounding: { decimals: 2, mode: 'HALF_UP', stage: 'TOTAL' },
    criteria: [
      judged('phan-1', 'I. Phát triển kinh tế - xã hội, quốc phòng, an ninh', '600'),
      judged('phan-2', 'II. Chủ trương của Đảng, pháp luật, xây dựng hệ thống chính trị', '300'),
      judged('phan-3', 'III. Công tác thi đua, khen thưởng', '100'),
    ],
    knockOuts: [
      {
        id: 'vi-pham-nghiem-trong',
        title: { vi: 'Có lãnh đạo bị kỷ luật nghiêm trọng hoặc bị truy cứu trách nhiệm hình sự' },
        excludesFrom: 'AWARDS',
        documentRequired: true,
      },
    ],
  },
  ranking: { tiePrecision: 'EXACT', tieKeys: [{ key: 'CRITERION', criterionId: 'phan-1' }], promoteNext: false },
  voting: {
    commendation: {
      methods: ['SECRET_PAPER', 'SHOW_OF_HANDS', 'AGREED_LIST'],
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
        title: { vi: 'Cờ thi đua của Chính phủ', en: 'Emulation flag of the Government' },
        kind: 'EMULATION_TITLE',
        grantor: PRIME_MINISTER,
        quota: { kind: 'COUNT', count: 1 },
        nominee: 'LEADING',
      },
      {
        id: 'PM_CERTIFICATE',
        title: { vi: 'Bằng khen của Thủ tướng Chính phủ', en: 'Certificate of merit of the Prime Minister' },
        kind: 'COMMENDATION',
        grantor: PRIME_MINISTER,
        quota: { kind: 'COUNT', count: 1 },
        nominee: 'ANY',
      },
    ],
    severalForms: 'FORBIDDEN',
    decisionRequired: true,
  },
  obligatorySteps: ['SCORING', 'VOTE', 'AWARDS'],
  ownHandRequired: false,
};

/**
 * The rulebook of the Quảng Ngãi bloc [SYN]: scores as the seven provinces do. It nominates before it elects, elects by
 * 80 % of all members, and proposes at most one, two and two, which is what its report of 2023 proposes.
 */
export const RULEBOOK_OF_QUANG_NGAI: Rulebook = {
  ...RULEBOOK_OF_SEVEN,
  title: {
    vi: 'Quy chế chấm điểm, bình xét thi đua Khối Kinh tế ngành',
    en: 'Scoring and voting regulation of the bloc',
  },
  legalBasis: [
    { number: '06/2022/QH15', date: { date: '2022-06-15' }, issuer: { kind: 'EXTERNAL', name: 'Quốc hội' } },
  ],
  pledge: { authorisedOffices: ['DIRECTOR', 'DEPUTY_DIRECTOR'], requiredForScoring: true },
  voting: {
    ...RULEBOOK_OF_SEVEN.voting,
    election: { ...RULEBOOK_OF_SEVEN.voting.election, threshold: EIGHTY_PERCENT },
  },
  leadership: { nominationRequired: true, deputies: { max: 1 } },
  commendations: {
    forms: [
      {
        id: 'GOVERNMENT_FLAG',
        title: { vi: 'Cờ thi đua của Chính phủ', en: 'Emulation flag of the Government' },
        kind: 'EMULATION_TITLE',
        grantor: PRIME_MINISTER,
        quota: { kind: 'COUNT', count: 1 },
        nominee: 'ANY',
      },
      {
        id: 'PROVINCE_FLAG',
        title: { vi: 'Cờ thi đua xuất sắc của UBND tỉnh', en: 'Emulation flag of the provincial committee' },
        kind: 'EMULATION_TITLE',
        grantor: { kind: 'EXTERNAL', name: 'Ủy ban nhân dân tỉnh Quảng Ngãi' },
        quota: { kind: 'COUNT', count: 2 },
        nominee: 'ANY',
      },
      {
        id: 'CHAIRMAN_CERTIFICATE',
        title: { vi: 'Bằng khen của Chủ tịch UBND tỉnh', en: 'Certificate of merit of the chairman' },
        kind: 'COMMENDATION',
        grantor: { kind: 'OFFICE', office: 'Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi' },
        quota: { kind: 'COUNT', count: 2 },
        nominee: 'ANY',
      },
    ],
    severalForms: 'FORBIDDEN',
    decisionRequired: true,
  },
};

function judged(id: string, title: string, max: string): Criterion {
  return { kind: 'JUDGED', id, title: { vi: title }, max, notApplicable: 'FORBIDDEN' };
}
