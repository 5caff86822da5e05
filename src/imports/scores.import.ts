import { AgreeScoreBody } from '../emulation-years/scoring/scoring.dto.js';
import { BLOC, DOCUMENT, points, UNIT, UNIT_NAME, WHEN, YEAR } from './columns.js';
import { formOf } from './form.js';
import { unitIdOf } from './units.import.js';

/** Agreed totals of past years, as their sources print them. */
export const SCORES_FORM = formOf({
  kind: 'scores',
  title: { vi: 'Điểm thi đua đã thống nhất', en: 'Agreed scores of past years' },
  commands: ['AgreeScore'],
  columns: {
    blocId: BLOC,
    year: YEAR,
    unitId: UNIT,
    name: { ...UNIT_NAME, required: false },
    total: points({
      header: 'Điểm thống nhất',
      others: ['Tổng điểm', 'Điểm', 'Điểm thi đua', 'Tổng số điểm'],
      required: true,
      explained: 'Tổng điểm theo nguồn, như 968,5',
      example: '968,5',
    }),
    when: WHEN,
    document: DOCUMENT,
  },
  atLeastOne: ['unitId', 'name'],
  keyOf: (entry) => `${entry.blocId}/${entry.year}/${unitIdOf(entry)}`,
  sendingOf: ([entry]) => ({
    command: 'AgreeScore',
    path: { blocId: entry.blocId, year: entry.year },
    Body: AgreeScoreBody,
    body: { unitId: unitIdOf(entry), lines: [], printedTotal: entry.total },
  }),
});
