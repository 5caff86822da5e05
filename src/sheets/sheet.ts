/**
 * What stands in a cell. A number is the decimal that the program shows, `percent` where it shows it as a share; a day is YYYY-MM-DD.
 * BROKEN: a formula that came to nothing (#REF!), or was never computed.
 */
export type Cell =
  | Readonly<{ kind: 'TEXT'; text: string }>
  | Readonly<{ kind: 'NUMBER'; digits: string; percent?: true }>
  | Readonly<{ kind: 'DAY'; day: string }>
  | Readonly<{ kind: 'BROKEN'; shown: string }>;

/** A row that has something in it: `number` from 1 as the program shows it, cells by column from 0. */
export type Row = Readonly<{ number: number; cells: readonly (Cell | undefined)[]; hidden: boolean }>;

/** What a file holds, sheet by sheet. Rows are read as they are asked for, and cannot be read twice. */
export type Sheet = Readonly<{ name: string; hidden: boolean; rows: AsyncIterable<Row> }>;

/** Why a file is not read. */
export const UNREADABLE = [
  'EMPTY',
  'TOO_LARGE',
  'NO_SHEET',
  'OLD_FORMAT',
  'PASSWORD',
  'TRUNCATED',
  'TOO_LARGE_INSIDE',
  'MACROS',
  'EXTERNAL_LINKS',
  'DAMAGED',
  'TOO_MANY_ROWS',
  'TOO_MANY_COLUMNS',
  'TEXT_TOO_LONG',
] as const;
export type Unreadable = (typeof UNREADABLE)[number];

/** The file is not read; `at` says where in it, as far as that is known. */
export class UnreadableFile extends Error {
  constructor(
    readonly reason: Unreadable,
    readonly at?: string,
    options?: ErrorOptions,
  ) {
    super(at === undefined ? reason : `${reason} at ${at}`, options);
    this.name = 'UnreadableFile';
  }
}

/** What a file may be and hold at most. */
export const MOST = {
  /** Bytes of the file. */
  bytes: 20 * 1024 * 1024,
  /** Bytes of what it holds once it is unpacked, of all its parts together. */
  unpacked: 256 * 1024 * 1024,
  parts: 1_000,
  sheets: 255,
  /** Shared texts, or formats of cells: an array that grows without end ends the process, whatever its thread may hold. */
  shared: 500_000,
  /** Rows with something in them, of all sheets that are read. */
  rows: 20_000,
  columns: 256,
  /** Characters of a cell: Excel takes no more. */
  text: 32_767,
  /** Characters of all cells together: a shared text may stand in many. */
  inCells: 64 * 1024 * 1024,
} as const;
