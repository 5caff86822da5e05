import type { RefusalCode } from '../../kernel/refusal-table.js';

/** Refusals that any command about a year can meet, for the OpenAPI document. */
export const REFUSALS_OF_YEAR: readonly RefusalCode[] = [
  'UNKNOWN_YEAR',
  'DATE_IN_FUTURE',
  'BACKDATED_TOO_FAR',
  'INVALID_TRANSITION',
];

/** Of what a unit does itself, or lets be recorded for it. */
export const REFUSALS_OF_UNIT: readonly RefusalCode[] = [
  ...REFUSALS_OF_YEAR,
  'UNKNOWN_UNIT',
  'UNIT_NOT_ACTIVE',
  'UNIT_NOT_YET',
  'OWN_HAND_REQUIRED',
  'NOT_A_MEMBER',
];
