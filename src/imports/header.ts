import type { Words } from '../http/problems/words.js';
import type { Cell, Row } from '../sheets/sheet.js';
import type { ImportForm } from './form.js';
import { plain } from './readings.js';

/** Where each column of the form stands in the sheet, by its name. */
export type Header = Readonly<{ row: number; columns: ReadonlyMap<string, number> }>;

/** Two columns of the sheet that say that they are the same. */
export type Twins = Readonly<{ header: string; columns: readonly [number, number] }>;

/** The header that the row is, if it has all that the form needs, or what stands twice in it. */
export function headerIn({ number, cells }: Row, form: ImportForm): Header | Twins | undefined {
  const named = Array.from(cells, (cell, at) => ({ name: nameOf(cell, form), at })).filter(hasName);
  const columns = new Map(named.toReversed().map(({ name, at }) => [name, at]));
  if (!isWhole(columns, form)) return undefined;
  const second = named.find(({ name, at }) => columns.get(name) !== at);
  if (second === undefined) return { row: number, columns };
  const { name, at } = second;
  return { header: form.columns[name]?.header ?? name, columns: [columns.get(name) ?? at, at] };
}

function hasName(column: Readonly<{ name: string | undefined; at: number }>): column is { name: string; at: number } {
  return column.name !== undefined;
}

/** The column of the form that bears that header; what is in brackets behind it is explained there, and no part of it. */
function nameOf(cell: Cell | undefined, form: ImportForm): string | undefined {
  if (cell?.kind !== 'TEXT' || cell.text.length > LONGEST) return undefined;
  const names = namesOf(form);
  return names.get(comparable(cell.text)) ?? names.get(comparable(cell.text.replace(/[([].*$/s, '')));
}

/** No header is longer, with what explains it. */
const LONGEST = 300;
const known = new WeakMap<ImportForm, ReadonlyMap<string, string>>();

/** The column of each name that a header may have. Every row is looked at as if it were one, so the names are made comparable once. */
function namesOf(form: ImportForm): ReadonlyMap<string, string> {
  const before = known.get(form);
  if (before !== undefined) return before;
  const names = new Map(
    Object.entries(form.columns).flatMap(([name, { header, others = [] }]) =>
      [header, ...others].map((each) => [comparable(each), name] as const),
    ),
  );
  known.set(form, names);
  return names;
}

function comparable(text: string): string {
  return plain(text).replace(/[^a-z0-9]+/g, '');
}

function isWhole(columns: ReadonlyMap<string, number>, { columns: all, atLeastOne = [] }: ImportForm): boolean {
  const required = Object.entries(all).filter(([, column]) => column.required);
  const hasOne = atLeastOne.length === 0 || atLeastOne.some((name) => columns.has(name));
  return hasOne && required.every(([name]) => columns.has(name));
}

/** Nothing but a number stands behind it: Tổng cục Thuế and Tổng công ty are units. */
const TOTAL = /^(tong|cong|tong cong|tong so|cong chung|tong hop)( so)?( don vi)?[ :.\d,()]*$/;

/** Why a row below the header is no entry, if it is none. */
export function noEntry({ cells }: Row): Words | undefined {
  const texts = cells.filter((cell) => cell !== undefined);
  const [first] = texts;
  if (first?.kind === 'TEXT' && TOTAL.test(plain(first.text).replace(/[:.]+$/, ''))) {
    return { vi: 'dòng tổng cộng, không phải một mục', en: 'is a line of totals, no entry' };
  }
  if (texts.length >= 3 && texts.every((cell, nth) => numberIn(cell) === nth + 1)) {
    return { vi: 'dòng đánh số cột', en: 'numbers the columns' };
  }
  return undefined;
}

function numberIn(cell: Cell): number | undefined {
  const text = cell.kind === 'TEXT' ? cell.text : cell.kind === 'NUMBER' ? cell.digits : '';
  const [, digits] = /^\(?(\d{1,2})\)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
