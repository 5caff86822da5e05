import type { Words } from '../http/problems/words.js';
import { addressOf, placeOf } from '../sheets/columns.js';
import type { Cell, Row, Sheet } from '../sheets/sheet.js';
import type { AnyEntry, FormColumn, ImportForm } from './form.js';
import { type Header, headerIn, noEntry, type Twins } from './header.js';
import type { Answers, Reading } from './readings.js';

/** What a line of the file comes to before anything is sent. `at` is its cell, or the first of the row. */
export type Line =
  | Readonly<{ fate: 'ENTRY'; at: string; sheet: string; row: number; entry: AnyEntry; key: string }>
  | Readonly<{
      fate: 'ASKED' | 'WRONG' | 'PASSED_OVER';
      at: string;
      header?: string;
      asks?: keyof Answers;
      messages: Words;
    }>;

/** A sheet is looked through so far for the header of the form: above it stand titles. */
const LOOK_AHEAD = 40;

/**
 * The lines of a file by the form, in its order; each says what became of it. @throws UnreadableFile
 */
export async function* readForm(
  sheets: AsyncIterable<Sheet>,
  form: ImportForm,
  answers: Answers,
): AsyncGenerator<Line> {
  let read: string | undefined;
  for await (const sheet of sheets) {
    const passed = passedOver(sheet, answers);
    const reading = new FormReading(sheet, form, answers);
    yield* passed === undefined ? reading.lines(read) : [passed];
    if (reading.hasHeader) read ??= sheet.name;
  }
  if (read === undefined) yield { fate: 'WRONG', at: 'A1', messages: noHeader(form) };
}

/** A sheet that is not read: another than the one that was named, or a hidden one. */
function passedOver({ name, hidden }: Sheet, { sheet }: Answers): Line | undefined {
  if (sheet === undefined ? !hidden : sheet === name) return undefined;
  return { fate: 'PASSED_OVER', at: placeOf(name, 'A1'), messages: hidden ? HIDDEN_SHEET : NOT_ASKED_FOR };
}

const HIDDEN_SHEET: Words = { vi: 'trang tính ẩn', en: 'is a hidden sheet' };
const NOT_ASKED_FOR: Words = { vi: 'không phải trang tính được nêu', en: 'is not the sheet that was named' };

function severalSheets(read: string, other: string): Words {
  return {
    vi: `trang tính "${other}" cũng có bảng này, như "${read}": hãy nêu trang tính cần nhập (sheet)`,
    en: `the sheet "${other}" has such a table too, as "${read}" has: name the one to be read (sheet)`,
  };
}

function noHeader({ columns, atLeastOne = [] }: ImportForm): Words {
  const headers = Object.values(columns)
    .filter(({ required }) => required)
    .map(({ header }) => `"${header}"`);
  const one = atLeastOne.map((name) => `"${columns[name]?.header ?? name}"`);
  return {
    vi: `không thấy dòng tiêu đề có các cột ${headers.join(', ')}${one.length > 0 ? ` và ${one.join(' hoặc ')}` : ''}`,
    en: `no line has the headers ${headers.join(', ')}${one.length > 0 ? ` and ${one.join(' or ')}` : ''}`,
  };
}

/** The columns that say what a line is about, the first that it has: an entry is named by that cell. */
const NAMING = ['unitId', 'name'];

/** Reads one sheet by a form. */
class FormReading {
  private header: Header | undefined;
  private isUnclear = false;

  constructor(
    private readonly sheet: Sheet,
    private readonly form: ImportForm,
    private readonly answers: Answers,
  ) {}

  get hasHeader(): boolean {
    return this.header !== undefined || this.isUnclear;
  }

  /** Of a sheet that has the table too, after another one was read, only that it has. */
  async *lines(readBefore: string | undefined): AsyncGenerator<Line> {
    let looked = 0;
    for await (const row of this.sheet.rows) {
      const line = this.told(row);
      if (line !== undefined) yield line;
      looked += 1;
      if (this.isUnclear || (!this.hasHeader && looked === LOOK_AHEAD)) return;
      if (this.hasHeader && readBefore !== undefined) return yield* [this.another(readBefore)];
    }
  }

  /** What the row comes to; nothing above the header, or for the header itself. */
  private told(row: Row): Line | undefined {
    const found = headerIn(row, this.form);
    if (found !== undefined && 'header' in found) return this.twice(row, found);
    if (this.header !== undefined) {
      return found === undefined ? this.lineOf(row, this.header) : this.passed(row, REPEATED_HEADER);
    }
    this.header = found;
    return undefined;
  }

  private another(read: string): Line {
    const { name } = this.sheet;
    return { fate: 'ASKED', at: placeOf(name, 'A1'), asks: 'sheet', messages: severalSheets(read, name) };
  }

  private lineOf(row: Row, header: Header): Line {
    const reason = noEntry(row);
    const other = reason === undefined ? this.hiddenRow(row) : this.passed(row, reason);
    if (other !== undefined) return other;
    const entry: Record<string, unknown> = {};
    for (const [name, column] of Object.entries(this.form.columns)) {
      const at = header.columns.get(name) ?? -1;
      const reading = this.read(column, row.cells[at]);
      if (!('value' in reading)) return this.unread(reading, column, this.place(row, Math.max(at, 0)));
      if (reading.value !== undefined) entry[name] = reading.value;
    }
    return this.entryOf(row, header, entry);
  }

  private unread(reading: Exclude<Reading<unknown>, { value: unknown }>, { header }: FormColumn, at: string): Line {
    return 'asked' in reading
      ? { fate: 'ASKED', at, header, asks: reading.asked, messages: reading.messages }
      : { fate: 'WRONG', at, header, messages: reading.wrong };
  }

  /** What an empty cell says is that nothing is known. */
  private read({ required, read }: FormColumn, cell: Cell | undefined): Reading<unknown> {
    if (cell !== undefined) return read(cell, this.answers);
    return required ? { wrong: EMPTY } : { value: undefined };
  }

  private entryOf(row: Row, header: Header, entry: AnyEntry): Line {
    const { atLeastOne, columns, keyOf } = this.form;
    const lacking = atLeastOne?.every((name) => entry[name] === undefined) === true ? atLeastOne[0] : undefined;
    if (lacking !== undefined) {
      const column = columns[lacking]?.header ?? lacking;
      return { fate: 'WRONG', at: this.place(row, 0), header: column, messages: EMPTY };
    }
    const about = NAMING.find((name) => entry[name] !== undefined) ?? '';
    const at = this.place(row, header.columns.get(about) ?? 0);
    return { fate: 'ENTRY', at, sheet: this.sheet.name, row: row.number, entry, key: keyOf(entry) };
  }

  private hiddenRow(row: Row): Line | undefined {
    if (!row.hidden || this.answers.hidden === 'TAKE') return undefined;
    if (this.answers.hidden === 'LEAVE') return this.passed(row, { vi: 'dòng ẩn', en: 'is a hidden row' });
    return { fate: 'ASKED', at: this.place(row, 0), asks: 'hidden', messages: HIDDEN_ROW };
  }

  private passed(row: Row, messages: Words): Line {
    return { fate: 'PASSED_OVER', at: this.place(row, 0), messages };
  }

  private twice(row: Row, { header, columns: [one, other] }: Twins): Line {
    this.isUnclear = true;
    const [first, second] = [this.place(row, one), this.place(row, other)];
    return {
      fate: 'WRONG',
      at: second,
      header,
      messages: {
        vi: `hai cột cùng là "${header}": ${first} và ${second}; hãy bỏ hoặc đổi tên một cột`,
        en: `two columns are "${header}": ${first} and ${second}; remove one, or give it another header`,
      },
    };
  }

  private place({ number }: Row, column: number): string {
    return placeOf(this.sheet.name, addressOf(number - 1, column));
  }
}

const EMPTY: Words = { vi: 'ô bắt buộc còn trống', en: 'must be filled in' };
const REPEATED_HEADER: Words = { vi: 'tiêu đề lặp lại', en: 'repeats the header' };
const HIDDEN_ROW: Words = {
  vi: 'dòng ẩn: hãy nêu nhập hay bỏ các dòng ẩn (hidden)',
  en: 'is a hidden row: say whether hidden rows are taken (hidden)',
};
