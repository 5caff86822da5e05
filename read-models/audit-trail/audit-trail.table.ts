import { tableOfList } from '../../src/http/shapes/table.js';
import { joined } from '../columns.js';
import type { AuditEntryView } from './audit-trail.dto.js';

/** For who checks the ledger: types, streams and roles stand as they were recorded. */
export const AUDIT_TABLE = tableOfList<AuditEntryView>('Nhật ký ghi nhận', [
  { header: 'Mã sự kiện', of: ({ eventId }) => eventId },
  { header: 'Luồng', of: ({ stream }) => stream },
  { header: 'Số thứ tự trong luồng', of: ({ revision }) => revision },
  { header: 'Loại sự kiện', of: ({ type }) => type },
  { header: 'Mã cụm, khối', of: ({ blocId }) => blocId },
  { header: 'Năm', of: ({ year }) => year },
  { header: 'Mã đơn vị', of: ({ unitId }) => unitId },
  { header: 'Ngày', of: ({ occurredOn }) => occurredOn && { date: occurredOn.date } },
  { header: 'Thời điểm ghi nhận', of: ({ recordedAt }) => recordedAt },
  { header: 'Người ghi nhận', of: ({ actor }) => actor.name },
  { header: 'Vai trò', of: ({ actor }) => actor.role },
  { header: 'Thay mặt đơn vị', of: ({ onBehalfOf }) => onBehalfOf?.unitId },
  { header: 'Cách ghi nhận', of: ({ mode }) => (mode === 'ACT' ? 'thực hiện tại đây' : 'nhập theo nguồn') },
  { header: 'Nguồn', of: ({ source }) => source?.title },
  { header: 'Văn bản được dẫn', of: ({ documents }) => joined(documents) },
  { header: 'Số cảnh báo', of: ({ warnings }) => warnings.length },
]);
