import type { RefusalCode } from '../../kernel/refusal-table.js';
import { REFUSALS_OF_YEAR } from '../frame/year-refusals.js';

/** Of whatever is written on a sheet under the rules of a rulebook. */
export const OF_SHEET: readonly RefusalCode[] = [
  ...REFUSALS_OF_YEAR,
  'RULEBOOK_NOT_ADOPTED',
  'UNKNOWN_REFERENCE',
  'NOT_A_MEMBER',
  'SUBJECT_NOT_REGISTERED',
  'NOT_IN_GROUP',
  'SCORE_OUT_OF_RANGE',
];

/** Of the figures of all its lines, until they are agreed. */
export const OF_FIGURES: readonly RefusalCode[] = [
  ...OF_SHEET,
  'POINTS_NOT_DEFINED',
  'SCORE_FROZEN',
  'INCOMPLETE_SCORE',
  'INVALID_DATES',
];

/** Of who judges the figures of others. */
export const OF_REVIEW: readonly RefusalCode[] = ['SELF_APPRAISAL', 'REASON_REQUIRED'];

/** Of whoever puts an agreed figure right. */
export const OF_CORRECTION: readonly RefusalCode[] = [
  ...OF_SHEET,
  ...OF_REVIEW,
  'POINTS_NOT_DEFINED',
  'INCOMPLETE_SCORE',
  'DOCUMENT_REQUIRED',
  'INVALID_DATES',
];
