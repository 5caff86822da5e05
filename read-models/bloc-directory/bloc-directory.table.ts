import { tableOfList, tableOfRow } from '../../src/http/shapes/table.js';
import { firstDayOf } from '../../src/kernel/partial-date.js';
import { joined, partyText, recordingColumns } from '../columns.js';
import type { BlocView } from './bloc-directory.dto.js';
import type { MembershipView } from './bloc-members.dto.js';

const KIND = { CLUSTER: 'cụm', BLOC: 'khối' } as const;

export const BLOCS_TABLE = tableOfList<BlocView>('Danh sách cụm, khối thi đua', [
  { header: 'Mã cụm, khối', of: ({ blocId }) => blocId },
  { header: 'Tên cụm, khối', of: ({ onDay }) => onDay.name.vi },
  { header: 'Cụm hay khối', of: ({ kind }) => KIND[kind] },
  { header: 'Cơ quan tổ chức', of: ({ established }) => partyText(established.value.parent) },
  { header: 'Số thành viên', of: ({ onDay }) => onDay.declaredSize ?? onDay.members.length },
  { header: 'Thành viên', of: ({ onDay }) => joined(onDay.members) },
  { header: 'Trưởng cụm, khối', of: ({ onDay }) => onDay.actingHead?.value.head },
  { header: 'Đơn vị giữ cờ luân lưu', of: ({ onDay }) => onDay.flagHolder?.value.holder },
  ...recordingColumns<BlocView>(({ established }) => established.recording),
]);

type MembershipOf = Readonly<{ blocId: string; member: MembershipView; from?: string; to?: string }>;

export const MEMBERS_TABLE = tableOfRow<BlocView, MembershipOf>(
  'Thành viên cụm, khối thi đua',
  ({ blocId, members }) => members.flatMap((member) => member.periods.map((days) => ({ blocId, member, ...days }))),
  [
    { header: 'Mã cụm, khối', of: ({ blocId }) => blocId },
    { header: 'Mã đơn vị', of: ({ member }) => member.unitId },
    { header: 'Từ ngày', of: ({ member, from }) => from && { date: toldOf(member, from) } },
    { header: 'Đến ngày', of: ({ to }) => to && { date: to } },
    { header: 'Nguồn', of: ({ member }) => member.told[0]?.recording.source?.title },
  ],
);

/** Since when, as precisely as it was told: a year is no 1 January. */
function toldOf({ told }: MembershipView, day: string): string {
  const fact = told.find(({ recording: { occurredOn } }) => firstDayOf(occurredOn) === day);
  return fact?.recording.occurredOn.date ?? day;
}
