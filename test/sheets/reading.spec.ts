import { describe, expect, it } from '@jest/globals';
import { csvWriter } from '../../src/sheets/csv-writer.js';
import { sheetsBeside } from '../../src/sheets/read-beside.js';
import { readSheets } from '../../src/sheets/read-file.js';
import { type Cell, MOST, type Row, type Sheet, UnreadableFile } from '../../src/sheets/sheet.js';
import { xlsxWriter } from '../../src/sheets/xlsx-writer.js';
import { row, workbook, zipped } from '../support/workbook.js';

type Read = Readonly<{ name: string; hidden: boolean; rows: readonly Row[] }>;

async function allIn(sheets: AsyncIterable<Sheet>): Promise<readonly Read[]> {
  const all: Read[] = [];
  for await (const { name, hidden, rows } of sheets) {
    const read: Row[] = [];
    for await (const each of rows) read.push(each);
    all.push({ name, hidden, rows: read });
  }
  return all;
}

async function read(bytes: Buffer): Promise<readonly Read[]> {
  return allIn(readSheets(bytes));
}

/** What a reader sees in a cell. */
function shown(cell: Cell | undefined): string | undefined {
  switch (cell?.kind) {
    case undefined:
      return undefined;
    case 'TEXT':
      return cell.text;
    case 'NUMBER':
      return `${cell.digits}${cell.percent === true ? '%' : ''}`;
    case 'DAY':
      return `d${cell.day}`;
    case 'BROKEN':
      return `!${cell.shown}`;
  }
}

async function cellsIn(bytes: Buffer): Promise<readonly (readonly (string | undefined)[])[]> {
  const [sheet] = await read(bytes);
  return (sheet?.rows ?? []).map(({ cells }) => Array.from(cells, shown));
}

async function refusal(bytes: Buffer): Promise<string> {
  const error: unknown = await read(bytes).then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  return error instanceof UnreadableFile
    ? `${error.reason}${error.at === undefined ? '' : ` ${error.at}`}`
    : String(error);
}

const one = (rows: string, more: Partial<Parameters<typeof workbook>[0]> = {}, behind = ''): Buffer =>
  workbook({ sheets: [{ name: 'Năm 2023', rows, behind }], ...more });

const TABLE = 'Đơn vị;Điểm\r\nTỉnh Điện Biên;968,5\r\n';
const AS_READ = [
  ['Đơn vị', 'Điểm'],
  ['Tỉnh Điện Biên', '968,5'],
];
describe('a text with separators', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(TABLE)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TABLE}`)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${TABLE}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(TABLE, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${TABLE}`, 'utf16le').swap16()],
    ['letters and marks apart', Buffer.from(TABLE.normalize('NFD'))],
    ['commas', Buffer.from('Đơn vị,Điểm\nTỉnh Điện Biên,"968,5"\n')],
    ['tabs', Buffer.from(TABLE.replaceAll(';', '\t'))],
    ['the separator said', Buffer.from('sep=|\nĐơn vị|Điểm\nTỉnh Điện Biên|968,5')],
    ['a title above, blanks behind', Buffer.from('Đơn vị;Điểm;;\nTỉnh Điện Biên ;968,5;;\n;;;\n\n')],
  ])('is read as it was meant: %s', async (_, bytes) => {
    expect((await cellsIn(bytes)).map((cells) => cells.filter((cell) => cell !== undefined))).toEqual(AS_READ);
  });

  it('is read in Windows-1258, in which tones stand behind their letters', async () => {
    // "Điện Biên": Đ is D0, ê is EA, the dot below is F2.
    const bytes = Buffer.from([0xd0, 0x69, 0xea, 0xf2, 0x6e, 0x20, 0x42, 0x69, 0xea, 0x6e, 0x3b, 0x31, 0x0a]);
    expect(await cellsIn(bytes)).toEqual([['Điện Biên', '1']]);
  });

  it('keeps the number of each line, whatever is empty between', async () => {
    const [sheet] = await read(Buffer.from('a;b\n\n;;\n"c\nd";e\nf;g\n'));
    expect(sheet?.rows.map(({ number }) => number)).toEqual([1, 4, 5]);
  });

  it.each([
    ['CRLF after LF', 'a,b\n1,2\r\n3,4\r\n'],
    ['LF after CRLF', 'a,b\r\n1,2\n3,4\n'],
    ['CR alone', 'a,b\r1,2\r3,4\r'],
    ['CR after LF', 'a,b\n1,2\r3,4'],
    ['a name that begins as archives do', 'PK;b\n1;2\n3;4\n'],
  ])('has its lines however they end: %s', async (_, text) => {
    const [sheet] = await read(Buffer.from(text));
    const cells = sheet?.rows.map((each) => [each.number, ...each.cells.map(shown)].join(' '));
    expect(cells?.slice(1)).toEqual(['2 1 2', '3 3 4']);
  });

  it('gives back what was written, texts that look like formulas too', async () => {
    const writer = csvWriter(['a', 'b']);
    const texts = ['=1+1', "'=x", '@', '-5', 'a;b,c\t"d"', "'", 'có "ngoặc"'];
    const bytes = Buffer.concat([writer.take(texts.map((text) => [text, -5])), writer.end()]);
    const back = (await cellsIn(bytes)).slice(1);
    expect(back).toEqual(texts.map((text) => [text, '-5']));
  });
});

describe('a workbook', () => {
  it('gives back what was written', async () => {
    const writer = xlsxWriter('Đơn vị', ['Tên', 'Điểm', 'Ngày', 'Ghi chú']);
    const bytes = Buffer.concat([
      writer.take([['=1+1', { decimal: '968.50' }, { date: '2024-01-31' }, '_x0041_ <&> "']]),
      writer.take([['@b', -5, { date: '2024-02' }, undefined]]),
      writer.end(),
    ]);
    expect(await cellsIn(bytes)).toEqual([
      ['Tên', 'Điểm', 'Ngày', 'Ghi chú'],
      ['=1+1', '968.5', 'd2024-01-31', '_x0041_ <&> "'],
      ['@b', '-5', '2/2024'],
    ]);
  });

  it.each([
    [false, 45_322, 'd2024-01-31'],
    [true, 43_860, 'd2024-01-31'],
    [false, 60, 'd1900-03-01'],
    [false, 59, 'd1900-02-28'],
    [false, 45_322.75, 'd2024-01-31'],
  ])('counts days from 1900 or 1904: %s %s', async (date1904, serial, day) => {
    const rows = `<row r="1"><c r="A1" s="1"><v>${serial}</v></c></row>`;
    expect(await cellsIn(one(rows, { date1904, formats: ['dd/mm/yyyy'] }))).toEqual([[day]]);
  });

  it.each([
    ['mmm-yy', '1/2024'],
    ['&quot;d&quot; mm/yyyy', '1/2024'],
    ['yyyy', '2024'],
    ['d/m', 'd2024-01-31'],
    ['h:mm', '45322'],
  ])('makes no day of a month or a year: %s', async (code, told) => {
    const rows = '<row r="1"><c r="A1" s="1"><v>45322</v></c></row>';
    expect(await cellsIn(one(rows, { formats: [code] }))).toEqual([[told]]);
  });

  it('makes no day of the month that every workbook knows by its number', async () => {
    const rows = '<row r="1"><c r="A1" s="0"><v>45322</v></c></row>';
    const styles = '<styleSheet><cellXfs><xf numFmtId="17"/></cellXfs></styleSheet>';
    expect(await cellsIn(one(rows, { parts: { 'xl/styles.xml': styles } }))).toEqual([['1/2024']]);
  });

  it('shows numbers as its program does: shares, rests of binary fractions, units in quotes', async () => {
    const cell = (at: string, style: number, value: number): string => `<c r="${at}" s="${style}"><v>${value}</v></c>`;
    const rows = `<row r="1">${cell('A1', 1, 0.95)}${cell('B1', 0, 0.1 + 0.2)}${cell('C1', 2, 5)}${cell('D1', 0, 1e-7)}</row>`;
    expect(await cellsIn(one(rows, { formats: ['0.0%', '0 &quot;days&quot;'] }))).toEqual([
      ['95%', '0.3', '5', '0.0000001'],
    ]);
  });

  it('takes of a formula the value that was kept, and says where there is none', async () => {
    const rows =
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>2x</v></c>' +
      '<c r="C1"><f>SUM(D:D)</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>';
    expect(await cellsIn(one(rows))).toEqual([['2', '2x', '!', '!#DIV/0!']]);
  });

  it('gives merged rows the value of their first', async () => {
    const rows = `${row(1, 'Khối 1', 'a')}${row(2, undefined, 'b')}${row(3, undefined, 'c')}${row(4, undefined, 'd')}`;
    const merged = '<mergeCells count="2"><mergeCell ref="A1:A3"/><mergeCell ref="A9:C9"/></mergeCells>';
    expect(await cellsIn(one(rows, {}, merged))).toEqual([
      ['Khối 1', 'a'],
      ['Khối 1', 'b'],
      ['Khối 1', 'c'],
      [undefined, 'd'],
    ]);
  });

  it('tells hidden rows and sheets, shared texts with several fonts, and prefixes of names', async () => {
    const bytes = workbook({
      sheets: [
        { name: 'Ẩn', rows: row(1, 'x'), state: 'hidden' },
        { name: 'B', rows: '<x:row r="2" hidden="1" xmlns:x="y"><x:c r="B2" t="s"><x:v>0</x:v></x:c></x:row>' },
      ],
      texts: ['<r><t>Điện </t></r><r><t>Biên</t></r><rPh><t>x</t></rPh>'],
    });
    const [first, second] = await read(bytes);
    expect([first?.hidden, second?.hidden]).toEqual([true, false]);
    expect(second?.rows).toEqual([
      { number: 2, hidden: true, cells: [undefined, { kind: 'TEXT', text: 'Điện Biên' }] },
    ]);
  });

  it('passes over a million empty rows', async () => {
    const empty = Array.from({ length: 1_000_000 }, (_, nth) => `<row r="${nth + 2}"/>`).join('');
    expect(await cellsIn(one(`${row(1, 'a')}${empty}`))).toEqual([['a']]);
  }, 20_000);
});

describe('a file that is not read', () => {
  const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const sound = one(row(1, 'a'));
  /** An archive that says of its first part that it unpacks to half a gigabyte. */
  const boasting = Buffer.from(sound);
  boasting.writeUInt32LE(512 * 1024 * 1024, boasting.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  const locked = Buffer.from(sound);
  locked.writeUInt16LE(1, locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8);

  it.each<[string, Buffer, string]>([
    ['nothing in it', Buffer.alloc(0), 'EMPTY'],
    ['50 MiB', Buffer.alloc(50 * 1024 * 1024, 'a'), 'TOO_LARGE'],
    ['.xls', COMPOUND, 'OLD_FORMAT'],
    ['a password', Buffer.concat([COMPOUND, Buffer.from('EncryptedPackage', 'utf16le')]), 'PASSWORD'],
    ['locked parts', locked, 'PASSWORD'],
    ['cut off', sound.subarray(0, sound.length - 40), 'TRUNCATED'],
    ['only begun', sound.subarray(0, 200), 'TRUNCATED'],
    ['an archive of something else', zipped({ 'word/document.xml': '<a/>' }), 'NO_SHEET'],
    ['macros', one(row(1, 'a'), { parts: { 'xl/vbaProject.bin': 'x' } }), 'MACROS'],
    [
      'links to other files',
      one(row(1, 'a'), { parts: { 'xl/externalLinks/externalLink1.xml': '<a/>' } }),
      'EXTERNAL_LINKS',
    ],
    ['far more inside', boasting, 'TOO_LARGE_INSIDE'],
    ['rows that go back', one(`${row(5, 'a')}${row(3, 'b')}`), 'DAMAGED A6'],
    ['XML cut in the middle', one('<row r="1"><c r="A1"'), 'DAMAGED xl/worksheets/s0.xml'],
    ['too many columns', one('<row r="1"><c r="IW1"><v>1</v></c></row>'), 'TOO_MANY_COLUMNS IW1'],
    ['a column of 250 letters', one(`<row r="1"><c r="${'Z'.repeat(250)}1"><v>1</v></c></row>`), 'DAMAGED A1'],
    ['a cell without a column', one('<row r="1"><c r="1"><v>1</v></c></row>'), 'DAMAGED A1'],
    ['a text too long', one(row(1, 'x'.repeat(MOST.text + 1))), 'TEXT_TOO_LONG A1'],
    ['100,000 lines of text', Buffer.from('a;b\n'.repeat(100_000)), `TOO_MANY_ROWS A${MOST.rows + 1}`],
  ])('says why: %s', async (_, bytes, reason) => {
    expect(await refusal(bytes)).toBe(reason);
  });

  it('says so of 100,000 rows and of entities that grow', async () => {
    const rows = Array.from({ length: 100_000 }, (_, nth) => row(nth + 1, 'a')).join('');
    expect(await refusal(one(rows))).toBe(`TOO_MANY_ROWS Năm 2023!A${MOST.rows + 1}`);
    const entities = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>';
    expect(await refusal(one(row(1, 'a'), { parts: { 'xl/styles.xml': entities } }))).toBe('DAMAGED xl/styles.xml');
  });
});

describe('a small file that asks for much', () => {
  it('is refused where it has texts without end, though all are empty', async () => {
    const texts = Array.from({ length: MOST.shared + 1 }, () => '');
    expect(await refusal(one(row(1, 'a'), { texts }))).toBe('TOO_LARGE_INSIDE xl/sharedStrings.xml');
  });

  it('is refused where many sheets are one part', async () => {
    const relations =
      '<Relationships><Relationship Id="r0" Type="x/worksheet" Target="worksheets/s0.xml"/></Relationships>';
    const twice = '<workbook><sheets><sheet name="A" r:id="r0"/><sheet name="B" r:id="r0"/></sheets></workbook>';
    const parts = { 'xl/_rels/workbook.xml.rels': relations, 'xl/workbook.xml': twice };
    expect(await refusal(one(row(1, 'a'), { parts }))).toBe('TOO_LARGE_INSIDE xl/workbook.xml');
  });

  it('is read a few rows at a time where one long text stands in many cells, and not beyond what may be carried', async () => {
    const shared = (number: number): string =>
      `<row r="${number}">${Array.from({ length: 100 }, () => '<c t="s"><v>0</v></c>').join('')}</row>`;
    const rows = Array.from({ length: 40 }, (_, nth) => shared(nth + 1)).join('');
    const seen: number[] = [];
    const reading = async (): Promise<void> => {
      const bytes = one(rows, { texts: ['<t>' + 'x'.repeat(MOST.text) + '</t>'] });
      for await (const sheet of sheetsBeside(bytes)) for await (const { number } of sheet.rows) seen.push(number);
    };
    await expect(reading()).rejects.toThrow('TOO_LARGE_INSIDE at A21');
    expect(seen.length).toBeGreaterThan(15);
  });
});

describe('a file read beside', () => {
  it('tells the same as one read here, and passes over what nobody takes', async () => {
    const sheets = ['A', 'B', 'C'].map((name) => ({
      name,
      rows: Array.from({ length: 2_000 }, (_, n) => row(n + 1, n)).join(''),
    }));
    const bytes = workbook({ sheets });
    expect(await allIn(sheetsBeside(bytes))).toEqual(await read(bytes));
    const begun: string[] = [];
    for await (const { name, rows } of sheetsBeside(bytes)) {
      for await (const { number } of rows) {
        begun.push(`${name}${number}`);
        break;
      }
    }
    expect(begun).toEqual(['A1', 'B1', 'C1']);
  });

  it('tells why it cannot be read, behind the rows that could', async () => {
    const bytes = one(`${row(1, 'a')}${row(2, 'b')}${row(2, 'c')}`);
    const seen: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const { rows } of sheetsBeside(bytes)) for await (const { number } of rows) seen.push(number);
    };
    await expect(reading()).rejects.toThrow('DAMAGED at A3');
    expect(seen).toEqual([1, 2]);
  });
});
