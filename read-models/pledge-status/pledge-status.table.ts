import type { Recording } from '../recording.js';
import { tableOfRow } from '../../src/http/shapes/table.js';
import { recordingColumns } from '../columns.js';
import type { NamedMemberView, PledgeStatusView, SignatureView } from './pledge-status.dto.js';

type Signing = Readonly<{
  year: PledgeStatusView;
  member: NamedMemberView;
  signed?: Readonly<{ value: SignatureView; recording: Recording }>;
}>;

/** Who signed the content in force, and who has not yet. */
export const PLEDGE_TABLE = tableOfRow<PledgeStatusView, Signing>(
  'Ký giao ước thi đua',
  (year) => [
    ...year.signatures
      .filter(({ value }) => value.version === year.version)
      .map((signed) => ({ year, member: signed.value, signed })),
    ...year.pending.map((member) => ({ year, member })),
  ],
  [
    { header: 'Mã cụm, khối', of: ({ year }) => year.blocId },
    { header: 'Năm', of: ({ year }) => year.year },
    { header: 'Mã đơn vị', of: ({ member }) => member.unitId },
    { header: 'Tên đơn vị', of: ({ member }) => member.name.vi },
    { header: 'Đã ký', of: ({ signed }) => signed !== undefined },
    { header: 'Người ký', of: ({ signed }) => signed?.value.signatory?.name },
    { header: 'Chức vụ', of: ({ signed }) => signed?.value.signatory?.office },
    { header: 'Nơi ký', of: ({ signed }) => signed?.value.place },
    ...recordingColumns<Signing>(({ signed }) => signed?.recording),
  ],
);
