import { REFUSALS, type RefusalCode } from '../../kernel/refusal-table.js';
import { type FaultCode, FAULTS } from './fault.js';
import { STATUS_OF } from './refusal-status.js';
import { titlesOf } from './titles.js';
import type { Words } from './words.js';

/** The meaning of a code: the page at the address that a problem's `type` gives. */
export type ProblemPage = Readonly<{ code: string; titles: Words; status: number; rule: string; messages: Words }>;

const STATUSES: Readonly<Record<string, number>> = STATUS_OF;

/** Every code, the rules' codes first. */
export const PROBLEM_PAGES: readonly ProblemPage[] = [
  ...Object.entries(REFUSALS).map(([code, { rule, vi, en }]) =>
    pageOf(code, { status: STATUSES[code] ?? 0, rule, vi, en }),
  ),
  ...Object.entries(FAULTS).map(([code, { status, vi, en }]) => pageOf(code, { status, rule: 'HTTP', vi, en })),
];

function pageOf(
  code: string,
  { status, rule, vi, en }: Words & Readonly<{ status: number; rule: string }>,
): ProblemPage {
  return { code, titles: titlesOf(code as RefusalCode | FaultCode), status, rule, messages: { vi, en } };
}
