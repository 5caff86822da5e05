import { tableOfList } from '../../src/http/shapes/table.js';
import { documentText, joined, partyText } from '../columns.js';
import type { CommendationStatus } from './commendations.js';
import type { CommendationView } from './commendations.dto.js';

const STATUS: Readonly<Record<CommendationStatus, string>> = {
  TAKEN_UP: 'đã chuyển đề nghị',
  REGISTERED: 'đã ghi nhận',
  SUBMITTED: 'đã nộp hồ sơ',
  RETURNED: 'hồ sơ đã trả lại',
  REJECTED: 'không được chấp thuận',
  DECIDED: 'đã có quyết định',
  CONFERRED: 'đã trao',
  REVOKED: 'đã thu hồi',
};

export const COMMENDATIONS_TABLE = tableOfList<CommendationView>('Khen thưởng', [
  { header: 'Mã khen thưởng', of: ({ commendationId }) => commendationId },
  { header: 'Mã cụm, khối', of: ({ blocId }) => blocId },
  { header: 'Năm', of: ({ year }) => year },
  { header: 'Hình thức', of: ({ title, form }) => title?.vi ?? form },
  { header: 'Cấp khen thưởng', of: ({ grantor }) => partyText(grantor) },
  { header: 'Tình trạng', of: ({ status }) => STATUS[status] },
  { header: 'Số tập thể', of: ({ recipients }) => recipients.collectives?.count },
  { header: 'Số cá nhân', of: ({ recipients }) => recipients.individuals?.count },
  { header: 'Tập thể', of: ({ recipients }) => namesIn(recipients.collectives) },
  { header: 'Cá nhân', of: ({ recipients }) => namesIn(recipients.individuals) },
  { header: 'Quyết định', of: ({ decided }) => documentText(decided?.value.document) },
  {
    header: 'Ngày quyết định',
    of: ({ decided }) => decided?.value.document?.date && { date: decided.value.document.date.date },
  },
]);

function namesIn(batch: CommendationView['recipients']['collectives']): ReturnType<typeof joined> {
  return joined((batch?.named ?? []).map(({ name, office, unitId }) => name ?? office ?? unitId ?? ''));
}
