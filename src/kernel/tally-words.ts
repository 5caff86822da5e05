type Words = Readonly<{ en: string; vi: string }>;

/** What of a count does not add up: the fact `which` of TALLY_INCONSISTENT. Other facts fill the places. */
export const TALLY_WORDS = {
  ISSUED: {
    en: '{figure} papers were issued to {most} members entitled to one',
    vi: 'phát ra {figure} phiếu cho {most} đơn vị được nhận phiếu',
  },
  RETURNED: {
    en: '{figure} papers were returned of {most} issued',
    vi: 'thu về {figure} phiếu trong khi phát ra {most} phiếu',
  },
  WRITTEN_OF_ABSENT: {
    en: '{figure} written opinions of {most} absent members',
    vi: 'có {figure} ý kiến bằng văn bản trong khi {most} đơn vị vắng mặt',
  },
  WRITTEN_RECEIVED: {
    en: '{figure} written opinions were counted and {received} received',
    vi: 'kiểm {figure} ý kiến bằng văn bản trong khi nhận được {received}',
  },
  VALID: {
    en: '{valid} valid and {invalid} invalid papers of {returned} returned and {written} written opinions',
    vi: '{valid} phiếu hợp lệ và {invalid} phiếu không hợp lệ trong khi thu về {returned} phiếu và {written} ý kiến bằng văn bản',
  },
  QUESTION: {
    en: 'the question with the id {question} was not put, or is not counted exactly once',
    vi: 'nội dung mã {question} không có trong phiếu, hoặc không được kiểm đúng một lần',
  },
  FIGURES: {
    en: 'for, against and blank come to {figure} of {valid} valid papers for the question with the id {question}',
    vi: 'tán thành, không tán thành và để trống của nội dung mã {question} cộng lại {figure} trong khi có {valid} phiếu hợp lệ',
  },
  CHOSEN: {
    en: '{figure} votes for, where {valid} valid papers choose at most {seats} each',
    vi: 'tổng số phiếu tán thành là {figure} trong khi {valid} phiếu hợp lệ, mỗi phiếu chọn nhiều nhất {seats}',
  },
  HANDS: {
    en: 'the figures are others than those of the hands on record, or papers are told where hands were raised',
    vi: 'số liệu khác với kết quả giơ tay đã ghi, hoặc nêu số phiếu trong khi biểu quyết giơ tay',
  },
  PAPERS_MISSING: {
    en: 'the papers and the count of each question are to be told',
    vi: 'phải nêu số phiếu và kết quả kiểm từng nội dung',
  },
} as const satisfies Record<string, Words>;

export type TallyFault = keyof typeof TALLY_WORDS;
