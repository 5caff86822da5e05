import type { BlocView } from '../../../read-models/bloc-directory/bloc-directory.js';
import type { PledgeStatus } from '../../../read-models/pledge-status/pledge-status.js';
import type { Recording } from '../../../read-models/recording.js';
import type { BallotRecord, VoteRecord } from '../../../read-models/vote-record/vote-record.js';
import { table, vietnameseDate } from './paper.js';

/** Where a value is on record: its place in its stream, and the beginning of the event's id. */
export function eventOf({ event: { revision, id } }: Recording): string {
  return `#${revision} ${id.slice(0, 8)}`;
}

/** Trạng thái ký giao ước: who signed when, where, by whom; who is pending and why. */
export function pledgePage(status: PledgeStatus): readonly string[] {
  const { year, signed, expected, version } = status;
  const signatures = status.signatures
    .filter(({ value }) => value.version === version)
    .map(({ value, recording }) => [
      value.name.vi,
      vietnameseDate(recording.occurredOn.date),
      value.signatory.name,
      value.place ?? '',
      eventOf(recording),
    ]);
  const pending = status.pending.map(({ name, deferred }) => [
    name.vi,
    'chưa ký',
    deferred?.reason ?? '',
    '',
    deferred === undefined ? '' : eventOf(deferred.recording),
  ]);
  return [
    `GIAO ƯỚC THI ĐUA ${year} · PLEDGE: ${status.status} ${signed}/${expected}`,
    ...table(
      [
        { title: 'Đơn vị · Unit' },
        { title: 'Ngày · Day', right: true },
        { title: 'Người ký · Signed by' },
        { title: 'Nơi · Place' },
        { title: 'Sự kiện · Event' },
      ],
      [...signatures, ...pending],
    ),
  ];
}

const METHODS = { SECRET_PAPER: 'bỏ phiếu kín', SHOW_OF_HANDS: 'giơ tay' } as const;

/** Kết quả biểu quyết: each question with its count, what was needed, and what came out. */
export function votePage(votes: readonly VoteRecord[]): readonly string[] {
  const ballots = votes.filter((vote): vote is BallotRecord => vote.kind === 'BALLOT');
  return [
    'BIÊN BẢN BỎ PHIẾU · VOTE RECORD',
    ...table(
      [
        { title: 'Cuộc · Ballot' },
        { title: 'Cách · Method' },
        { title: 'Có mặt', right: true },
        { title: 'Tán thành', right: true },
        { title: 'Không', right: true },
        { title: 'Trắng', right: true },
        { title: 'Cần · Needed', right: true },
        { title: 'Kết quả · Outcome' },
        { title: 'Sự kiện · Event' },
      ],
      ballots.flatMap(ballotRows),
    ),
  ];
}

function ballotRows({ voteId, terms, tally }: BallotRecord): readonly (readonly string[])[] {
  if (tally === undefined) return [[voteId, METHODS[terms.value.method], '', '', '', '', '', '']];
  const { present, questions } = tally.value;
  return questions.map((question) => [
    voteId,
    METHODS[terms.value.method],
    ...[present, question.for, question.against, question.blank].map(String),
    `${question.needed}/${question.base}`,
    question.outcome,
    eventOf(tally.recording),
  ]);
}

/** Trưởng khối, Cờ luân lưu: who acted and who held it, from which day. */
export function standingPage({ name, established, duty, flag }: BlocView): readonly string[] {
  const label = established.value.labels.head.vi;
  return [
    `${name.vi}: ${label}, Cờ luân lưu · head and rotating flag`,
    ...table(
      [
        { title: 'Từ ngày · From', right: true },
        { title: 'Là · As' },
        { title: 'Đơn vị · Unit' },
        { title: 'Sự kiện' },
      ],
      [
        ...duty.map(({ value, recording }) => [
          vietnameseDate(recording.occurredOn.date),
          `${label} ${value.forYear}`,
          value.head,
          eventOf(recording),
        ]),
        ...flag.map(({ value, recording }) => [
          vietnameseDate(recording.occurredOn.date),
          'Cờ luân lưu',
          value.holder,
          eventOf(recording),
        ]),
      ],
    ),
  ];
}
