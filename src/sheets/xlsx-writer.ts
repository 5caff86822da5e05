import { addressOf, lettersOf } from './columns.js';
import { type SheetWriter, type Value, written } from './value.js';
import { ZipWriter } from './zip-writer.js';

/** Excel takes no longer text into a cell. */
const LONGEST_TEXT = 32_767;
/** Excel refuses these in the name of a sheet, and names longer than 31. */
const SHEET_NAME = { refused: /[[\]:*?/\\]/g, longest: 31 };
const WIDEST = 60;
const DAY_MS = 86_400_000;
/** Day 0 of the serials, counted so that 1900-03-01 and later come out right, as Excel does. */
const EPOCH = Date.UTC(1899, 11, 30);

const STYLE = { HEADER: 1, DAY: 2 };

/** An .xlsx file of one sheet, with a header that stays in sight. Texts are never formulas in it, whatever they begin with. */
export function xlsxWriter(title: string, headers: readonly string[]): SheetWriter {
  const zip = new ZipWriter();
  const begun = Object.entries(partsOf(title)).flatMap(([name, text]) => [
    zip.begin(name),
    zip.add(Buffer.from(text), { ends: true }),
  ]);
  begun.push(zip.begin('xl/worksheets/sheet1.xml'), zip.add(Buffer.from(beginning(headers)), { ends: false }));
  let row = 1;
  return {
    take: (rows) => {
      const piece = zip.add(Buffer.from(rows.map((values) => rowXml(row++, values)).join('')), { ends: false });
      return Buffer.concat([...begun.splice(0), piece]);
    },
    end: () => {
      const all = `A1:${addressOf(row - 1, Math.max(headers.length - 1, 0))}`;
      const last = zip.add(Buffer.from(`</sheetData><autoFilter ref="${all}"/></worksheet>`), { ends: true });
      return Buffer.concat([...begun.splice(0), last, zip.end()]);
    },
  };
}

function beginning(headers: readonly string[]): string {
  const widths = headers.map((header, nth) => {
    const width = Math.min(Math.max(header.length + 4, 12), WIDEST);
    return `<col min="${nth + 1}" max="${nth + 1}" width="${width}" customWidth="1"/>`;
  });
  const cells = headers.map((header, nth) => textXml(0, nth, header, STYLE.HEADER)).join('');
  return (
    `${XML}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ` +
    `activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols>` +
    `<sheetData><row r="1">${cells}</row>`
  );
}

function rowXml(row: number, values: readonly Value[]): string {
  return `<row r="${row + 1}">${values.map((value, column) => cellXml(row, column, value)).join('')}</row>`;
}

function cellXml(row: number, column: number, value: Value): string {
  const cell = written(value);
  switch (cell.kind) {
    case 'NONE':
      return '';
    case 'NUMBER':
      return `<c r="${addressOf(row, column)}"><v>${cell.digits}</v></c>`;
    case 'DAY': {
      const serial = (Date.parse(cell.day) - EPOCH) / DAY_MS;
      // Before 1 March 1900 serials of Excel are a day off, and before 1900 there are none.
      if (serial < 61) return textXml(row, column, cell.day);
      return `<c r="${addressOf(row, column)}" s="${STYLE.DAY}"><v>${serial}</v></c>`;
    }
    case 'TEXT':
      return textXml(row, column, cell.text);
  }
}

function textXml(row: number, column: number, text: string, style?: number): string {
  const [at, styled] = [addressOf(row, column), style === undefined ? '' : ` s="${style}"`];
  const kept = escaped(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text);
  return `<c r="${at}" t="inlineStr"${styled}><is><t xml:space="preserve">${kept}</t></is></c>`;
}

/** What XML cannot hold does not get into the ledger (`isAcceptableText`), and is left out should it come here. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/_x(?=[\dA-Fa-f]{4}_)/g, '_x005F_x')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const SHEETML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** All of the file but its rows. */
function partsOf(title: string): Readonly<Record<string, string>> {
  const name = escaped(title.replace(SHEET_NAME.refused, ' ').slice(0, SHEET_NAME.longest).trim() || lettersOf(0));
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}" ContentType="${SHEETML}.${type}+xml"/>`;
  return {
    '[Content_Types].xml':
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ` +
      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
      `${override('workbook.xml', 'sheet.main')}${override('worksheets/sheet1.xml', 'worksheet')}${override('styles.xml', 'styles')}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}` +
      `${relation('rId2', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml':
      `${XML}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>` +
      '<fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
      '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  };
}
