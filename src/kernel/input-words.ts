/** What is wrong with a value that has the shape of its field: the fact `why` of INVALID_INPUT. */
export const INPUT_WORDS = {
  CLAIM_ALONE: { en: 'only a claim tells it', vi: 'chỉ dữ liệu nhập theo nguồn mới được nêu' },
  TWICE: { en: 'it is told twice', vi: 'được nêu hai lần' },
  ITSELF: { en: 'it must be another one', vi: 'phải là đơn vị, khối, cụm, phong trào hoặc văn bản khác' },
  FROM_ITSELF: { en: 'it would go on from itself', vi: 'không được tự nối tiếp chính nó' },
  UNNAMED: { en: 'a document has a number or a title', vi: 'văn bản phải có số, ký hiệu hoặc trích yếu' },
  YEARS: { en: 'more years are named than were told in a row', vi: 'nêu nhiều năm hơn số năm liên tục' },
  YEARS_OF_BLOCS: {
    en: 'proposals of more than 50 years of blocs are named at once: name the others one by one',
    vi: 'nêu đề nghị của quá 50 năm thi đua của các khối, cụm trong một lần: các đề nghị còn lại ghi nhận từng trường hợp',
  },
  NOT_AMONG: { en: 'it is none of those that there are', vi: 'không thuộc các giá trị hợp lệ' },
  RANKS: {
    en: 'the ranks do not follow from how many stand on each',
    vi: 'thứ hạng không nối tiếp nhau theo số đối tượng ở mỗi hạng',
  },
  TIED: { en: 'it must name exactly those on that rank', vi: 'phải nêu đúng các đối tượng đồng hạng' },
  SHARE: { en: 'a share is at most the whole', vi: 'tỷ lệ không vượt quá toàn bộ' },
  DAY: { en: 'an act says the day', vi: 'phải nêu rõ ngày' },
  NOBODY: { en: 'a name, an office or a unit is to be told', vi: 'phải nêu tên, chức vụ hoặc đơn vị' },
  FOR_WHOM: {
    en: 'who attends as a member says for which unit',
    vi: 'phải nêu đơn vị thành viên mà người dự họp đại diện',
  },
  OTHER_KIND: { en: 'a line of this kind asks for something else', vi: 'tiêu chí loại này cần thông tin khác' },
  GROUPED: { en: 'it belongs to another group', vi: 'đã thuộc nhóm khác' },
  ALL_OTHERS: {
    en: 'all others are meant, so none is named',
    vi: 'đã đề nghị tất cả đơn vị còn lại thì không nêu tên',
  },
  GRANTOR: { en: 'the grantor is to be named', vi: 'phải nêu rõ cấp khen thưởng' },
  IN_FAVOUR: {
    en: 'no more are in favour than vote',
    vi: 'số phiếu tán thành không vượt quá số người biểu quyết',
  },
  KEY: { en: 'an act says what decides the tie', vi: 'phải nêu căn cứ phân định đồng hạng' },
  SECRET: {
    en: 'nothing joins a unit to its choice where the ballot is, or may have been, secret',
    vi: 'bỏ phiếu kín thì không ghi lựa chọn của từng đơn vị',
  },
} as const satisfies Record<string, Readonly<{ en: string; vi: string }>>;

export type InputFault = keyof typeof INPUT_WORDS;

/** The ends of a range in which a value lies, by the facts that name them. */
export const RANGE_WORDS = [
  { end: 'above', vi: 'trên', en: 'above' },
  { end: 'from', vi: 'từ', en: 'from' },
  { end: 'below', vi: 'dưới', en: 'below' },
  { end: 'upTo', vi: 'đến', en: 'up to' },
] as const;
