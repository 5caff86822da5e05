/** What is said of a fact without refusing it, even of an act: worth seeing by whoever decides next. Words in braces are facts of the remark. */
export const REMARKS = {
  CONFLICT_OF_INTEREST: {
    en: '{unit} decides, or presides, in a matter of its own; this is allowed, and is shown',
    vi: '{unit} chủ trì hoặc biểu quyết về nội dung liên quan đến chính mình; việc này được phép và được ghi chú',
  },
  DEPUTIES_BEYOND_RULEBOOK: {
    en: 'With this one the year {forYear} has {deputies} deputies, where the rulebook knows {most}',
    vi: 'Năm {forYear} có {deputies} Phó Trưởng khối, cụm (kể cả lần chỉ định này); quy chế quy định tối đa {most}',
  },
  GROUND_NOT_LISTED: {
    en: 'The rulebook does not list this ground; the exclusion counts for awards',
    vi: 'Quy chế không có căn cứ loại này; đơn vị bị loại khỏi xét khen thưởng',
  },
  HEAD_UNKNOWN: {
    en: 'The flag goes to {unit}, and it is not known who heads the bloc next',
    vi: 'Cờ luân lưu được trao cho {unit} khi chưa rõ đơn vị nào làm Trưởng khối, cụm tiếp theo',
  },
  RECEIVER_NOT_ELECTED_HEAD: {
    en: 'The flag goes to {unit}, which is not the one that was chosen to head the bloc',
    vi: 'Cờ luân lưu được trao cho {unit}, không phải đơn vị được bầu làm Trưởng khối, cụm',
  },
  TIE_BREAK_LAPSED: {
    en: 'The order decided at rank {rank} between {units} no longer holds, since their points have changed',
    vi: 'Thứ tự đã quyết định ở hạng {rank} giữa {units} không còn áp dụng vì điểm đã thay đổi',
  },
} as const satisfies Record<string, Readonly<Record<'vi' | 'en', string>>>;

/** A remark's code: for ever, like that of a refusal. */
export type RemarkCode = keyof typeof REMARKS;
