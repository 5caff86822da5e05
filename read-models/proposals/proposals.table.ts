import { type Column, tableOfRow } from '../../src/http/shapes/table.js';
import { documentText, joined, partyText, recordingColumns } from '../columns.js';
import type { OwnAward } from './proposals.js';
import type { OwnAwardsView, ProposalsView, ProposalView } from './proposals.dto.js';

const STATUS = { PROPOSED: 'đã đề nghị', WITHDRAWN: 'đã rút' } as const;

/** The columns of one proposal; a proposal is no award, and the sheet says so by its state. */
export function proposalColumns<Row>(of: (row: Row) => ProposalView): readonly Column<Row>[] {
  return [
    { header: 'Mã đề nghị', of: (row) => of(row).proposalId },
    { header: 'Hình thức', of: (row) => of(row).title?.vi ?? of(row).proposed.value.form },
    {
      header: 'Cấp khen thưởng',
      of: (row) => partyText(of(row).grantor?.value.grantor ?? of(row).proposed.value.grantor),
    },
    { header: 'Số lượng', of: (row) => of(row).proposed.value.count },
    { header: 'Đơn vị được đề nghị', of: (row) => joined(of(row).recipients) },
    { header: 'Chưa nêu tên', of: (row) => of(row).unnamed },
    { header: 'Tình trạng', of: (row) => STATUS[of(row).status] },
    ...recordingColumns<Row>((row) => of(row).proposed.recording),
  ];
}

type ProposalOf = Readonly<{ year: ProposalsView; proposal: ProposalView }>;

export const PROPOSALS_TABLE = tableOfRow<ProposalsView, ProposalOf>(
  'Đề nghị khen thưởng',
  (year) => year.proposals.map((proposal) => ({ year, proposal })),
  [
    { header: 'Mã cụm, khối', of: ({ year }) => year.blocId },
    { header: 'Năm', of: ({ year }) => year.year },
    ...proposalColumns<ProposalOf>(({ proposal }) => proposal),
  ],
);

type AwardOf = Readonly<{ year: OwnAwardsView; award: OwnAward }>;

export const AWARDS_TABLE = tableOfRow<OwnAwardsView, AwardOf>(
  'Khen thưởng của đơn vị trưởng',
  (year) => year.awards.map((award) => ({ year, award })),
  [
    { header: 'Mã cụm, khối', of: ({ year }) => year.blocId },
    { header: 'Năm', of: ({ year }) => year.year },
    { header: 'Mã khen thưởng', of: ({ award }) => award.awardId },
    { header: 'Hình thức', of: ({ award }) => award.conferred.value.form },
    { header: 'Cấp khen thưởng', of: ({ award }) => partyText(award.conferred.value.grantor) },
    { header: 'Số tập thể', of: ({ award }) => award.conferred.value.collectives.count },
    { header: 'Số cá nhân', of: ({ award }) => award.conferred.value.individuals.count },
    { header: 'Tập thể', of: ({ award }) => namesOf(award, 'COLLECTIVE') },
    { header: 'Cá nhân', of: ({ award }) => namesOf(award, 'INDIVIDUAL') },
    { header: 'Quyết định', of: ({ award }) => documentText(award.conferred.value.document) },
    ...recordingColumns<AwardOf>(({ award }) => award.conferred.recording),
  ],
);

function namesOf({ conferred, named }: OwnAward, kind: 'COLLECTIVE' | 'INDIVIDUAL'): ReturnType<typeof joined> {
  const batch = kind === 'COLLECTIVE' ? conferred.value.collectives : conferred.value.individuals;
  const later = named.filter(({ value }) => value.kind === kind).map(({ value }) => value.recipient);
  return joined([...batch.named, ...later].map(({ name, office, unitId }) => name ?? office ?? unitId ?? ''));
}
