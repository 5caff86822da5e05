import type { Words } from './story.js';

const GRAPHEMES = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Letters as a reader counts them: `ữ` is one, however it is spelt in Unicode. */
export function width(text: string): number {
  return [...GRAPHEMES.segment(text.normalize('NFC'))].length;
}

/** A column of a table; numbers stand to the right. */
export type Column = Readonly<{ title: string; right?: boolean }>;

/** Aligned lines with a heading and a rule below it. A row that is too short ends early. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const heading = columns.map(({ title }) => title);
  const widths = columns.map((_, place) => Math.max(...[heading, ...rows].map((row) => width(row[place] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, place) => padded(cell, widths[place] ?? 0, columns[place]?.right ?? false))
      .join('  ')
      .trimEnd();
  return [line(heading), widths.map((wide) => '─'.repeat(wide)).join('  '), ...rows.map(line)];
}

function padded(cell: string, wide: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, wide - width(cell)));
  return right ? `${space}${cell}` : `${cell}${space}`;
}

/** A figure, or that a source does not say it. */
export function figure(value: number | undefined): string {
  return value === undefined ? 'chưa rõ' : `${value}`;
}

export function both({ vi, en }: Words): string {
  return `${vi} · ${en}`;
}

/** The lines indented by that many spaces. */
export function indented(lines: readonly string[], by = 4): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`));
}

/** `968.50` with the decimal comma of Vietnamese. */
export function vietnameseNumber(points: string): string {
  return points.replace('.', ',');
}
