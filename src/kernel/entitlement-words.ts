import type { Matter } from './matter.js';

type Words = Readonly<{ en: string; vi: string }>;

/** What a route shows, in words for who may not see it. */
export const SIGHT_WORDS = {
  OPEN: { en: 'what is done in public', vi: 'nội dung công khai' },
  PLACES: { en: 'rankings', vi: 'kết quả xếp hạng' },
  CARD: { en: 'score sheets', vi: 'phiếu điểm' },
  VOTES: { en: 'votes', vi: 'kết quả bỏ phiếu' },
  PROPOSALS: { en: 'proposals', vi: 'đề nghị khen thưởng' },
  PAPERS: { en: 'working papers', vi: 'tài liệu làm việc' },
  TRAIL: { en: 'the audit trail', vi: 'nhật ký kiểm tra' },
  EVENT: { en: 'recorded events', vi: 'sự kiện đã ghi' },
  METRICS: { en: 'figures about the service', vi: 'số liệu vận hành' },
} as const satisfies Record<Matter | 'TRAIL' | 'EVENT' | 'METRICS', Words>;

/**
 * What of a caller does not fit, whose role does, and who may instead. It says what the token and the request say and nothing of
 * the record, so that a stranger learns nothing: not who presides, nor whether there is such a year.
 */
export const DENIALS = {
  OTHER_BLOC: {
    en: 'it belongs to the bloc {own}; who belongs to {blocId} may',
    vi: 'người gửi thuộc khối, cụm {own}; chỉ người thuộc {blocId} được thực hiện',
  },
  NOT_PRESIDING: {
    en: '{own} does not preside over {blocId}; the secretary of {blocId} and the unit that presides may',
    vi: '{own} không phải đơn vị trưởng của {blocId}; thư ký của {blocId} và đơn vị trưởng được thực hiện',
  },
  OTHER_UNIT: {
    en: 'it acts for {own} alone; the representative of {unitId} may, and the secretary of {blocId} with a paper of {unitId}',
    vi: 'người gửi chỉ đại diện cho {own}; đại diện của {unitId}, hoặc thư ký của {blocId} theo văn bản của {unitId}, được thực hiện',
  },
  NO_PAPER: {
    en: 'what {unitId} did is recorded with onBehalfOf, which names {unitId}; its representative may send it as well',
    vi: 'việc của {unitId} phải ghi kèm onBehalfOf nêu đúng {unitId}; đại diện của {unitId} cũng được gửi',
  },
  NO_MEMBER: {
    en: '{unitId} is no member of its bloc {own}; the council may, and the secretary of a bloc of {unitId}',
    vi: '{unitId} không thuộc khối, cụm {own} của người gửi; hội đồng, hoặc thư ký của khối, cụm có {unitId}, được thực hiện',
  },
} as const satisfies Record<string, Words>;

export type Denial = keyof typeof DENIALS;
