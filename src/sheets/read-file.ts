import { placeOf } from './columns.js';
import { readCsv } from './csv-reader.js';
import { type Row, type Sheet, MOST, UnreadableFile } from './sheet.js';
import { readXlsx } from './xlsx-reader.js';

/** Archives begin with their first part, or with their end where they hold none; a text may begin with their first two letters. */
const ZIP = [
  [0x50, 0x4b, 3, 4],
  [0x50, 0x4b, 5, 6],
];
/** The compound files of Office before 2007; a workbook with a password is one too. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * The sheets of a file, .xlsx or .csv by what it holds, whatever it is called. @throws UnreadableFile here or while rows are read.
 */
export async function* readSheets(bytes: Buffer): AsyncGenerator<Sheet> {
  if (bytes.length === 0) throw new UnreadableFile('EMPTY');
  if (bytes.length > MOST.bytes) throw new UnreadableFile('TOO_LARGE');
  if (begins(bytes, COMPOUND)) throw new UnreadableFile(bytes.includes(ENCRYPTED) ? 'PASSWORD' : 'OLD_FORMAT');
  let rows = 0;
  for await (const sheet of ZIP.some((sign) => begins(bytes, sign)) ? readXlsx(bytes) : [textSheet(bytes)]) {
    yield { ...sheet, rows: counted(sheet) };
  }

  async function* counted(sheet: Sheet): AsyncGenerator<Row> {
    for await (const row of sheet.rows) {
      rows += 1;
      if (rows > MOST.rows) throw new UnreadableFile('TOO_MANY_ROWS', placeOf(sheet.name, `A${row.number}`));
      yield row;
    }
  }
}

function textSheet(bytes: Buffer): Sheet {
  return { name: '', hidden: false, rows: readCsv(bytes) };
}

function begins(bytes: Buffer, sign: readonly number[]): boolean {
  return sign.every((byte, nth) => bytes[nth] === byte);
}
