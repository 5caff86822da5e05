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

/** What a sheet calls each kind. */
export const UNIT_KIND_WORDS: Readonly<Record<UnitKind, string>> = {
  PROVINCE: 'tỉnh, thành phố',
  DISTRICT: 'huyện, thị xã, quận',
  COMMUNE: 'xã, phường, đặc khu',
  DEPARTMENT: 'sở, ban, ngành',
  MANAGEMENT_BOARD: 'ban quản lý',
  MINISTRY: 'bộ, cơ quan trung ương',
  COURT: 'tòa án',
  POLICE: 'công an',
  PARTY_BODY: 'cơ quan Đảng',
  MASS_ORGANISATION: 'đoàn thể',
  ENTERPRISE: 'doanh nghiệp',
  SCHOOL: 'trường học',
  SUB_UNIT: 'đơn vị trực thuộc',
  OTHER: 'khác',
};

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
