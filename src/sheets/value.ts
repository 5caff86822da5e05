import { isLocalDate } from '../kernel/instant.js';
import { vietnameseDate } from '../kernel/partial-date.js';

/**
 * What a cell is written from. `decimal` is an exact decimal of the ledger, a number in the sheet; `date` the text of a partial
 * date: a day is a date in the sheet, all others are words.
 */
export type Value = string | number | boolean | Readonly<{ decimal: string }> | Readonly<{ date: string }> | undefined;

/** A value as a file can hold it: `day` is written YYYY-MM-DD. */
export type Written =
  | Readonly<{ kind: 'NONE' }>
  | Readonly<{ kind: 'TEXT'; text: string }>
  | Readonly<{ kind: 'NUMBER'; digits: string }>
  | Readonly<{ kind: 'DAY'; day: string }>;

const NONE: Written = { kind: 'NONE' };
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** A decimal that is none, such as an exact fraction, is written as text. */
export function written(value: Value): Written {
  if (value === undefined || value === '') return NONE;
  if (typeof value === 'object') return 'decimal' in value ? decimalWritten(value.decimal) : dateWritten(value.date);
  if (typeof value === 'number') return { kind: 'NUMBER', digits: String(value) };
  return { kind: 'TEXT', text: typeof value === 'string' ? value : value ? 'có' : 'không' };
}

function decimalWritten(decimal: string): Written {
  return DECIMAL.test(decimal) ? { kind: 'NUMBER', digits: decimal } : { kind: 'TEXT', text: decimal };
}

function dateWritten(date: string): Written {
  return isLocalDate(date) ? { kind: 'DAY', day: date } : { kind: 'TEXT', text: vietnameseDate(date) };
}

/** Writes a sheet piece by piece: the header is part of the first rows, or of the end where there are none. */
export type SheetWriter = Readonly<{
  take: (rows: readonly (readonly Value[])[]) => Uint8Array;
  end: () => Uint8Array;
}>;
