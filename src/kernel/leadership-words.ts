type Words = Readonly<{ en: string; vi: string }>;

/** Why a unit cannot hold that duty: the fact `conflict` of ROLE_CONFLICT. Other facts fill the places. */
export const CONFLICT_WORDS = {
  SAME_UNIT: {
    en: 'head and deputies must be different members: {unit}',
    vi: 'trưởng và phó phải là các đơn vị khác nhau: {unit}',
  },
  SAME_ORDER: {
    en: 'two deputies of the same order: {unit}',
    vi: 'hai phó có cùng thứ tự: {unit}',
  },
  HEAD_TAKEN: {
    en: '{forYear} has a head already: {holder}',
    vi: 'năm {forYear} đã có trưởng cụm, khối: {holder}',
  },
  DEPUTY_TAKEN: {
    en: '{forYear} has deputy number {ordinal} already: {holder}',
    vi: 'năm {forYear} đã có phó thứ {ordinal}: {holder}',
  },
  NOT_A_MEMBER: {
    en: '{unit} is not a member on that day',
    vi: '{unit} không phải thành viên vào ngày đó',
  },
} as const satisfies Record<string, Words>;

export type RoleConflict = keyof typeof CONFLICT_WORDS;

/** Why the decision that is cited carries nothing: the fact `outcome` of THRESHOLD_NOT_MET, too few votes where it is absent. */
export const SHORTFALL_WORDS = {
  TOO_FEW: {
    en: '{votes}/{base} does not reach {threshold}',
    vi: 'không đạt tỷ lệ phiếu tán thành tối thiểu, {votes}/{base}, cần {threshold}',
  },
  LOST_SEAT: {
    en: '{votes}/{base} reaches {threshold}, and others with more votes took the seats',
    vi: 'đạt {votes}/{base} (cần {threshold}) nhưng số được chọn đã thuộc về các đơn vị nhiều phiếu hơn',
  },
  TIED: {
    en: 'others have as many votes, {votes}/{base}, and the tie is not broken',
    vi: 'có đơn vị khác được cùng số phiếu {votes}/{base}, chưa phân định',
  },
  NO_QUORUM: {
    en: 'it was held without a quorum',
    vi: 'khi biểu quyết không đủ số thành viên dự họp theo quy định',
  },
  NOT_COUNTED: {
    en: 'it is not counted yet',
    vi: 'cuộc bỏ phiếu chưa kết thúc, chưa có kết quả kiểm phiếu',
  },
  OTHER_MATTER: {
    en: 'the decision that is cited was about something else',
    vi: 'cuộc bỏ phiếu hoặc ý kiến nhất trí được dẫn là về việc khác',
  },
  NONE_TOLD: {
    en: 'it is not told what carried it',
    vi: 'chưa rõ căn cứ',
  },
} as const satisfies Record<string, Words>;
