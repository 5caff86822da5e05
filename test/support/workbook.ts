import { ZipWriter } from '../../src/sheets/zip-writer.js';

/** A sheet as a workbook keeps it: the XML of its rows, and what stands behind them. */
export type SheetXml = Readonly<{ name: string; rows: string; behind?: string; state?: string }>;

type Workbook = Readonly<{
  sheets: readonly SheetXml[];
  /** What stands in each shared text. */
  texts?: readonly string[];
  /** The number formats of the styles, from 0. */
  formats?: readonly string[];
  date1904?: boolean;
  /** Parts besides, such as macros. */
  parts?: Readonly<Record<string, string>>;
}>;

const XML = '<?xml version="1.0" encoding="UTF-8"?>';

/** A workbook of these parts, as other programs write them and ours does not. */
export function workbook({ sheets, texts = [], formats = [], date1904 = false, parts = {} }: Workbook): Buffer {
  const relations = sheets.map(
    (_, nth) => `<Relationship Id="r${nth}" Type="x/worksheet" Target="worksheets/s${nth}.xml"/>`,
  );
  const named = sheets.map(
    ({ name, state }, nth) =>
      `<sheet name="${name}" sheetId="${nth + 1}" r:id="r${nth}"${state ? ` state="${state}"` : ''}/>`,
  );
  const codes = formats.map((code, nth) => `<numFmt numFmtId="${200 + nth}" formatCode="${code}"/>`);
  return zipped({
    'xl/workbook.xml': `${XML}<workbook><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships>${relations.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `${XML}<sst>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml':
      `${XML}<styleSheet><numFmts>${codes.join('')}</numFmts>` +
      `<cellXfs><xf numFmtId="0"/>${formats.map((_, nth) => `<xf numFmtId="${200 + nth}"/>`).join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows, behind = '' }, nth) => [
        `xl/worksheets/s${nth}.xml`,
        `${XML}<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`,
      ]),
    ),
    ...parts,
  });
}

/** An archive of these texts. */
export function zipped(texts: Readonly<Record<string, string>>): Buffer {
  const zip = new ZipWriter();
  const files = Object.entries(texts).flatMap(([name, text]) => [
    zip.begin(name),
    zip.add(Buffer.from(text), { ends: true }),
  ]);
  return Buffer.concat([...files, zip.end()]);
}

/** A row of inline texts and numbers, from column A on. */
export function row(number: number, ...values: readonly (string | number | undefined)[]): string {
  const cells = values.map((value, column) => {
    const at = `${String.fromCharCode(65 + column)}${number}`;
    if (value === undefined) return '';
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    return `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}
