type Words = Readonly<{ en: string; vi: string }>;

/** Which two dates are compared where a refusal says that they contradict each other (R46), as the rule that they break. */
export const ORDER_WORDS = {
  SESSION_DAYS: {
    en: 'a session does not end before it begins',
    vi: 'phiên họp không kết thúc trước khi bắt đầu',
  },
  PREPARATORY: {
    en: 'the preparatory session is not after the conference',
    vi: 'phiên trù bị không sau hội nghị',
  },
  AT_SESSION: {
    en: 'nothing happens at a session before it begins',
    vi: 'tại phiên họp không có việc gì trước khi phiên họp bắt đầu',
  },
  IN_SESSION: {
    en: 'nothing is voted on or agreed at a session after its last day',
    vi: 'không bỏ phiếu, không thống nhất tại phiên họp sau ngày cuối của phiên họp',
  },
  VOTE: {
    en: 'no vote is cast before the ballot opens',
    vi: 'không bỏ phiếu trước khi mở bỏ phiếu',
  },
  COUNT: {
    en: 'a ballot is not counted or decided before what was last recorded of it',
    vi: 'cuộc bỏ phiếu không được kiểm phiếu, quyết định trước việc ghi gần nhất của nó',
  },
  VOIDING: {
    en: 'a ballot is not found void before it opens',
    vi: 'không hủy kết quả bỏ phiếu trước khi mở bỏ phiếu',
  },
  WAIVED_UNTIL: {
    en: 'a deadline is not put off until before the day on which that is allowed',
    vi: 'hạn mới không trước ngày cho phép lùi hạn',
  },
  REOPENED_UNTIL: {
    en: 'scoring is not reopened until before the day on which that is done',
    vi: 'hạn chấm lại không trước ngày mở lại',
  },
  SIGNATURE: {
    en: 'a pledge is not signed before its content is agreed',
    vi: 'không ký giao ước trước khi thống nhất nội dung',
  },
  SHEET: {
    en: 'nothing is written on a sheet before what was last written on it',
    vi: 'không ghi vào phiếu chấm điểm việc có trước lần ghi gần nhất của phiếu',
  },
  SCORES_AGREED: {
    en: 'no ranking or class comes before the scores that it is read from are agreed',
    vi: 'không xếp hạng, xếp loại trước khi thống nhất, điều chỉnh điểm làm căn cứ',
  },
  RANKED: {
    en: 'what is based on a ranking does not come before it',
    vi: 'việc căn cứ vào kết quả xếp hạng không có trước kết quả đó',
  },
  TIE_KEPT: {
    en: 'a ranking that keeps the order of a broken tie does not come before the tie was broken',
    vi: 'kết quả xếp hạng giữ thứ tự đã phân định không có trước ngày phân định',
  },
  PUBLISHED: {
    en: 'nothing is published before it is decided',
    vi: 'không công bố kết quả trước khi có kết quả đó',
  },
  DECIDED: {
    en: 'what a vote, an agreement or a list carries does not come before it',
    vi: 'việc căn cứ vào kết quả bỏ phiếu, nhất trí hoặc danh sách thống nhất không có trước căn cứ đó',
  },
  PROPOSED: {
    en: 'a proposal is not taken up before it is made',
    vi: 'không chuyển hồ sơ trước khi có đề nghị khen thưởng',
  },
  COMMENDATION: {
    en: 'no step of a commendation comes before the one that it rests on',
    vi: 'việc khen thưởng không có bước nào trước bước làm căn cứ',
  },
  DECISION_DATED: {
    en: 'a decision is not recorded as taken before the date that it bears',
    vi: 'quyết định không có trước ngày ghi trên văn bản',
  },
  HANDED_OVER: {
    en: 'a duty is not handed over before the new head is chosen',
    vi: 'không bàn giao nhiệm vụ trưởng trước khi chọn được đơn vị trưởng mới',
  },
  MOVEMENT_LAUNCHED: {
    en: 'a movement is not reviewed and honours no one before it is launched',
    vi: 'không sơ kết, tổng kết, khen thưởng phong trào trước khi phát động',
  },
  MOVEMENT_CLOSED: {
    en: 'a movement does not end before its launch and its last review',
    vi: 'phong trào không kết thúc trước khi phát động và trước lần sơ kết, tổng kết gần nhất',
  },
  DOCUMENT_RESTS_ON: {
    en: 'a document is not older than the one that it implements, amends or rests on',
    vi: 'văn bản không ban hành trước văn bản mà nó triển khai, sửa đổi hoặc căn cứ',
  },
  UNIT_ON_RECORD: {
    en: 'where nothing says since when a unit exists, it is known from the day of its registration',
    vi: 'đơn vị không ghi có từ ngày nào thì tính từ ngày đăng ký',
  },
  BLOC_EXISTS: {
    en: 'a bloc exists from the day of its establishment',
    vi: 'khối, cụm có từ ngày thành lập',
  },
  SUCCESSION: {
    en: 'a bloc does not go on with the work of one that was established after it',
    vi: 'khối, cụm không kế thừa khối, cụm thành lập sau nó',
  },
  YEAR_OPEN: {
    en: 'no rulebook is adopted for a year and no year is closed before it is opened',
    vi: 'không áp dụng quy chế, không kết thúc năm thi đua trước ngày mở năm đó',
  },
  YEAR_HELD: {
    en: 'no year is closed before its votes, its agreed lists and its conference',
    vi: 'không kết thúc năm thi đua trước các lần bỏ phiếu, thống nhất và hội nghị tổng kết của năm đó',
  },
  NAME_BORNE: {
    en: 'a name is not given up before it is borne',
    vi: 'tên gọi không thôi dùng trước khi được dùng',
  },
} as const satisfies Record<string, Words>;

export type Order = keyof typeof ORDER_WORDS;
