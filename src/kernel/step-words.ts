/** The steps of a year as a council names them; records and facts have them as codes. */
export const STEP_WORDS = {
  PLEDGE: { vi: 'ký giao ước thi đua', en: 'the pledge' },
  SCORING: { vi: 'chấm điểm, xếp hạng', en: 'scoring and ranking' },
  VOTE: { vi: 'bỏ phiếu suy tôn', en: 'the vote' },
  PROPOSALS: { vi: 'đề nghị khen thưởng', en: 'proposals' },
  AWARDS: { vi: 'khen thưởng', en: 'awards' },
  CONFERENCE: { vi: 'hội nghị tổng kết', en: 'the closing conference' },
  ELECTION: { vi: 'bầu trưởng cụm, khối', en: 'the election of the head' },
  HANDOVER: { vi: 'bàn giao nhiệm vụ', en: 'the hand-over' },
} as const satisfies Record<string, Readonly<{ vi: string; en: string }>>;
