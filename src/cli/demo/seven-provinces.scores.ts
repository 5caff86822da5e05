import {
  agreementOf,
  appraised,
  INVENTED_FIGURES,
  selfScored,
  type ScoringText,
  type SheetText,
} from './scoring.steps.js';
import { APPRAISER, BLOC, representativeOf, SECRETARY, SEVEN } from './seven-provinces.cast.js';
import { onDay, type Chapter } from './story.js';

export const YEAR_2024 = `/blocs/${BLOC}/years/2024`;

const NOT_PROVEN = 'Một chỉ tiêu tự chấm cao hơn minh chứng';

/** [SYN] The report publishes the first two places and no points; these totals are made up to give them. */
const SHEETS: readonly SheetText[] = [
  {
    unitId: 'dien-bien',
    self: ['587.00', '288.50', '95.00'],
    agreed: ['585.00', '288.50', '95.00'],
    reason: NOT_PROVEN,
  },
  { unitId: 'lao-cai', self: ['580.25', '286.00', '95.00'], agreed: ['580.25', '286.00', '95.00'] },
  {
    unitId: 'cao-bang',
    self: ['577.00', '285.00', '94.00'],
    agreed: ['577.00', '284.00', '94.00'],
    reason: NOT_PROVEN,
  },
  { unitId: 'lang-son', self: ['575.75', '282.00', '94.00'], agreed: ['575.75', '282.00', '94.00'] },
  {
    unitId: 'son-la',
    self: ['576.00', '282.00', '93.00'],
    agreed: ['574.50', '282.00', '93.00'],
    reason: NOT_PROVEN,
  },
  { unitId: 'lai-chau', self: ['573.00', '281.00', '93.00'], agreed: ['573.00', '281.00', '93.00'] },
  { unitId: 'ha-giang', self: ['572.25', '281.00', '93.00'], agreed: ['572.25', '281.00', '93.00'] },
];

const SCORING: ScoringText = {
  year: '2024',
  path: YEAR_2024,
  sheets: SHEETS,
  representativeOf: (unitId) => representativeOf(SEVEN.find((id) => id === unitId) ?? 'lao-cai'),
  appraiserOf: () => APPRAISER,
  secretary: SECRETARY,
  sessionId: 'tru-bi',
  days: { self: '2025-02-10', appraisal: '2025-03-10', agreement: '2025-03-21' },
};

/** The ballot for the first place; opened once too early in A4. */
export const FLAG_BALLOT = {
  ...onDay('2025-03-21'),
  ballotId: 'suy-ton-co',
  sessionId: 'tru-bi',
  purpose: 'COMMENDATION',
  method: 'SECRET_PAPER',
  questions: [{ questionId: 'co-chinh-phu', unitId: 'dien-bien', form: 'GOVERNMENT_FLAG' }],
  seats: 1,
} as const;

/** A4: six of seven agreed. */
export const SCORES: Chapter = {
  id: 'scores',
  title: { vi: 'Chấm điểm năm 2024', en: 'Scores of 2024' },
  steps: [
    selfScored(SCORING),
    appraised(SCORING),
    {
      says: {
        vi: 'Phiên trù bị thống nhất điểm của sáu tỉnh; Hà Giang chưa',
        en: 'The preparatory session agrees six scores; Hà Giang is missing',
      },
      invented: INVENTED_FIGURES,
      sends: SHEETS.filter(({ unitId }) => unitId !== 'ha-giang').map(({ unitId }) => agreementOf(SCORING, unitId)),
    },
    {
      says: { vi: 'Mở bỏ phiếu suy tôn khi còn thiếu điểm', en: 'A ballot is opened while a score is missing' },
      refused: 'SCORES_NOT_AGREED',
      sends: [{ by: SECRETARY, path: `${YEAR_2024}/ballots`, body: FLAG_BALLOT }],
    },
    {
      says: { vi: 'Xếp hạng khi còn thiếu điểm', en: 'A ranking is computed while a score is missing' },
      refused: 'RANKING_INCOMPLETE',
      sends: [{ by: SECRETARY, path: `${YEAR_2024}/rankings/computations`, body: onDay('2025-03-21') }],
    },
  ],
};

/** A3: all agreed, ranked, two places published. */
export const RANKING: Chapter = {
  id: 'ranking',
  title: { vi: 'Xếp hạng năm 2024', en: 'Ranking of 2024' },
  steps: [
    {
      says: { vi: 'Thống nhất điểm của Hà Giang', en: 'The score of Hà Giang is agreed' },
      invented: INVENTED_FIGURES,
      sends: [agreementOf(SCORING, 'ha-giang')],
    },
    {
      says: { vi: 'Sơn La sửa điểm đã thống nhất', en: 'Sơn La revises its agreed score' },
      refused: 'SCORE_FROZEN',
      sends: [
        {
          by: representativeOf('son-la'),
          path: `${YEAR_2024}/scores/self-scores/revisions`,
          body: {
            ...onDay('2025-03-21'),
            unitId: 'son-la',
            lines: [
              { criterionId: 'phan-1', mark: '600.00' },
              { criterionId: 'phan-2', mark: '300.00' },
              { criterionId: 'phan-3', mark: '100.00' },
            ],
          },
        },
      ],
    },
    {
      says: { vi: 'Xếp hạng theo điểm đã thống nhất', en: 'The ranking is computed from the agreed scores' },
      sends: [{ by: SECRETARY, path: `${YEAR_2024}/rankings/computations`, body: onDay('2025-03-21') }],
    },
    {
      says: {
        vi: 'Công bố thứ nhất và thứ nhì, không công bố điểm',
        en: 'The first two places are published, no points',
      },
      sends: [
        {
          by: SECRETARY,
          path: `${YEAR_2024}/rankings/publications`,
          body: { ...onDay('2025-03-22'), parts: [{ part: 'RANKING', ranks: [1, 2], pointsShown: false }] },
        },
      ],
    },
    {
      says: { vi: 'Xếp hạng lại sau khi công bố', en: 'The ranking is computed again after publication' },
      refused: 'FINAL_STATE',
      sends: [{ by: SECRETARY, path: `${YEAR_2024}/rankings/computations`, body: onDay('2025-03-22') }],
    },
  ],
};
