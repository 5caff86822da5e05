import { HandOverDutyBody } from '../blocs/bloc.dto.js';
import { BLOC, DOCUMENT, UNIT, UNIT_NAME, WHEN, YEAR } from './columns.js';
import { formOf } from './form.js';
import { unitIdOf } from './units.import.js';

/** Which unit had the duty of head in which year; from whom and by what decision, its source need not know. */
export const HEADS_FORM = formOf({
  kind: 'heads',
  title: { vi: 'Đơn vị trưởng cụm, khối các năm', en: 'Heads of past years' },
  commands: ['HandOverDuty'],
  columns: {
    blocId: BLOC,
    year: YEAR,
    unitId: { ...UNIT, others: ['Đơn vị trưởng', 'Trưởng cụm', 'Trưởng khối', 'Khối trưởng', ...UNIT.others] },
    name: { ...UNIT_NAME, required: false },
    when: { ...WHEN, others: ['Ngày nhận nhiệm vụ', 'Nhận nhiệm vụ từ', ...WHEN.others] },
    document: DOCUMENT,
  },
  atLeastOne: ['unitId', 'name'],
  keyOf: (entry) => `${entry.blocId}/${entry.year}`,
  sendingOf: ([entry]) => ({
    command: 'HandOverDuty',
    path: { blocId: entry.blocId },
    Body: HandOverDutyBody,
    body: { to: unitIdOf(entry), forYear: entry.year },
  }),
});
