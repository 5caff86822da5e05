import { binds, type Reason } from './refusal-kinds.js';

/** Why nothing is scored, classed or ranked so: a part of the table of all reasons. */
export const REFUSALS_OF_SCORES = {
  INCOMPLETE_SCORE: binds(
    'R08',
    'Criteria missing: {criteria}',
    'Cần chấm đủ tất cả tiêu chí trước khi nộp: {criteria}',
  ),
  SCORE_OUT_OF_RANGE: binds(
    'R09',
    '{criterion}: {value} is outside {min}..{max}',
    'Điểm ngoài khung quy định: {criterion} {value} (khung từ {min} đến {max})',
  ),
  POINTS_NOT_DEFINED: binds(
    'R09',
    '{criterion}: the rulebook gives no points for {value}{range}',
    'Quy chế không quy định điểm cho mức {value}{range}: {criterion}',
  ),
  EVIDENCE_REQUIRED: binds('R10', 'A document is missing for: {criteria}', 'Thiếu văn bản minh chứng: {criteria}'),
  REASON_REQUIRED: binds('R10', 'State a reason for {subject}', 'Phải nêu lý do: {subject}'),
  SCORING_CLOSED: binds('R12', 'Self-scoring closed on {date}', 'Đã hết hạn tự chấm điểm ({date})'),
  NOT_APPRAISED: binds(
    'R13',
    '{unit} has not been appraised{claimed}',
    'Chưa thẩm định điểm của đơn vị {unit}{claimed}',
  ),
  SELF_APPRAISAL: binds(
    'R14',
    '{unit} cannot appraise its own score',
    'Đơn vị {unit} không được tự thẩm định điểm của mình',
  ),
  SCORE_FROZEN: binds('R15', 'The agreed score cannot be changed', 'Điểm đã thống nhất, không thể thay đổi'),
  SUBJECT_NOT_REGISTERED: binds('H6', '{unit} has not registered {subject}', 'Đơn vị {unit} chưa đăng ký {subject}'),
  NOT_IN_GROUP: binds(
    'H6',
    '{unit} was not named as a member of the group {group}',
    'Chưa xếp đơn vị {unit} vào nhóm {group}',
  ),
  CLASS_NOT_MET: binds(
    'H9',
    '{unit} does not meet what the rulebook asks for {classification}{right}',
    '{unit} chưa đạt điều kiện xếp loại {classification}{right}',
  ),
  CLASS_NOT_DECIDED: binds(
    'H9',
    '{unit}: the members decide on {classification}, cite their ballot or assent',
    '{unit}: xếp loại {classification} do các thành viên quyết định, phải dẫn kết quả biểu quyết',
  ),
  TIE_NOT_DECIDED: binds(
    'D26',
    'The ballot was not about this tie, or did not give this order: {units}',
    'Cuộc bỏ phiếu không phải về trường hợp đồng hạng này hoặc không cho thứ tự này: {units}',
  ),
  MEMBERS_VOTE_FIRST: binds(
    'D26',
    'The members vote on the tie before the head decides: {units}',
    'Các thành viên phải biểu quyết trường hợp đồng hạng này trước khi đơn vị trưởng quyết định: {units}',
  ),
  RANKING_INCOMPLETE: binds('R16', 'Scores missing: {units}{claimed}', 'Chưa đủ điểm của các đơn vị: {units}{claimed}'),
  RANKING_OUTDATED: binds('R16', 'The ranking is outdated: compute it again', 'Phải xếp hạng lại theo điểm hiện nay'),
  SCORES_NOT_AGREED: binds(
    'R17',
    'Scores have not been agreed: {units}{claimed}',
    'Chưa thống nhất chấm điểm: {units}{claimed}',
  ),
} as const satisfies Record<string, Reason>;
