import type { BlocView } from '../../../read-models/bloc-directory/bloc-directory.dto.js';
import type { PledgeStatus } from '../../../read-models/pledge-status/pledge-status.js';
import type { VoteView } from '../../../read-models/vote-record/vote-record.dto.js';
import { vietnameseDate } from '../../kernel/partial-date.js';
import { figure, table } from './paper.js';
import type { Reader } from './reader.js';

/** Trạng thái ký giao ước: who signed when, where, by whom; who is pending and why. */
export function pledgePage(status: PledgeStatus, { nameOf, eventOf }: Reader): readonly string[] {
  const { year, signed, expected, version } = status;
  const signatures = status.signatures
    .filter(({ value }) => value.version === version)
    .map(({ value, recording }) => [
      nameOf(value.unitId),
      vietnameseDate(recording.occurredOn.date),
      value.signatory?.name ?? value.signatory?.office ?? 'chưa rõ',
      value.place ?? '',
      eventOf(recording),
    ]);
  const pending = status.pending.map(({ unitId, deferred }) => [
    nameOf(unitId),
    'chưa ký',
    deferred?.reason ?? '',
    '',
    eventOf(deferred?.recording),
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

const METHODS = { SECRET_PAPER: 'bỏ phiếu kín', SHOW_OF_HANDS: 'giơ tay', UNKNOWN: 'chưa rõ' } as const;

/** Biên bản bỏ phiếu: each question with its count, what was needed, what came out; hands by name, papers never. */
export function votePage(votes: readonly VoteView[], reader: Reader): readonly string[] {
  return [
    'BIÊN BẢN BỎ PHIẾU · VOTE RECORD [SYN: số phiếu · counts]',
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
      votes.flatMap((vote) => ballotRows(vote, reader)),
    ),
    ...votes.flatMap((vote) => handsRaised(vote, reader)),
    ...votes.flatMap((vote) => listAgreed(vote, reader)),
  ];
}

function ballotRows({ voteId, ballot }: VoteView, { eventOf }: Reader): readonly (readonly string[])[] {
  if (ballot?.tally === undefined) return [];
  const method = METHODS[ballot.terms.value.method];
  const { value, recording } = ballot.tally;
  return value.questions.map((question) => [
    voteId,
    method,
    ...[value.present, question.for, question.against, question.blank].map(figure),
    `${figure(question.needed)}/${figure(question.base)}`,
    question.reported ?? question.outcome,
    eventOf(recording),
  ]);
}

function handsRaised({ voteId, ballot }: VoteView, { nameOf, eventOf }: Reader): readonly string[] {
  const against = (ballot?.hands ?? []).filter(({ value }) => value.answers.some(({ choice }) => choice === 'AGAINST'));
  if (against.length === 0) return [];
  const units = against.map(({ value, recording }) => `${nameOf(value.unitId)} (${eventOf(recording)})`);
  return [`${voteId}: không tán thành · against: ${units.join(', ')}`];
}

function listAgreed({ voteId, agreedList }: VoteView, { eventOf }: Reader): readonly string[] {
  if (agreedList === undefined) return [];
  const { value, recording } = agreedList.list;
  const entries = value.entries.map(({ form, count }) => `${form} × ${count}`).join(', ');
  const all = value.agreedByAll === true ? 'các' : 'chưa rõ những';
  const who = value.agreedBy === undefined || value.agreedBy.length === 0 ? all : `${value.agreedBy.length}`;
  return [`${voteId}: ${who} đơn vị thống nhất · units agree: ${entries}  ${eventOf(recording)}`];
}

/** Trưởng khối, Cờ luân lưu: who acted and who held it, from which day. */
export function standingPage(
  { name, established, duty, flag }: BlocView,
  { nameOf, eventOf }: Reader,
): readonly string[] {
  const label = established.value.labels.head?.vi ?? 'Đơn vị trưởng';
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
          value.head === undefined ? 'chưa rõ' : nameOf(value.head),
          eventOf(recording),
        ]),
        ...flag.map(({ value, recording }) => [
          vietnameseDate(recording.occurredOn.date),
          'Cờ luân lưu',
          nameOf(value.holder),
          eventOf(recording),
        ]),
      ],
    ),
  ];
}
