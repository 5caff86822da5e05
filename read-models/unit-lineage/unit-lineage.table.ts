import { tableOfList } from '../../src/http/shapes/table.js';
import { recordingColumns } from '../columns.js';
import type { Descent } from './unit-lineage.js';
import type { PredecessorView } from './unit-lineage.dto.js';

const DESCENT: Readonly<Record<Descent['by'], string>> = {
  MERGER: 'sáp nhập',
  SPLIT: 'chia, tách',
  DISSOLUTION: 'giải thể',
};

export const PREDECESSORS_TABLE = tableOfList<PredecessorView>('Các đơn vị tiền thân', [
  { header: 'Mã đơn vị tiền thân', of: ({ predecessor }) => predecessor },
  { header: 'Kế thừa do', of: ({ descent }) => DESCENT[descent.value.by] },
  { header: 'Đơn vị tiền thân chấm dứt hoạt động', of: ({ descent }) => descent.value.ends },
  ...recordingColumns<PredecessorView>(({ descent }) => descent.recording),
]);
