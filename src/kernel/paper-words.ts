type Words = Readonly<{ en: string; vi: string }>;

/** What may be missing of a dossier or of a decision: the fact `missing`. */
export const PAPER_WORDS = {
  SUBMISSION: { en: 'the request (tờ trình)', vi: 'tờ trình' },
  ACHIEVEMENT_REPORT: { en: 'the report of achievements (báo cáo thành tích)', vi: 'báo cáo thành tích' },
  MINUTES: {
    en: 'the minutes with the result of the vote (biên bản)',
    vi: 'biên bản bình xét có kết quả bỏ phiếu hoặc thống nhất',
  },
  number: { en: 'the number', vi: 'số' },
  date: { en: 'the date', vi: 'ngày' },
  issuer: { en: 'the issuer', vi: 'cơ quan ban hành' },
} as const satisfies Record<string, Words>;

/** Why an award cannot be revoked so: the fact `why` of REVOCATION_INVALID. */
export const FLAW_WORDS = {
  NO_AWARD: { en: 'there is no decision to commend', vi: 'chưa có quyết định khen thưởng' },
  OTHER_AUTHORITY: {
    en: 'only the authority that granted it may annul it',
    vi: 'chỉ cấp đã quyết định khen thưởng mới được thu hồi',
  },
  GROUND: {
    en: 'the law of that day does not know the ground',
    vi: 'pháp luật tại thời điểm đó không quy định căn cứ này',
  },
} as const satisfies Record<string, Words>;
