import { tableOfRow } from '../../src/http/shapes/table.js';
import { recordingColumns } from '../columns.js';
import type { RankingVersion } from './ranking.js';
import type { RankingView, SubjectOnPlaceView } from './ranking.dto.js';

type Placed = Readonly<{
  ranking: RankingView;
  rank: number;
  printed: string | undefined;
  subject: SubjectOnPlaceView;
}>;

const BASIS: Readonly<Record<RankingVersion['basis'], string>> = {
  SCORES: 'điểm thống nhất',
  ASSENT: 'nhất trí',
  BALLOT: 'bỏ phiếu',
  SELF_SCORE: 'tự chấm',
};

/** The order as its reader sees it: all of it who works in the year, what is published everybody else. */
export const RANKING_TABLE = tableOfRow<RankingView, Placed>(
  'Kết quả xếp hạng',
  (ranking) =>
    (ranking.order ?? ranking.publication)?.places.flatMap(({ rank, printed, subjects }) =>
      subjects.map((subject) => ({ ranking, rank, printed, subject })),
    ) ?? [],
  [
    { header: 'Mã cụm, khối', of: ({ ranking }) => ranking.blocId },
    { header: 'Năm', of: ({ ranking }) => ranking.year },
    { header: 'Thứ hạng', of: ({ rank }) => rank },
    { header: 'Hạng theo nguồn', of: ({ printed }) => printed },
    { header: 'Mã đơn vị', of: ({ subject }) => subject.unitId },
    { header: 'Tên đơn vị', of: ({ subject }) => subject.name.vi },
    { header: 'Đối tượng', of: ({ subject }) => subject.subjectId },
    { header: 'Điểm', of: ({ subject }) => (subject.points === undefined ? undefined : { decimal: subject.points }) },
    { header: 'Căn cứ xếp hạng', of: ({ ranking }) => ranking.order && BASIS[ranking.order.basis] },
    { header: 'Đủ các thành viên', of: ({ ranking }) => ranking.order && !ranking.order.partial },
    ...recordingColumns<Placed>(({ ranking }) => (ranking.order ?? ranking.publication)?.recording),
  ],
);
