import type { LocalizedText } from '../kernel/text.js';

/** What a unit is: it decides which offices sign for it and how lists group it. */
export const UNIT_KINDS = [
  'PROVINCE',
  'DISTRICT',
  'COMMUNE',
  'DEPARTMENT',
  'MANAGEMENT_BOARD',
  'MINISTRY',
  'COURT',
  'POLICE',
  'PARTY_BODY',
  'MASS_ORGANISATION',
  'ENTERPRISE',
  'SCHOOL',
  'SUB_UNIT',
  'OTHER',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A name in time. `short` for tables; the letterhead parts are printed on papers. */
export type UnitName = Readonly<{
  full: LocalizedText;
  short: LocalizedText;
  /** Abbreviation in document numbers, e.g. `UBND`. */
  abbreviation?: string;
  /** The superior's printed name and the place (địa danh) of a letterhead. */
  superior?: string;
  seat?: string;
}>;

/** Who may act for a unit by an office; without its code where that is not told. */
export type OfficeHolder = Readonly<{ name: string; officeCode?: string }>;
