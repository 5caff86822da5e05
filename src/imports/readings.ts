import { isLocalDate } from '../kernel/instant.js';
import { precisionOf, UNKNOWN_DATE } from '../kernel/partial-date.js';
import { nameFolded } from '../kernel/text.js';
import type { Words } from '../http/problems/words.js';
import type { Cell } from '../sheets/sheet.js';

/** How the caller has answered what a file leaves open: which of day and month comes first, and what parts a decimal. */
export type Answers = Readonly<{
  dates?: 'DMY' | 'MDY' | undefined;
  decimals?: 'COMMA' | 'POINT' | undefined;
  hidden?: 'TAKE' | 'LEAVE' | undefined;
  sheet?: string | undefined;
}>;

/** What a cell says; or what has to be asked first, or why it says nothing usable. */
export type Reading<Value> =
  Readonly<{ value: Value }> | Readonly<{ asked: keyof Answers; messages: Words }> | Readonly<{ wrong: Words }>;

/** A decimal, of a whole where the cell says so: 95% is 95 of 100, `9,5/10` is 9.5 of 10. */
export type Amount = Readonly<{ decimal: string; of?: string }>;

const BROKEN: Words = {
  vi: 'công thức không có giá trị: hãy mở tệp, tính lại rồi lưu, hoặc ghi thẳng giá trị',
  en: 'the formula has no value: open the file, let it be computed and save it, or write the value itself',
};

/** The text of the cell, in one line. */
export function readText(cell: Cell): Reading<string> {
  switch (cell.kind) {
    case 'TEXT':
      return { value: cell.text.replace(/\s+/gu, ' ') };
    case 'NUMBER':
      return { value: cell.percent === true ? `${cell.digits}%` : cell.digits };
    case 'DAY':
      return { value: cell.day };
    case 'BROKEN':
      return { wrong: BROKEN };
  }
}

const NO_DATE: Words = {
  vi: 'không phải thời điểm: hãy ghi như 31/12/2024, 12/2024, 2024, hoặc "chưa rõ"',
  en: 'is no date: write it like 31/12/2024, 12/2024, 2024, or "chưa rõ" where it is not known',
};
const NO_DAY: Words = { vi: 'không có ngày này trong lịch', en: 'is no day of the calendar' };
const UNKNOWN = ['chua ro', 'khong ro', 'unknown', '?'];

/** The text of a partial date, as events have it: a day, a month, a year, or that it is unknown. */
export function readDate(cell: Cell, { dates }: Answers): Reading<string> {
  const read = readText(cell);
  if (cell.kind === 'DAY' || !('value' in read)) return read;
  const text = plain(read.value)
    .replace(/^ngay /, '')
    .replace(/ thang | nam /g, '/')
    .replace(/^(thang|nam) /, '');
  if (UNKNOWN.includes(text)) return { value: UNKNOWN_DATE };
  return precisionOf(text) === undefined ? dateOf(text.split(/\s*[/.-]\s*/), dates) : { value: text };
}

function dateOf(parts: readonly string[], dates: Answers['dates']): Reading<string> {
  const [first = '', second = '', third = ''] = parts;
  const written = parts.map((part) => (/^\d+$/.test(part) ? part.length : 9)).join('-');
  if (/^[12]-4$/.test(written)) return monthOf(first, second);
  if (/^[12]-[12]-[24]$/.test(written)) return dayOf([first, second, third], dates);
  return { wrong: NO_DATE };
}

function monthOf(month: string, year: string): Reading<string> {
  const text = `${year}-${month.padStart(2, '0')}`;
  return precisionOf(text) === 'MONTH' ? { value: text } : { wrong: NO_DATE };
}

function dayOf([first, second, last]: readonly [string, string, string], order: Answers['dates']): Reading<string> {
  const year = last.length === 2 ? centuryOf(last) : last;
  const [dayFirst, monthFirst] = [isoOf(year, second, first), isoOf(year, first, second)];
  const meant = order === undefined ? new Set([dayFirst, monthFirst]) : [order === 'DMY' ? dayFirst : monthFirst];
  const [day, other] = [...meant].filter((each) => isLocalDate(each));
  if (day === undefined) return { wrong: NO_DAY };
  if (other === undefined) return { value: day };
  return {
    asked: 'dates',
    messages: {
      vi: `có thể là ngày ${Number(first)} tháng ${Number(second)} hoặc ngày ${Number(second)} tháng ${Number(first)}: hãy nêu cách ghi ngày của tệp (dates)`,
      en: `may be ${day} or ${other}: say how the file writes days (dates)`,
    },
  };
}

function isoOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The first emulation movement was called for in 1948. */
function centuryOf(year: string): string {
  return Number(year) < 48 ? `20${year}` : `19${year}`;
}

const NO_NUMBER: Words = {
  vi: 'không phải số: hãy ghi như 968,5 hoặc 1.234,5',
  en: 'is no number: write it like 968,5 or 1.234,5',
};
const HALVES: Readonly<Record<string, string>> = { '½': '5', '¼': '25', '¾': '75' };

/** A number as sheets write it: 968,5 · 1.234,5 · −5 · 95% · 9,5/10 · 9½. */
export function readAmount(cell: Cell, answers: Answers): Reading<Amount> {
  if (cell.kind === 'NUMBER') return { value: { decimal: cell.digits, ...(cell.percent === true ? PERCENT : {}) } };
  const read = readText(cell);
  return 'value' in read ? amountIn(read.value.replace(/^[−–]/, '-'), answers) : read;
}

function amountIn(text: string, answers: Answers): Reading<Amount> {
  const end = text.search(/[/%]/);
  const [left, rest] = end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end)];
  const decimal = decimalIn(left.trim(), answers);
  if (!('value' in decimal)) return decimal;
  const whole = wholeIn(rest, answers);
  return 'value' in whole ? { value: { decimal: shortest(decimal.value), ...whole.value } } : whole;
}

/** `968,50` is the same number as `968,5`: a file that only writes it otherwise says nothing new. */
function shortest(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** Blanks and apostrophes part thousands, and nothing else: `1 234,5` is a number, `9 5` is none. */
const GROUPED = /^-?\d{1,3}([\s']\d{3})+(?=$|[.,])/u;

const PERCENT = { of: '100' } as const;

/** Of how much it is a part: what stands behind the number. */
function wholeIn(rest: string, answers: Answers): Reading<Pick<Amount, 'of'>> {
  if (rest === '') return { value: {} };
  if (rest === '%') return { value: PERCENT };
  if (!rest.startsWith('/')) return { wrong: NO_NUMBER };
  const whole = decimalIn(rest.slice(1).trim(), answers);
  return 'value' in whole ? { value: { of: whole.value } } : whole;
}

function decimalIn(written: string, { decimals }: Answers): Reading<string> {
  const fraction = HALVES[written.at(-1) ?? ''];
  if (fraction !== undefined) return halfIn(written.slice(0, -1).trim(), fraction);
  const text = written.replace(GROUPED, (whole) => whole.replace(/[\s']/gu, ''));
  if (!/^-?\d+([.,]\d+)*$/.test(text)) return { wrong: NO_NUMBER };
  const signs = [...text.replace(/[^.,]/g, '')];
  const [first] = signs;
  if (first === undefined) return { value: text };
  if (new Set(signs).size === 2) return mixed(text, signs);
  return signs.length > 1 ? grouped(text, first) : onlyOne(text, first, decimals);
}

function halfIn(whole: string, fraction: string): Reading<string> {
  if (!/^-?\d*$/.test(whole)) return { wrong: NO_NUMBER };
  return { value: `${/\d/.test(whole) ? whole : `${whole}0`}.${fraction}` };
}

/** `1.234,5`: the last sign parts the decimals, all before it part thousands. */
function mixed(text: string, signs: readonly string[]): Reading<string> {
  const last = signs.at(-1) ?? '';
  if (signs.filter((sign) => sign === last).length > 1) return { wrong: NO_NUMBER };
  const [whole = '', decimals = ''] = text.split(last);
  const thousands = grouped(whole, signs[0] ?? '');
  return 'value' in thousands ? { value: `${thousands.value}.${decimals}` } : thousands;
}

/** `1.000.000`: groups of three. */
function grouped(text: string, sign: string): Reading<string> {
  const [first = '', ...groups] = text.replace('-', '').split(sign);
  const isGrouped = first.length <= 3 && groups.every((group) => group.length === 3);
  return isGrouped
    ? { value: `${text.startsWith('-') ? '-' : ''}${[first, ...groups].join('')}` }
    : { wrong: NO_NUMBER };
}

/** `1.000` may be a thousand or one: only where the whole begins with 0, or the part behind has not three digits, it is plain. */
function onlyOne(text: string, sign: string, decimals: Answers['decimals']): Reading<string> {
  const [whole = '', part = ''] = text.split(sign);
  const decimal = `${whole}.${part}`;
  const mayBeGrouped = part.length === 3 && /^-?[1-9]\d{0,2}$/.test(whole);
  if (!mayBeGrouped) return { value: decimal };
  if (decimals !== undefined) return { value: (decimals === 'COMMA') === (sign === ',') ? decimal : `${whole}${part}` };
  return {
    asked: 'decimals',
    messages: {
      vi: `có thể là ${whole}${part} hoặc ${whole} phẩy ${part}: hãy nêu dấu thập phân của tệp (decimals)`,
      en: `may be ${whole}${part} or ${decimal}: say what parts decimals in the file (decimals)`,
    },
  };
}

/** A text without marks, capitals and punctuation, by which headers and words of choice are compared. */
export function plain(text: string): string {
  return nameFolded(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/\s+/gu, ' ').trim();
}

/** An id made of a name, where the sheet has none: `Tỉnh Điện Biên` is tinh-dien-bien. */
export function idOf(name: string): string {
  return plain(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64)
    .replace(/-$/, '');
}
