import type { Words } from '../http/problems/words.js';
import { SLUG } from '../kernel/text.js';
import type { FormColumn } from './form.js';
import { idOf, plain, readAmount, readDate, readText, type Reading } from './readings.js';

type Described = Omit<FormColumn, 'read'>;
type Reads<Column, Value> = Column & Pick<FormColumn<Value>, 'read'>;

/** A column of names or words. */
export function text<const C extends Described>(column: C): Reads<C, string> {
  return { ...column, read: readText };
}

/** A column of partial dates. */
export function date<const C extends Described>(column: C): Reads<C, string> {
  return { ...column, read: readDate };
}

const NO_COUNT: Words = { vi: 'phải là số nguyên không âm', en: 'must be a whole number, not below 0' };

export function count<const C extends Described>(column: C): Reads<C, number> {
  return {
    ...column,
    read: (cell, answers) => {
      const read = readAmount(cell, answers);
      if (!('value' in read)) return read;
      const { decimal, of } = read.value;
      return of === undefined && /^\d{1,9}$/.test(decimal) ? { value: Number(decimal) } : { wrong: NO_COUNT };
    },
  };
}

const A_SHARE: Words = {
  vi: 'là phần của một số khác: hãy ghi điểm theo thang điểm của nguồn, như 968,5',
  en: 'is a part of another number: write the points on the scale of the source, like 968,5',
};

/** A column of points: exact decimals. */
export function points<const C extends Described>(column: C): Reads<C, string> {
  return {
    ...column,
    read: (cell, answers) => {
      const read = readAmount(cell, answers);
      if (!('value' in read)) return read;
      return read.value.of === undefined ? { value: read.value.decimal } : { wrong: A_SHARE };
    },
  };
}

const NO_ID: Words = {
  vi: 'không phải mã: chữ thường không dấu, số và dấu gạch nối, như dien-bien',
  en: 'is no id: letters without marks, digits and single dashes, like dien-bien',
};

/** A column of ids; a name in the place of one gives the id that is made of it. */
export function id<const C extends Described>(column: C): Reads<C, string> {
  return { ...column, read: (cell) => idIn(readText(cell)) };
}

function idIn(read: Reading<string>): Reading<string> {
  if (!('value' in read)) return read;
  const made = SLUG.test(read.value) ? read.value : idOf(read.value);
  return SLUG.test(made) ? { value: made } : { wrong: NO_ID };
}

/** A column of ids with semicolons between them. */
export function ids<const C extends Described>(column: C): Reads<C, readonly string[]> {
  return {
    ...column,
    read: (cell) => {
      const read = readText(cell);
      if (!('value' in read)) return read;
      const all = read.value.split(/\s*;\s*/).map((value) => idIn({ value }));
      const ids = all.flatMap((each) => ('value' in each ? [each.value] : []));
      return ids.length === all.length ? { value: ids } : { wrong: NO_ID };
    },
  };
}

/** A column of words for values of the ledger. */
export function choice<const C extends Described, Value extends string>(
  column: C,
  words: Readonly<Record<Value, string>>,
): Reads<C, Value> {
  const values = new Map<string, Value>();
  for (const [value, word] of Object.entries(words) as [Value, string][]) {
    for (const name of [value, word, ...word.split(', ')]) values.set(plain(name), value);
  }
  const wrong: Words = {
    vi: `phải là một trong: ${Object.values<string>(words).join('; ')}`,
    en: `must be one of: ${Object.keys(words).join(', ')}`,
  };
  return {
    ...column,
    read: (cell) => {
      const read = readText(cell);
      if (!('value' in read)) return read;
      const value = values.get(plain(read.value));
      return value === undefined ? { wrong } : { value };
    },
  };
}

/** The columns that every form has: when it happened, and which document says so. */
export const WHEN = date({
  header: 'Ngày',
  others: ['Thời điểm', 'Ngày tháng', 'Ngày, tháng, năm'],
  required: true,
  explained: 'Ngày, tháng hoặc năm theo nguồn; nguồn không ghi thì ghi "chưa rõ"',
  example: '31/12/2023',
});

export const DOCUMENT = text({
  header: 'Văn bản',
  others: ['Số văn bản', 'Quyết định', 'Số quyết định', 'Căn cứ'],
  required: false,
  explained: 'Số, ký hiệu của văn bản làm căn cứ, nếu có',
  example: '12/QĐ-UBND',
});

export const BLOC = id({
  header: 'Mã cụm, khối',
  others: ['Cụm, khối', 'Cụm', 'Khối', 'Cụm thi đua', 'Khối thi đua', 'Mã cụm', 'Mã khối'],
  required: true,
  explained: 'Mã của cụm, khối trong hệ thống',
  example: 'cum-7-tinh',
});

export const UNIT = id({
  header: 'Mã đơn vị',
  others: ['Mã', 'Mã số đơn vị'],
  required: false,
  explained: 'Mã của đơn vị trong hệ thống; để trống thì lấy theo tên đơn vị, không dấu: tinh-dien-bien',
  example: 'tinh-dien-bien',
});

export const UNIT_NAME = text({
  header: 'Tên đơn vị',
  others: ['Đơn vị', 'Cơ quan, đơn vị', 'Tên cơ quan, đơn vị', 'Thành viên', 'Đơn vị thành viên'],
  required: true,
  explained: 'Tên đầy đủ của đơn vị',
  example: 'Tỉnh Điện Biên',
});

export const YEAR = id({
  header: 'Năm',
  others: ['Năm thi đua', 'Năm công tác'],
  required: true,
  explained: 'Năm thi đua',
  example: '2023',
});
