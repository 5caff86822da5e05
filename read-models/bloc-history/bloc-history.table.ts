import { tableOfList } from '../../src/http/shapes/table.js';
import { joined, recordingColumns } from '../columns.js';
import type { YearView } from './year-view.js';

const STATUS: Readonly<Record<YearView['status'], string>> = {
  NOT_OPENED: 'chưa mở',
  OPEN: 'đang diễn ra',
  CLOSED: 'đã kết thúc',
};

export const YEARS_TABLE = tableOfList<YearView>('Các năm thi đua', [
  { header: 'Mã cụm, khối', of: ({ blocId }) => blocId },
  { header: 'Năm', of: ({ year }) => year },
  { header: 'Tên năm thi đua', of: ({ opened }) => opened?.value.label.vi },
  { header: 'Tình trạng', of: ({ status }) => STATUS[status] },
  { header: 'Đơn vị trưởng', of: ({ leadership, presiding }) => leadership?.value.head ?? presiding },
  {
    header: 'Đơn vị phó',
    of: ({ leadership }) => joined(leadership?.value.deputies.map(({ unitId }) => unitId) ?? []),
  },
  { header: 'Thành viên', of: ({ members }) => joined(members?.value.members.map(({ unitId }) => unitId) ?? []) },
  { header: 'Số đơn vị đã ký giao ước', of: ({ pledge }) => pledge?.signed },
  { header: 'Số lần khen thưởng của đơn vị trưởng', of: ({ awards }) => awards.length },
  ...recordingColumns<YearView>(({ opened }) => opened?.recording),
]);
