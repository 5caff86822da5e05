import type { Explanation } from '../../../read-models/explanation/explanation.js';
import type { RankingView } from '../../../read-models/ranking/ranking.dto.js';
import type { Recording } from '../../../read-models/recording.js';
import type { ScoreSheetView } from '../../../read-models/score-sheet/score-sheet.dto.js';
import { table, vietnameseNumber } from './paper.js';
import type { Reader } from './reader.js';

/** Bảng xếp hạng: the whole order as the inspector sees it, and what of it is public. */
export function rankingPage(
  { year, order, publication }: RankingView,
  sheets: readonly ScoreSheetView[],
  { nameOf, eventOf }: Reader,
): readonly string[] {
  if (order === undefined) return [`XẾP HẠNG ${year} · RANKING: –`];
  const rows = order.places.flatMap((place) =>
    place.subjects.map((subject) => [
      String(place.rank),
      nameOf(subject.unitId),
      vietnameseNumber(subject.points ?? ''),
      eventOf(sheets.find(({ unitId }) => unitId === subject.unitId)?.total?.recording),
    ]),
  );
  return [
    `XẾP HẠNG ${year} · RANKING, phiên bản · version ${order.version}  ${eventOf(order.recording)}`,
    ...table(
      [
        { title: 'Hạng', right: true },
        { title: 'Đơn vị · Unit' },
        { title: 'Tổng điểm [SYN]', right: true },
        { title: 'Thống nhất · Agreed' },
      ],
      rows,
    ),
    publication === undefined
      ? 'Chưa công bố · Not published'
      : `Công bố · Public: ${publication.headline.vi}  ${eventOf(publication.recording)}`,
  ];
}

/** Ba con số của mỗi dòng: what the unit gave itself, what the secretariat found, what the bloc agreed. */
export function scoresPage(sheets: readonly ScoreSheetView[], { nameOf }: Reader): readonly string[] {
  const rows = sheets.flatMap(({ unitId, lines }) =>
    lines.map(({ criterionId, self, appraised, agreed }, place) => [
      place === 0 ? nameOf(unitId) : '',
      criterionId,
      ...[self, appraised, agreed].map((figure) => vietnameseNumber(figure?.value.mark ?? '–')),
      appraised?.value.reason ?? '',
      latestOf([self, appraised, agreed]),
    ]),
  );
  return [
    'TỰ CHẤM, THẨM ĐỊNH, THỐNG NHẤT · SELF-SCORED, APPRAISED, AGREED [SYN]',
    ...table(
      [
        { title: 'Đơn vị · Unit' },
        { title: 'Tiêu chí' },
        { title: 'Tự chấm', right: true },
        { title: 'Thẩm định', right: true },
        { title: 'Thống nhất', right: true },
        { title: 'Lý do · Reason' },
        { title: 'Sự kiện · Events' },
      ],
      rows,
    ),
  ];
}

function latestOf(figures: readonly (Readonly<{ recording: Recording }> | undefined)[]): string {
  return figures.map((figure) => (figure === undefined ? '–' : `#${figure.recording.event.revision}`)).join(' ');
}

/** How one unit came to its place, in sentences, each with the events it rests on. */
export function explanationPage({ name, steps }: Explanation): readonly string[] {
  return [
    `VÌ SAO · WHY: ${name.vi} [SYN: điểm · points]`,
    ...steps.flatMap(({ text, events }, place) => [
      `${place + 1}. ${text.vi}  ${events.map(({ revision }) => `#${revision}`).join(' ')}`,
      `   ${text.en}`,
    ]),
  ];
}
