import { tableOfList } from '../../src/http/shapes/table.js';
import { UNIT_KIND_WORDS } from '../../src/units/unit.values.js';
import { recordingColumns } from '../columns.js';
import type { UnitEnd, UnitStatus } from './unit-directory.js';
import type { UnitView } from './unit-directory.dto.js';

const STATUS: Readonly<Record<UnitStatus, string>> = {
  ACTIVE: 'đang hoạt động',
  MERGED: 'đã sáp nhập',
  DISSOLVED: 'đã giải thể',
  SPLIT: 'đã chia tách',
};

const successorsIn = ({ successor, successors = [] }: UnitEnd): string =>
  [successor ?? [], successors].flat().join('; ');

export const UNITS_TABLE = tableOfList<UnitView>('Danh sách đơn vị', [
  { header: 'Mã đơn vị', of: ({ unitId }) => unitId },
  { header: 'Tên đơn vị', of: ({ name }) => name.full.vi },
  { header: 'Tên ngắn', of: ({ name }) => name.short.vi },
  { header: 'Tên viết tắt', of: ({ name }) => name.abbreviation },
  { header: 'Tên tiếng Anh', of: ({ name }) => name.full.en },
  { header: 'Loại đơn vị', of: ({ kind }) => UNIT_KIND_WORDS[kind] },
  { header: 'Mã đơn vị cấp trên', of: ({ parentId }) => parentId },
  { header: 'Thành lập từ', of: ({ existsFrom }) => existsFrom && { date: existsFrom.date } },
  ...recordingColumns<UnitView>(({ names }) => names[0]?.recording),
  { header: 'Tình trạng', of: ({ status }) => STATUS[status] },
  { header: 'Đơn vị kế thừa', of: ({ ended }) => ended && successorsIn(ended.value) },
]);
