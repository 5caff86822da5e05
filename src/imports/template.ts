import { tableOf } from '../http/shapes/table.js';
import type { Value } from '../sheets/value.js';
import type { ImportForm } from './form.js';
import type { ImportFormView } from './import.dto.js';

export function formViewOf({ kind, title, columns }: ImportForm): ImportFormView {
  return {
    kind,
    title,
    columns: Object.values(columns).map(({ header, others = [], required, explained, example }) => ({
      ...{ header, others, required, explained },
      example: String(example),
    })),
  };
}

type Line = readonly Value[];

/**
 * The template of a form: what goes into each column, and below it the header to write under. It can be sent as it is, since nothing above
 * the header is read.
 */
export const TEMPLATE = {
  ...tableOf<ImportFormView, Line>('Mẫu nhập dữ liệu', () => [], []),
  headers: ['Cột', 'Bắt buộc', 'Nội dung', 'Ví dụ'],
  rows: (answer: unknown): readonly Line[] => {
    const { title, columns } = answer as ImportFormView;
    return [
      ...columns.map(({ header, required, explained, example }) => [header, required, explained, example]),
      [],
      [`${title.vi}: ghi từ dòng dưới tiêu đề này`],
      columns.map(({ header }) => header),
    ];
  },
};
