import { type SheetWriter, type Value, written } from './value.js';

/** So that spreadsheet programs read UTF-8 as such. */
const MARK = '\uFEFF';
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/**
 * What spreadsheet programs would take for a formula at the beginning of a text. Such a text gets an apostrophe before it, and so does
 * one that begins with an apostrophe before such, so that the reader takes exactly one away. A number is written as a number: −5 stays −5.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

/** CSV as RFC 4180 has it: UTF-8 with a mark, commas, a point in decimals, days as YYYY-MM-DD. */
export function csvWriter(headers: readonly string[]): SheetWriter {
  let begun = false;
  const take: SheetWriter['take'] = (rows) => {
    const lines = rows.map(lineOf).join('');
    if (begun) return Buffer.from(lines);
    begun = true;
    return Buffer.from(`${MARK}${lineOf(headers)}${lines}`);
  };
  return { take, end: () => take([]) };
}

function lineOf(values: readonly Value[]): string {
  return `${values.map(fieldOf).join(',')}\r\n`;
}

function fieldOf(value: Value): string {
  const cell = written(value);
  switch (cell.kind) {
    case 'NONE':
      return '';
    case 'NUMBER':
      return unmistakable(cell.digits);
    case 'DAY':
      return cell.day;
    case 'TEXT':
      return quoted(FORMULA.test(cell.text) ? `'${cell.text}` : cell.text);
  }
}

/** `12.345` could be read as twelve thousand: with one more decimal it cannot. */
function unmistakable(digits: string): string {
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(digits) ? `${digits}0` : digits;
}

function quoted(text: string): string {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
