import type { Archive } from './archive.js';
import { MOST, UnreadableFile } from './sheet.js';
import { attributeOf, hearAll } from './xml.js';

/** What the number of a cell means by its style. */
export type Format = 'NUMBER' | 'PERCENT' | 'DAY' | 'MONTH' | 'YEAR';

/** All that is needed to read the cells of any sheet of the workbook. */
export type Workbook = Readonly<{
  sheets: readonly Readonly<{ name: string; hidden: boolean; part: string }>[];
  texts: readonly string[];
  formats: readonly Format[];
  /** Whether days are counted from 1904 on. */
  from1904: boolean;
}>;

const RELATIONS = 'xl/_rels/workbook.xml.rels';
/** Characters of all shared texts together. */
const MOST_TEXT = 32 * 1024 * 1024;

/** @throws UnreadableFile when it is no workbook. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  if (!archive.has('xl/workbook.xml')) throw new UnreadableFile('NO_SHEET');
  const parts = await relationsIn(archive);
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  let from1904 = false;
  await hearAll('xl/workbook.xml', archive.text('xl/workbook.xml'), {
    open: (element, attributes) => {
      if (element === 'workbookPr') from1904 = isTrue(attributes['date1904']);
      if (element !== 'sheet') return;
      const part = parts.get(attributeOf(attributes, 'id') ?? '');
      const hidden = attributes['state'] !== undefined && attributes['state'] !== 'visible';
      if (part !== undefined && archive.has(part)) sheets.push({ name: attributes['name'] ?? '', hidden, part });
    },
  });
  if (sheets.length === 0) throw new UnreadableFile('NO_SHEET');
  if (sheets.length > MOST.sheets || new Set(sheets.map(({ part }) => part)).size < sheets.length)
    throw new UnreadableFile('TOO_LARGE_INSIDE', 'xl/workbook.xml');
  return { sheets, from1904, texts: await textsIn(archive, parts), formats: await formatsIn(archive) };
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** The parts of the workbook by the ids of their relations; the shared texts by their type. */
async function relationsIn(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  await hearAll(RELATIONS, archive.text(RELATIONS), {
    open: (element, { Id: id, Target: target, Type: type }) => {
      if (element !== 'Relationship' || id === undefined || target === undefined) return;
      const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      parts.set(id, part);
      if (type?.endsWith('/sharedStrings') === true) parts.set('sharedStrings', part);
    },
  });
  return parts;
}

async function textsIn(archive: Archive, parts: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const part = parts.get('sharedStrings') ?? 'xl/sharedStrings.xml';
  const texts: string[] = [];
  let [text, length, phonetic] = ['', 0, false];
  await hearAll(part, archive.text(part), {
    open: (element) => {
      if (element === 'si') text = '';
      if (element === 'rPh') phonetic = true;
    },
    close: (element, own) => {
      if (element === 't' && !phonetic) text += own;
      if (element === 'rPh') phonetic = false;
      if (element !== 'si') return;
      texts.push(unescaped(text));
      length += text.length;
      if (length > MOST_TEXT || texts.length > MOST.shared) throw new UnreadableFile('TOO_LARGE_INSIDE', part);
    },
  });
  return texts;
}

/** `_x000D_` is how Excel writes a character that XML does not take. */
export function unescaped(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

async function formatsIn(archive: Archive): Promise<readonly Format[]> {
  const codes = new Map<string, string>();
  const formats: Format[] = [];
  let ofCells = false;
  const keep = (format: Format): void => {
    if (formats.length >= MOST.shared) throw new UnreadableFile('TOO_LARGE_INSIDE', 'xl/styles.xml');
    formats.push(format);
  };
  await hearAll('xl/styles.xml', archive.text('xl/styles.xml'), {
    open: (element, attributes) => {
      if (element === 'numFmt') codes.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '');
      if (element === 'cellXfs') ofCells = true;
      if (element === 'xf' && ofCells) keep(formatOf(attributes['numFmtId'] ?? '0', codes));
    },
    close: (element) => {
      if (element === 'cellXfs') ofCells = false;
    },
  });
  return formats;
}

/** `mmm-yy` */
const MONTH_AND_YEAR = 17;

/** The formats that every workbook has without saying so, by their numbers. */
function formatOf(id: string, codes: ReadonlyMap<string, string>): Format {
  const number = Number(id);
  if (number === 9 || number === 10) return 'PERCENT';
  if (number === MONTH_AND_YEAR) return 'MONTH';
  const isDay = [14, 17, 22, 27, 36, 50, 58].some((first) => number >= first && number <= lastOf(first));
  return isDay ? 'DAY' : formatIn(codes.get(id) ?? '');
}

function lastOf(first: number): number {
  return { 14: 17, 27: 36, 50: 58 }[first] ?? first;
}

/**
 * What is quoted, escaped or in brackets is no part of the pattern; of the hours alone nobody makes a day. Where a month or a year alone is
 * shown, nobody has told a day.
 */
function formatIn(code: string): Format {
  const pattern = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').toLowerCase();
  if (pattern.includes('%')) return 'PERCENT';
  if (pattern.includes('d')) return 'DAY';
  if (!pattern.includes('y')) return 'NUMBER';
  return pattern.includes('m') ? 'MONTH' : 'YEAR';
}
