import { AdmitMemberBody } from '../blocs/bloc.dto.js';
import { BLOC, DOCUMENT, UNIT, UNIT_NAME, WHEN } from './columns.js';
import { formOf } from './form.js';
import { unitIdOf } from './units.import.js';

/** Members of blocs, as an exported sheet of members has them. */
export const MEMBERS_FORM = formOf({
  kind: 'members',
  title: { vi: 'Thành viên cụm, khối thi đua', en: 'Members of blocs' },
  commands: ['AdmitMember'],
  columns: {
    blocId: BLOC,
    unitId: UNIT,
    name: { ...UNIT_NAME, required: false },
    when: { ...WHEN, header: 'Từ ngày', others: ['Ngày', 'Ngày tham gia', 'Tham gia từ', 'Thời điểm tham gia'] },
    document: DOCUMENT,
  },
  atLeastOne: ['unitId', 'name'],
  keyOf: (entry) => `${entry.blocId}/${unitIdOf(entry)}`,
  sendingOf: ([entry]) => ({
    command: 'AdmitMember',
    path: { blocId: entry.blocId },
    Body: AdmitMemberBody,
    body: { unitId: unitIdOf(entry) },
  }),
});
