import type { Value } from '../../sheets/value.js';

/** A column of a sheet: its header in Vietnamese, and what a row has in it. */
export type Column<Row> = Readonly<{ header: string; of: (row: Row) => Value }>;

/** How an answer is shown as a sheet. */
export type Table = Readonly<{
  /** The name of the sheet and of its file, in Vietnamese. */
  title: string;
  headers: readonly string[];
  rows: (answer: unknown) => readonly (readonly Value[])[];
}>;

/** The table of an answer: `rowsOf` finds its rows, in the same view and with the same rights as the JSON has. */
export function tableOf<Answer, Row>(
  title: string,
  rowsOf: (answer: Answer) => readonly Row[],
  columns: readonly Column<Row>[],
): Table {
  return {
    title,
    headers: columns.map(({ header }) => header),
    rows: (answer) => rowsOf(answer as Answer).map((row) => columns.map(({ of }) => of(row))),
  };
}

type Items<Row> = Readonly<{ items: readonly Readonly<{ row: Row }>[] }>;

/** The table of a list, a row for each of its entries. */
export function tableOfList<Row>(title: string, columns: readonly Column<Row>[]): Table {
  return tableOf<Items<Row>, Row>(title, ({ items }) => items.map(({ row }) => row), columns);
}

/** The table of the entries of something that is shown as one. */
export function tableOfRow<Row, Entry>(
  title: string,
  entriesOf: (row: Row) => readonly Entry[],
  columns: readonly Column<Entry>[],
): Table {
  return tableOf<Readonly<{ row: Row }>, Entry>(title, ({ row }) => entriesOf(row), columns);
}
