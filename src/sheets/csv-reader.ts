import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { decoded } from './encoding.js';
import { addressOf } from './columns.js';
import { type Cell, MOST, type Row, UnreadableFile } from './sheet.js';

const SEPARATORS = [';', '\t', ','] as const;
/** Excel writes it before all rows where the separator is not the usual one. */
const SAID = /^sep=(.)\r?\n/;
/** How much of the text tells which separator it has. */
const SAMPLE = 16_384;
const PIECE = 65_536;
/** All are taken wherever they stand: text put together out of several files has more than one of them. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** The rows of a text with separators, in whatever encoding and with whatever separator it was saved. */
export async function* readCsv(bytes: Buffer): AsyncGenerator<Row> {
  const text = decoded(bytes);
  const said = SAID.exec(text);
  const [begin, separator] = said === null ? [0, separatorOf(text)] : [said[0].length, said[1] ?? ','];
  const records = Readable.from(pieces(text, begin)).pipe(
    parse({
      delimiter: separator,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MOST.text * 8,
    }),
  );
  let number = said === null ? 0 : 1;
  try {
    for await (const record of records as AsyncIterable<readonly string[]>) {
      number += 1;
      const row = rowOf(number, record);
      if (row !== undefined) yield row;
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('DAMAGED', `A${number + 1}`, { cause: error });
  }
}

function rowOf(number: number, record: readonly string[]): Row | undefined {
  if (record.length > MOST.columns) throw new UnreadableFile('TOO_MANY_COLUMNS', `A${number}`);
  const cells = record.map((field, column) => cellOf(field, number, column));
  return cells.some((cell) => cell !== undefined) ? { number, cells, hidden: false } : undefined;
}

function* pieces(text: string, begin: number): Generator<string> {
  for (let at = begin; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}

/** The apostrophe before what would be a formula is the writer's, and no part of the text. */
function cellOf(field: string, number: number, column: number): Cell | undefined {
  if (field.length > MOST.text) throw new UnreadableFile('TEXT_TOO_LONG', addressOf(number - 1, column));
  const text = field.replace(/^'(?='*[=+\-@\t\r])/, '').trim();
  return text === '' ? undefined : { kind: 'TEXT', text };
}

/** The separator that most lines have the same number of, outside of quotes; a comma where none has any. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, SAMPLE)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  const scores = SEPARATORS.map((separator) => ({ separator, score: agreementOf(lines, separator) }));
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score === 0 ? ',' : best.separator;
}

/** On how many lines it stands as often as on most of them; titles above the table have fewer. */
function agreementOf(lines: readonly string[], separator: string): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const found = line.split(separator).length - 1;
    if (found > 0) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return Math.max(0, ...[...counts].map(([found, times]) => times * found));
}
