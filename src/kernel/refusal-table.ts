import { always, binds, type Reason } from './refusal-kinds.js';
import { REFUSALS_OF_COMMENDATIONS } from './refusals-of-commendations.js';
import { REFUSALS_OF_SCORES } from './refusals-of-scores.js';

/**
 * Every reason of the ledger, in one table. `binds`: refuses an act, warns about a claim. `always`: refuses both.
 * `owner`, `name`, `deed`, `denial`, `right`, `situation`, `claimed`, `conflict`, `shortfall`, `tellers`, `period`, `entitled`: see `refusal.ts`.
 * The fact `field` of INVALID_INPUT is a JSON pointer into the body. docs/rules.md says what the R-numbers mean; `SHAPE`,
 * `IDENTITY`, `UNKNOWN` and `EXISTS` are checked before all rules.
 */
export const REFUSALS = {
  NOT_ENTITLED: always(
    'IDENTITY',
    'The role {role} may not {deed}{denial}',
    'Vai trò {role} không được {deed}{denial}',
  ),
  INVALID_INPUT: always(
    'SHAPE',
    'The input is not of the expected shape{why}{right}',
    'Dữ liệu vào không đúng khuôn dạng{why}{right}',
  ),
  UNKNOWN_UNIT: always('UNKNOWN', 'There is no unit {unit}', 'Không có đơn vị {unit}'),
  UNKNOWN_BLOC: always('UNKNOWN', 'There is no bloc {bloc}', 'Không có khối, cụm {bloc}'),
  UNKNOWN_RULEBOOK: always(
    'UNKNOWN',
    'There is no rulebook {rulebook} version {version}',
    'Không có quy chế {rulebook} bản {version}',
  ),
  UNKNOWN_YEAR: always(
    'UNKNOWN',
    'The year {year} of {bloc} has not been opened',
    'Năm thi đua {year} của {bloc} chưa được mở',
  ),
  UNKNOWN_REFERENCE: always(
    'UNKNOWN',
    'There is no {kind} {id} in this record{right}{claimed}',
    'Không có {kind} {id} trong hồ sơ này{right}{claimed}',
  ),
  ALREADY_EXISTS: always(
    'EXISTS',
    'Already on record{owner}: {kind} {name}{held}',
    '{owner} đã có {kind} {name}{held}',
  ),
  NOT_ON_RECORD: always(
    'EXISTS',
    'Not on record yet{owner}: {kind} {name}{claimed}',
    '{owner} chưa có {kind} {name}{claimed}',
  ),
  UNKNOWN_IN_ACT: always(
    'b.3',
    'An act must say it: {kind}; only a claim may leave it unknown',
    'Phải nêu rõ {kind}; chỉ dữ liệu nhập theo nguồn mới được để trống',
  ),
  RULEBOOK_INVALID: always('SHAPE', 'The rulebook is not usable: {problems}', 'Quy chế không dùng được: {problems}'),
  DATE_IN_FUTURE: always('D15', '{date} lies in the future', 'Ngày {date} ở tương lai'),
  BACKDATED_TOO_FAR: binds('D15', '{date} is more than {days} days ago', 'Ngày {date} đã quá {days} ngày'),
  OWN_HAND_REQUIRED: binds(
    'b.4',
    'The rulebook asks for the own hand of {unit}',
    'Quy chế yêu cầu {unit} tự thực hiện',
  ),

  NOT_A_MEMBER: binds(
    'R01',
    '{unit} is not a member of {bloc} on {date}',
    'Đơn vị {unit} không thuộc {bloc} tại thời điểm {date}',
  ),
  ALREADY_SIGNED: always(
    'R02',
    '{unit} has already signed the {year} pledge',
    'Đơn vị {unit} đã ký giao ước năm {year}',
  ),
  CONTENT_NOT_AGREED: binds(
    'R03',
    'Pledge content has not been agreed{claimed}',
    'Chưa thống nhất nội dung giao ước{claimed}',
  ),
  SIGNATORY_NOT_AUTHORISED: binds(
    'R04',
    '{person} may not sign for {unit}{entitled}',
    'Người ký {person} không có thẩm quyền ký thay đơn vị {unit}{entitled}',
  ),
  PLEDGE_DEADLINE_PASSED: binds('R05', 'Signing closed on {date}', 'Đã hết hạn ký giao ước ({date})'),
  PLEDGE_FROZEN: binds('R06', 'Agreed content cannot change after signing', 'Nội dung đã ký không được sửa'),
  NO_PLEDGE: binds(
    'R07',
    '{unit} has no signed pledge for {year}{claimed}',
    'Đơn vị {unit} chưa ký giao ước thi đua năm {year}{claimed}',
  ),
  ...REFUSALS_OF_SCORES,
  NOT_ELIGIBLE: binds('R18', '{unit} may not vote', 'Đơn vị {unit} không có quyền biểu quyết'),
  ALREADY_VOTED: always('R18', '{unit} has voted', 'Đơn vị {unit} đã bỏ phiếu'),
  GUEST_CANNOT_VOTE: binds('R19', '{person} attends as a guest', 'Khách mời {person} không có quyền bỏ phiếu'),
  NOT_ITS_SPEAKER: binds(
    'D43',
    '{person} does not attend the session for {unit}; who does: {speakers}',
    '{person} không dự phiên họp với tư cách đại diện của {unit}; người đại diện dự họp: {speakers}',
  ),
  AUTHORITY_REQUIRED: binds(
    'D43',
    '{person} speaks for {other}, and for {unit} only with its written authority, cited',
    '{person} đã đại diện cho {other}; muốn đại diện cho {unit} phải dẫn giấy ủy quyền của đơn vị đó',
  ),
  NO_QUORUM: binds(
    'R20',
    '{present} of {members} present, {needed} needed{claimed}',
    'Không đủ số thành viên dự họp theo quy định: {present}/{members}, cần {needed}{claimed}',
  ),
  BALLOT_CLOSED: binds('R21', 'The ballot is closed', 'Cuộc bỏ phiếu đã kết thúc'),
  INVALID_CHOICE: binds('R22', 'Invalid ballot choice: {choice}{right}', 'Phiếu không hợp lệ: {choice}{right}'),
  THRESHOLD_NOT_MET: binds('R23', 'Not carried: {shortfall}', 'Chưa được thông qua: {shortfall}'),
  WRITTEN_NOT_ALLOWED: binds('R24', 'Written opinion not accepted', 'Không chấp nhận ý kiến bằng văn bản'),
  UNIT_EXCLUDED: binds(
    'R25',
    '{unit} is excluded: {ground}',
    'Đơn vị {unit} thuộc trường hợp không xét khen thưởng: {ground}',
  ),
  NOT_LEADING: binds('R26', '{unit} is not the leading unit', 'Đơn vị {unit} không dẫn đầu cụm, khối'),
  QUOTA_EXCEEDED: binds(
    'R27',
    '{form}: {used} of {quota} already used',
    'Vượt số lượng đề nghị được phân bổ: {form}, đã đề nghị {used} trong số {quota}',
  ),
  DUPLICATE_COMMENDATION: binds(
    'R28',
    '{unit} is already proposed for {form}',
    'Không khen nhiều hình thức cho một thành tích: {unit} đã được đề nghị {form}',
  ),
  ...REFUSALS_OF_COMMENDATIONS,
  RECIPIENT_COUNT_MISMATCH: always(
    'R32',
    'The recipients do not fit: {which}',
    'Danh sách khen thưởng, đề nghị không hợp lệ: {which}',
  ),
  ROLE_CONFLICT: always('R33', 'Not possible in the leadership: {conflict}', 'Trưởng, phó không hợp lệ: {conflict}'),
  HANDOVER_NOT_ALLOWED: binds(
    'R34',
    '{unit} is not the acting, elected or designated head',
    'Đơn vị {unit} không phải đơn vị đương nhiệm, được bầu hoặc được giao',
  ),
  NOT_FLAG_HOLDER: binds('R35', '{unit} does not hold the flag', 'Đơn vị {unit} không giữ Cờ luân lưu'),
  FINAL_STATE: binds('R36', 'Result is published and cannot change', 'Kết quả đã công bố, không thể thay đổi'),
  DOCUMENT_REQUIRED: binds('R38', 'Cite number and date of the document', 'Phải dẫn số và ngày của văn bản'),
  INVALID_PERIOD: always(
    'R39',
    'The period ends before it begins: {period}',
    'Giai đoạn kết thúc trước khi bắt đầu: {period}',
  ),
  UNIT_NOT_ACTIVE: always(
    'R40',
    '{unit} no longer exists from {date}; its successor is {heirs}',
    'Đơn vị {unit} không còn hoạt động từ {date}; đơn vị kế thừa: {heirs}',
  ),
  UNIT_NOT_YET: binds('R40', '{unit} does not exist before {date}', 'Đơn vị {unit} chưa thành lập trước {date}'),
  BLOC_NOT_ACTIVE: binds(
    'R40',
    '{bloc} was dissolved on {date}; its successors: {successors}',
    '{bloc} đã giải thể từ {date}; khối, cụm kế thừa: {successors}',
  ),
  YEAR_INCOMPLETE: binds('R41', 'Open steps: {steps}', 'Còn bước chưa hoàn thành: {steps}'),
  DUPLICATE_COMMAND: always('R42', 'Command id reused with another payload', 'Mã lệnh đã dùng cho nội dung khác'),
  CONCURRENCY_CONFLICT: always('R43', 'State changed, reload', 'Dữ liệu đã thay đổi, tải lại'),
  INVALID_TRANSITION: binds('R44', 'Not possible: {situation}', 'Không thực hiện được: {situation}'),
  RULEBOOK_LOCKED: binds(
    'R45',
    'The rulebook is locked: a self-score, a ballot, an assent, an agreed list or a proposal of the year rests on it',
    'Quy chế đã khóa: đã có bản tự chấm, cuộc bỏ phiếu, nhất trí, danh sách thống nhất hoặc đề nghị khen thưởng theo quy chế này',
  ),
  RULEBOOK_NOT_ADOPTED: always('R45', 'No rulebook has been adopted for {year}', 'Chưa áp dụng quy chế cho năm {year}'),
  INVALID_DATES: always(
    'R46',
    'Dates contradict each other: {first} must not be after {second}{order}',
    'Ngày không hợp lệ: {first} không được sau {second}{order}',
  ),
  NOMINATION_REQUIRED: binds(
    'R47',
    '{unit} has not been nominated{claimed}',
    'Chưa giới thiệu đơn vị ứng cử {unit}{claimed}',
  ),
  NOT_UNANIMOUS: binds('R48', 'An objection was recorded', 'Có ý kiến không nhất trí, phải bỏ phiếu'),
  BALLOT_VOID: binds('D41', 'The ballot was found void: {ground}', 'Kết quả bỏ phiếu đã bị hủy: {ground}'),
  TALLY_INCONSISTENT: binds('R49', 'Papers do not add up: {which}', 'Số phiếu không khớp: {which}'),
  TELLERS_INVALID: binds(
    'R50',
    'The count is not by tellers as it should be: {tellers}',
    'Người kiểm phiếu không hợp lệ: {tellers}',
  ),
  PROPOSAL_NOT_DECIDED: binds(
    'R51',
    'No decision of the bloc supports this proposal{claimed}',
    'Chưa có kết quả suy tôn làm căn cứ đề nghị{claimed}',
  ),
} as const satisfies Record<string, Reason>;

export type RefusalCode = keyof typeof REFUSALS;

type Of<Claim extends Reason['claim']> = {
  [Code in RefusalCode]: (typeof REFUSALS)[Code]['claim'] extends Claim ? Code : never;
}[RefusalCode];

/** Refuses an act and warns about a claim. */
export type BindingCode = Of<'WARNING'>;

/** Refuses an act and a claim: no source can heal it. */
export type FinalCode = Of<'REFUSED'>;
