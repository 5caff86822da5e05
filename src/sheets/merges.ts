import { columnOf } from './columns.js';
import { type Cell, UnreadableFile } from './sheet.js';

type Area = { readonly column: number; readonly from: number; readonly to: number; value?: Cell };
type Filled = { readonly number: number; readonly cells: (Cell | undefined)[] };

const AREA = /<(?:\w+:)?mergeCell\b[^<>]{0,200}?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
/** No mention of an area is longer, so that one that is cut between two pieces is put together. */
const LONGEST = 200;
const MOST = 20_000;

/** Cells over several rows that are merged into one: the value of the first counts for all rows. */
export class Merges {
  private readonly ahead: Area[];
  private begun: Area[] = [];

  constructor(areas: readonly Area[]) {
    this.ahead = areas.toSorted((a, b) => b.from - a.from);
  }

  /** Takes what begins in the row, and gives it what began before. Rows come in order. */
  fill({ number, cells }: Filled): void {
    for (let next = this.ahead.at(-1); next !== undefined && next.from <= number; next = this.ahead.at(-1)) {
      this.begun.push(next);
      this.ahead.pop();
    }
    this.begun = this.begun.filter(({ to }) => to >= number);
    for (const area of this.begun) {
      const cell = cells[area.column];
      if (number === area.from && cell !== undefined) area.value = cell;
      else if (cell === undefined && area.value !== undefined) cells[area.column] = area.value;
    }
  }
}

export const NO_MERGES = new Merges([]);

/** The merged cells of a sheet stand behind its rows, so they are looked for before the rows are read. */
export async function mergesIn(text: AsyncIterable<string>): Promise<Merges> {
  const areas: Area[] = [];
  let carried = '';
  for await (const piece of text) {
    const at = `${carried}${piece}`;
    const found = [...at.matchAll(AREA)];
    areas.push(...found.map(areaOf).filter(({ from, to }) => from < to));
    if (areas.length > MOST) throw new UnreadableFile('TOO_LARGE_INSIDE');
    const last = found.at(-1);
    carried = at.slice(Math.max(last === undefined ? 0 : last.index + last[0].length, at.length - LONGEST));
  }
  return areas.length === 0 ? NO_MERGES : new Merges(areas);
}

function areaOf([, left = '', from, , to]: RegExpExecArray): Area {
  return { column: columnOf(left), from: Number(from), to: Number(to) };
}
