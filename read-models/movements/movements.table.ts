import { tableOfList } from '../../src/http/shapes/table.js';
import { joined, partyText, recordingColumns } from '../columns.js';
import type { MovementView } from './movements.dto.js';

const NATURE = { GENERAL: 'thường xuyên', THEMATIC: 'chuyên đề' } as const;

export const MOVEMENTS_TABLE = tableOfList<MovementView>('Danh sách phong trào thi đua', [
  { header: 'Mã phong trào', of: ({ movementId }) => movementId },
  { header: 'Tên phong trào', of: ({ name }) => name.vi },
  { header: 'Cấp phát động', of: ({ launched }) => partyText(launched.value.launchedBy) },
  { header: 'Người phát động', of: ({ launched }) => launched.value.person?.name },
  { header: 'Loại phong trào', of: ({ launched: { value } }) => value.nature && NATURE[value.nature] },
  {
    header: 'Giai đoạn',
    of: ({ periods }) =>
      joined(periods.map(({ value: { from, to } }) => `${from?.date ?? 'chưa rõ'} - ${to?.date ?? 'chưa rõ'}`)),
  },
  ...recordingColumns<MovementView>(({ launched }) => launched.recording),
  { header: 'Kết thúc', of: ({ closed }) => closed && { date: closed.recording.occurredOn.date } },
]);
