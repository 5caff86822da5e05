import { tableOfList } from '../../src/http/shapes/table.js';
import { documentText, recordingColumns } from '../columns.js';
import type { RulebookView } from './rulebook-directory.dto.js';

export const RULEBOOKS_TABLE = tableOfList<RulebookView>('Danh sách quy chế', [
  { header: 'Mã quy chế', of: ({ rulebookId }) => rulebookId },
  { header: 'Tên quy chế', of: ({ title }) => title.vi },
  { header: 'Bản', of: ({ versions }) => versions.length },
  { header: 'Văn bản ban hành', of: ({ versions }) => documentText(versions.at(-1)?.value.document) },
  ...recordingColumns<RulebookView>(({ versions }) => versions.at(-1)?.recording),
]);
