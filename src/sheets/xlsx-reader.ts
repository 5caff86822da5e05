import { Archive } from './archive.js';
import { addressOf, columnOf } from './columns.js';
import { type Merges, mergesIn } from './merges.js';
import { type Cell, MOST, type Row, type Sheet, UnreadableFile } from './sheet.js';
import { type Format, isTrue, readWorkbook, unescaped, type Workbook } from './workbook.js';
import { heard } from './xml.js';

/** The sheets of a workbook, one after another; of cells with formulas the values that were kept with them. */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<Sheet> {
  const archive = await Archive.of(bytes);
  const workbook = await readWorkbook(archive);
  for (const { name, hidden, part } of workbook.sheets) {
    yield { name, hidden, rows: rowsOf(archive, part, workbook) };
  }
}

async function* rowsOf(archive: Archive, part: string, workbook: Workbook): AsyncGenerator<Row> {
  const merges = await mergesIn(archive.text(part));
  const reading = new Reading(workbook, merges);
  try {
    for await (const _ of heard(part, archive.text(part), reading)) yield* reading.taken();
  } catch (error) {
    yield* reading.taken();
    throw error;
  }
}

type Open = { number: number; hidden: boolean; cells: (Cell | undefined)[] };

/** Puts the rows of a sheet together of what is heard of it. */
class Reading {
  private rows: Row[] = [];
  private number = 0;
  private row: Open | undefined;
  private column = -1;
  private cell: { type: string; format: Format; value?: string; text: string; formula: boolean } | undefined;

  constructor(
    private readonly workbook: Workbook,
    private readonly merges: Merges,
  ) {}

  taken(): readonly Row[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open = (element: string, attributes: Readonly<Record<string, string>>): void => {
    if (element === 'row') {
      const number = Number(attributes['r'] ?? this.number + 1);
      if (!Number.isInteger(number) || number <= this.number)
        throw new UnreadableFile('DAMAGED', `A${this.number + 1}`);
      this.number = number;
      this.row = { number: this.number, hidden: isTrue(attributes['hidden']), cells: [] };
      this.column = -1;
    } else if (element === 'c') this.openCell(attributes);
    else if (element === 'f' && this.cell !== undefined) this.cell.formula = true;
  };

  close = (element: string, own: string): void => {
    if (element === 'v' && this.cell !== undefined) this.cell.value = own;
    else if (element === 't' && this.cell !== undefined) this.cell.text += own;
    else if (element === 'c') this.closeCell();
    else if (element === 'row') this.closeRow();
  };

  private openCell({ r: at, s: style, t: type = 'n' }: Readonly<Record<string, string>>): void {
    this.column = at === undefined ? this.column + 1 : this.columnIn(at);
    this.cell = { type, format: this.workbook.formats[Number(style ?? 0)] ?? 'NUMBER', text: '', formula: false };
  }

  private columnIn(at: string): number {
    const letters = CELL.exec(at)?.[1];
    if (letters === undefined) throw new UnreadableFile('DAMAGED', `A${this.number}`);
    return columnOf(letters);
  }

  private closeCell(): void {
    const value = this.valueOfCell();
    this.cell = undefined;
    if (value === undefined || this.row === undefined) return;
    const at = addressOf(this.number - 1, this.column);
    if (this.column >= MOST.columns) throw new UnreadableFile('TOO_MANY_COLUMNS', at);
    if (value.kind === 'TEXT' && value.text.length > MOST.text) throw new UnreadableFile('TEXT_TOO_LONG', at);
    this.row.cells[this.column] = value;
  }

  private valueOfCell(): Cell | undefined {
    const { cell } = this;
    if (cell === undefined) return undefined;
    if (cell.type === 'inlineStr') return textCell(unescaped(cell.text));
    if (cell.value !== undefined && cell.value !== '') return this.valueOf(cell.type, cell.value, cell.format);
    return cell.formula ? { kind: 'BROKEN', shown: '' } : undefined;
  }

  private valueOf(type: string, value: string, format: Format): Cell | undefined {
    switch (type) {
      case 's':
        return textCell(this.workbook.texts[Number(value)] ?? '');
      case 'str':
        return textCell(unescaped(value));
      case 'b':
        return textCell(value === '1' ? 'có' : 'không');
      case 'e':
        return { kind: 'BROKEN', shown: value };
      case 'd':
        return { kind: 'DAY', day: value.slice(0, 10) };
      default:
        return numberCell(Number(value), format, this.workbook.from1904);
    }
  }

  private closeRow(): void {
    const { row } = this;
    this.row = undefined;
    if (row === undefined || !row.cells.some((cell) => cell !== undefined)) return;
    this.merges.fill(row);
    this.rows.push(row);
  }
}

/** No column of a workbook has more than three letters. */
const CELL = /^([A-Z]{1,3})\d*$/;

function textCell(text: string): Cell | undefined {
  const plain = text.normalize('NFC').trim();
  return plain === '' ? undefined : { kind: 'TEXT', text: plain };
}

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
/** Days from the first of the one count to the first of the other. */
const YEARS_1904 = 1_462;
/** Excel counts a 29 February 1900 that never was: serials before it are a day off. */
const FIRST_MARCH_1900 = 61;
const LAST_DAY = 2_958_465;

function numberCell(number: number, format: Format, from1904: boolean): Cell {
  if (!Number.isFinite(number)) return { kind: 'BROKEN', shown: String(number) };
  if (format === 'PERCENT') return { kind: 'NUMBER', digits: decimalOf(number * 100), percent: true };
  const day = format === 'NUMBER' ? undefined : dayOf(Math.floor(number) + (from1904 ? YEARS_1904 : 0));
  if (day === undefined) return { kind: 'NUMBER', digits: decimalOf(number) };
  return format === 'DAY' ? { kind: 'DAY', day } : { kind: 'TEXT', text: asShown(day, format) };
}

function dayOf(serial: number): string | undefined {
  if (serial < 1 || serial > LAST_DAY) return undefined;
  const days = serial < FIRST_MARCH_1900 ? serial + 1 : serial;
  return new Date(EPOCH + days * DAY_MS).toISOString().slice(0, 10);
}

/** A month or a year as a reader writes it: the day behind it stands in the file alone. */
function asShown(day: string, format: Format): string {
  const [year = '', month] = day.split('-');
  return format === 'YEAR' ? year : `${Number(month)}/${year}`;
}

/** The number as Excel shows it, with 15 digits: 0.1 + 0.2 is 0.3. */
function decimalOf(number: number): string {
  const shown = Number(number.toPrecision(15));
  const text = String(shown);
  return text.includes('e') ? shown.toFixed(20).replace(/\.?0+$/, '') : text;
}
