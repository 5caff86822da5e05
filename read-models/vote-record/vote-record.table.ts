import { tableOf } from '../../src/http/shapes/table.js';
import { joined } from '../columns.js';
import type { VoteKind } from './vote-record.js';
import type { OutcomeView, VoteView } from './vote-record.dto.js';

const KIND: Readonly<Record<VoteKind, string>> = {
  BALLOT: 'bỏ phiếu',
  ASSENT: 'nhất trí',
  AGREED_LIST: 'danh sách thống nhất',
};

const OUTCOME: Readonly<Record<OutcomeView['outcome'], string>> = {
  PASSED: 'đạt',
  FAILED: 'không đạt',
  NO_QUORUM: 'không đủ số thành viên dự họp',
  TIED: 'bằng phiếu',
  AS_REPORTED: 'theo nguồn',
  UNKNOWN: 'chưa rõ',
  AGREED: 'nhất trí',
  OBJECTED: 'có phản đối',
  VOID: 'không có giá trị',
};

type Decided = Readonly<{ vote: VoteView; outcome: OutcomeView }>;
type Answer = Readonly<{ items: readonly Readonly<{ row: VoteView }>[] }>;

/** A row for each question of a vote; counts as far as the reader may see them. */
export const VOTES_TABLE = tableOf<Answer, Decided>(
  'Kết quả bỏ phiếu, nhất trí',
  ({ items }) => items.flatMap(({ row: vote }) => vote.outcomes.map((outcome) => ({ vote, outcome }))),
  [
    { header: 'Mã cụm, khối', of: ({ vote }) => vote.blocId },
    { header: 'Năm', of: ({ vote }) => vote.year },
    { header: 'Cách quyết định', of: ({ vote }) => KIND[vote.kind] },
    { header: 'Mã', of: ({ vote }) => vote.voteId },
    { header: 'Ngày', of: ({ vote }) => (vote.heldOn === undefined ? undefined : { date: vote.heldOn }) },
    { header: 'Nội dung', of: ({ outcome }) => outcome.questionId ?? outcome.form ?? outcome.classification },
    { header: 'Đơn vị', of: ({ outcome }) => joined(outcome.units.map(({ name }) => name.vi)) },
    { header: 'Kết quả', of: ({ outcome }) => OUTCOME[outcome.outcome] },
    { header: 'Kết quả theo nguồn', of: ({ outcome }) => outcome.reported },
    { header: 'Số phiếu tán thành', of: (row) => countOf(row)?.for },
    { header: 'Số phiếu không tán thành', of: (row) => countOf(row)?.against },
    { header: 'Số phiếu trắng', of: (row) => countOf(row)?.blank },
  ],
);

function countOf({ vote, outcome }: Decided) {
  return vote.ballot?.tally?.value.questions.find(({ questionId }) => questionId === outcome.questionId);
}
