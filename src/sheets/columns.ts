/** The letters of the column with that number, from 0: 0 is A, 26 is AA. */
export function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${lettersOf(Math.floor(column / 26) - 1)}${last}`;
}

/** The number of the column with those letters, from 0. */
export function columnOf(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The address of a cell, row and column from 0: `B12`. */
export function addressOf(row: number, column: number): string {
  return `${lettersOf(column)}${row + 1}`;
}

/** A cell as reports name it: `Trang tính 1!B12`; of a text, which has no sheets, `B12`. */
export function placeOf(sheet: string, at: string): string {
  return sheet === '' ? at : `${sheet}!${at}`;
}
