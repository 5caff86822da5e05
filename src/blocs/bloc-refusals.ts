import type { RefusalCode } from '../kernel/refusal-table.js';

/** Refusals of every command about an existing bloc. */
export const OF_BLOC: readonly RefusalCode[] = ['UNKNOWN_BLOC', 'BLOC_NOT_ACTIVE', 'INVALID_DATES', 'DATE_IN_FUTURE'];
/** Refusals of every command that names units. */
export const OF_UNITS: readonly RefusalCode[] = [...OF_BLOC, 'UNKNOWN_UNIT', 'UNIT_NOT_ACTIVE', 'UNIT_NOT_YET'];
