import { binds, type Reason } from './refusal-kinds.js';

/** Reasons about what becomes of a proposal: dossier, decision, revocation. A part of {@link REFUSALS}. */
export const REFUSALS_OF_COMMENDATIONS = {
  PENDING_CASE: binds(
    'R29',
    'Consideration is suspended until this is resolved: {cases}',
    'Đang trong thời gian xem xét kỷ luật, thanh tra, khiếu nại, phải chờ kết quả: {cases}',
  ),
  DOSSIER_INCOMPLETE: binds('R30', 'The dossier lacks: {missing}', 'Hồ sơ thiếu: {missing}'),
  RETURN_TERM_PASSED: binds(
    'R30',
    'The dossier could be given back until {date}',
    'Đã hết thời hạn trả lại hồ sơ ({date})',
  ),
  DECISION_INCOMPLETE: binds(
    'R31',
    'Number, date and issuer are required; missing: {missing}',
    'Quyết định phải có số, ngày, cơ quan ban hành; thiếu: {missing}',
  ),
  LEGAL_BASIS_NOT_IN_FORCE: binds(
    'R31',
    '{basis} is not in force on {date}{right}',
    '{basis} không có hiệu lực vào ngày {date}{right}',
  ),
  REVOCATION_INVALID: binds(
    'R37',
    'The award cannot be revoked so: {flaw}{right}',
    'Căn cứ hoặc thẩm quyền thu hồi không hợp lệ: {flaw}{right}',
  ),
} as const satisfies Record<string, Reason>;
