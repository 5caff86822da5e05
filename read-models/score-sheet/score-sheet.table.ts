import { tableOfList, tableOfRow } from '../../src/http/shapes/table.js';
import type { Value } from '../../src/sheets/value.js';
import { recordingColumns } from '../columns.js';
import type { Figure } from './score-sheet.js';
import type { ColumnsView, ScoreSheetView, SheetLineView } from './score-sheet.dto.js';

const STATUS: Readonly<Record<ScoreSheetView['status'], string>> = {
  BLANK: 'chưa tự chấm',
  SUBMITTED: 'đã tự chấm',
  RETURNED: 'trả lại',
  APPRAISED: 'đã thẩm định',
  AGREED: 'đã thống nhất',
};

export const SCORES_TABLE = tableOfList<ScoreSheetView>('Điểm thi đua', [
  { header: 'Mã cụm, khối', of: ({ blocId }) => blocId },
  { header: 'Năm', of: ({ year }) => year },
  { header: 'Mã đơn vị', of: ({ unitId }) => unitId },
  { header: 'Tên đơn vị', of: ({ name }) => name.vi },
  { header: 'Đối tượng', of: ({ scope }) => scope.subject },
  { header: 'Tình trạng', of: ({ status }) => STATUS[status] },
  { header: 'Điểm tự chấm', of: ({ columns }) => totalOf(columns.self) },
  { header: 'Điểm thẩm định', of: ({ columns }) => totalOf(columns.appraised) },
  { header: 'Điểm thống nhất', of: ({ columns }) => totalOf(columns.agreed) },
  ...recordingColumns<ScoreSheetView>(
    ({ columns: { agreed, appraised, self } }) => (agreed ?? appraised ?? self)?.recording,
  ),
]);

/** What the lines come to; where that is not known, what the source prints. */
function totalOf(column: ColumnsView['self']): Value {
  const decimal = column?.value.total?.points ?? column?.value.printedTotal;
  return decimal === undefined ? undefined : { decimal };
}

export const SCORE_SHEET_TABLE = tableOfRow<ScoreSheetView, SheetLineView>('Bảng chấm điểm', ({ lines }) => lines, [
  { header: 'Mã tiêu chí', of: ({ criterionId }) => criterionId },
  { header: 'Tiêu chí', of: ({ title }) => title.vi },
  { header: 'Điểm tối đa', of: ({ max }) => (max === undefined ? undefined : { decimal: max }) },
  { header: 'Tự chấm', of: ({ self }) => figureOf(self?.value) },
  { header: 'Thẩm định', of: ({ appraised }) => figureOf(appraised?.value) },
  { header: 'Lý do thẩm định khác', of: ({ appraised }) => appraised?.value.reason },
  { header: 'Thống nhất', of: ({ agreed }) => figureOf(agreed?.value) },
  { header: 'Lý do thống nhất khác', of: ({ agreed }) => agreed?.value.reason },
]);

/** The points of the line, exact; where they depend on the other units, the mark that was given. */
function figureOf(figure: Figure | undefined): Value {
  if (figure === undefined) return undefined;
  if (figure.notApplicable === true) return 'không áp dụng';
  const decimal = figure.points ?? figure.mark;
  return decimal === undefined ? undefined : { decimal };
}
