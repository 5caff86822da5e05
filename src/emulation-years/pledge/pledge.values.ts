import type { LocalDate } from '../../kernel/instant.js';
import { firstDayOf, type PartialDate } from '../../kernel/partial-date.js';
import type { Quantity } from '../../kernel/quantity.js';
import type { LocalizedText } from '../../kernel/text.js';

export const PLEDGE_ORIGINS = ['MEMBERS', 'SUPERIOR'] as const;

/** Whose content it is (H16). */
export type PledgeOrigin = (typeof PLEDGE_ORIGINS)[number];

/** One numbered heading of the pledge (nội dung giao ước); S4 has three. */
export type PledgeContent = Readonly<{ number: number; text: LocalizedText }>;

/** What one unit set itself under a heading: a target, or the focus it chose (S3: a different one for each unit). */
export type PledgeTarget = Readonly<{ unitId: string; content: number; focus: string; target?: Quantity }>;

/**
 * Who signs: the person, the printed office and its code in the rulebook's list (`CHAIRMAN`, `DIRECTOR`, …). An act says all
 * three; a report may know the office alone, or the name.
 */
export type Signatory = Readonly<{ name?: string; office?: string; officeCode?: string }>;

/** A version that every member has signed; a report may say so without their number. */
export type PledgeCompletion = Readonly<{ version: number; signatures?: number }>;

/** The day of an amendment, and the last day to sign that it named. */
export type Amendment = Readonly<{ on: PartialDate; deadline?: LocalDate }>;

/** The last day to sign, of the rulebook's after these amendments (D32): one that has passed by the day of an amendment binds no longer. */
export function deadlineAfter(
  amendments: readonly Amendment[],
  deadline: LocalDate | undefined,
): LocalDate | undefined {
  return amendments.reduce(
    (until, { on, deadline: named }) => named ?? (until !== undefined && firstDayOf(on) > until ? undefined : until),
    deadline,
  );
}

/**
 * Whether the pledge is complete (D19, D22): each of these members has signed it, and no more are declared for that day than are named. The
 * rule and the page go by this text (D36).
 */
export function isSignedByAll(
  members: readonly string[],
  expected: number,
  hasSigned: (unitId: string) => boolean,
): boolean {
  return members.length >= expected && members.every(hasSigned);
}
