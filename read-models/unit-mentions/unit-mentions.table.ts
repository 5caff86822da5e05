import { tableOf, tableOfList } from '../../src/http/shapes/table.js';
import { proposalColumns } from '../proposals/proposals.table.js';
import type { ProposalView } from '../proposals/proposals.dto.js';
import type { ProposalsOfUnitView, YearOfUnitView } from './unit-mentions.dto.js';

export const YEARS_OF_UNIT_TABLE = tableOfList<YearOfUnitView>('Các năm thi đua của đơn vị', [
  { header: 'Mã cụm, khối', of: ({ blocId }) => blocId },
  { header: 'Tên cụm, khối', of: ({ blocName }) => blocName?.vi },
  { header: 'Năm', of: ({ year }) => year },
]);

type Proposed = Readonly<{ of: ProposalsOfUnitView; proposal: ProposalView }>;
type Answer = Readonly<{ items: readonly Readonly<{ row: ProposalsOfUnitView }>[] }>;

export const PROPOSALS_OF_UNIT_TABLE = tableOf<Answer, Proposed>(
  'Đề nghị khen thưởng cho đơn vị',
  ({ items }) => items.flatMap(({ row }) => row.proposals.map((proposal) => ({ of: row, proposal }))),
  [
    { header: 'Mã cụm, khối', of: ({ of }) => of.blocId },
    { header: 'Năm', of: ({ of }) => of.year },
    ...proposalColumns<Proposed>(({ proposal }) => proposal),
  ],
);
