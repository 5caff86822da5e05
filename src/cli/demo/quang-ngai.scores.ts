import { appraiserFrom, BLOC, representativeOf, SECRETARY } from './quang-ngai.cast.js';
import {
  agreementOf,
  appraisalOf,
  appraised,
  INVENTED_FIGURES,
  selfScored,
  type ScoringText,
  type SheetText,
} from './scoring.steps.js';
import { onDay, type Chapter } from './story.js';

export const YEAR_2023 = `/blocs/${BLOC}/years/2023`;

const NOT_PROVEN = 'Một chỉ tiêu tự chấm cao hơn minh chứng';

/** Scored too high by 3.00, as the secretariat sees it (A23). */
const DUNG_QUAT: SheetText = {
  unitId: 'ban-dung-quat',
  self: ['569.50', '284.00', '92.50'],
  agreed: ['566.50', '284.00', '92.50'],
  reason: NOT_PROVEN,
};
const HEAD: SheetText = {
  unitId: 'ban-giao-thong',
  self: ['586.00', '291.00', '97.00'],
  agreed: ['586.00', '291.00', '97.00'],
};

/** [SYN] The report tells that the secretariat scored and prints no points. */
const SHEETS: readonly SheetText[] = [
  HEAD,
  { unitId: 'so-xay-dung', self: ['583.50', '290.00', '96.50'], agreed: ['583.50', '290.00', '96.50'] },
  { unitId: 'so-gtvt', self: ['581.00', '289.50', '95.00'], agreed: ['581.00', '289.50', '95.00'] },
  {
    unitId: 'so-nnptnt',
    self: ['579.00', '288.00', '95.00'],
    agreed: ['577.00', '288.00', '95.00'],
    reason: NOT_PROVEN,
  },
  { unitId: 'so-tnmt', self: ['576.50', '287.00', '94.50'], agreed: ['576.50', '287.00', '94.50'] },
  { unitId: 'so-cong-thuong', self: ['574.00', '286.50', '94.00'], agreed: ['574.00', '286.50', '94.00'] },
  DUNG_QUAT,
  { unitId: 'ban-dan-dung', self: ['563.00', '283.00', '92.00'], agreed: ['563.00', '283.00', '92.00'] },
];

const SCORING: ScoringText = {
  year: '2023',
  path: YEAR_2023,
  sheets: SHEETS,
  representativeOf,
  appraiserOf: (unitId) => appraiserFrom(unitId === 'so-xay-dung' ? 'ban-giao-thong' : 'so-xay-dung'),
  secretary: SECRETARY,
  sessionId: 'tong-ket',
  days: { self: '2023-12-11', appraisal: '2023-12-25', agreement: '2024-01-05' },
};

const { reason: _unsaid, ...UNREASONED } = DUNG_QUAT;

/** A23: self-scores, the secretariat's report, an agreed order. */
export const SCORES: Chapter = {
  id: 'scores',
  title: { vi: 'Chấm điểm năm 2023', en: 'Scores of 2023' },
  steps: [
    selfScored(SCORING),
    {
      says: {
        vi: 'BQLDA giao thông tự thẩm định điểm của mình',
        en: 'The head of the bloc appraises its own score',
      },
      invented: { vi: 'việc này', en: 'this act' },
      refused: 'SELF_APPRAISAL',
      sends: [{ ...appraisalOf(SCORING, HEAD), by: appraiserFrom('ban-giao-thong') }],
    },
    {
      says: {
        vi: 'Tổ giúp việc giảm 3,00 điểm của BQL Dung Quất mà không nêu lý do',
        en: 'The secretariat takes 3.00 points from a unit and says no reason',
      },
      invented: { vi: 'việc này', en: 'this act' },
      refused: 'REASON_REQUIRED',
      sends: [appraisalOf(SCORING, UNREASONED)],
    },
    appraised(SCORING),
    {
      says: { vi: 'Thông qua báo cáo chấm điểm của Tổ giúp việc', en: "The secretariat's score report is adopted" },
      invented: { vi: 'lời văn', en: 'wording' },
      sends: [
        {
          by: appraiserFrom('so-xay-dung'),
          path: `${YEAR_2023}/scores/reports`,
          body: {
            ...onDay('2024-01-05'),
            title: 'Báo cáo kết quả chấm điểm của Tổ giúp việc Khối năm 2023',
            text: 'Tám đơn vị đã tự chấm điểm; Tổ giúp việc đã thẩm định, các chênh lệch đều có lý do.',
            sessionId: 'tong-ket',
          },
        },
      ],
    },
    {
      says: { vi: 'Thống nhất điểm của tám đơn vị, xếp hạng', en: 'Eight scores are agreed and ranked' },
      invented: INVENTED_FIGURES,
      sends: [
        ...SHEETS.map(({ unitId }) => agreementOf(SCORING, unitId)),
        { by: SECRETARY, path: `${YEAR_2023}/rankings/computations`, body: onDay('2024-01-05') },
      ],
    },
  ],
};
