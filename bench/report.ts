/** What was measured. `wanted` is the goal of the project: it is printed, not asserted. */
export type Row = Readonly<{ what: string; value: number | 'NOT MEASURED'; unit: string; wanted?: string }>;

/** @throws RangeError when there are no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('Nothing was measured');
  return (low + high) / 2;
}

/** Writes to standard error, since standard output is for the rows. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A benchmark: its rows as they come, or all of them at its end. */
export type Part = () => AsyncIterable<Row> | Promise<readonly Row[]>;

/**
 * Runs the parts one after the other and prints each row as it comes, so that what cannot be measured takes no other row with it:
 * that is a row of its own. @returns whether all was measured.
 */
export async function printed(parts: Readonly<Record<string, Part>>, print: (line: string) => void): Promise<boolean> {
  let isAll = true;
  for (const [name, run] of Object.entries(parts)) {
    print('');
    try {
      const rows = run();
      for await (const row of Symbol.asyncIterator in rows ? rows : await rows) print(line(row));
    } catch (error) {
      print(line({ what: `${name}: ${String(error)}`, value: 'NOT MEASURED', unit: '' }));
      isAll = false;
    }
  }
  return isAll;
}

/** Wide enough for most rows. */
const WIDTH = 100;

/** A row as it is printed, with the wanted figure beside the measured one. */
function line({ what, value, unit, wanted }: Row): string {
  const figure = `${written(value)} ${unit}`.trimEnd();
  return `${what.padEnd(WIDTH)}  ${figure.padStart(14)}${wanted === undefined ? '' : `   (wanted: ${wanted})`}`;
}

function written(value: Row['value']): string {
  if (typeof value === 'string') return `*** ${value} ***`;
  return value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

/** Passes on at most one call in this many milliseconds. */
export function every<Value>(milliseconds: number, report: (value: Value) => void): (value: Value) => void {
  let next = 0;
  return (value) => {
    if (performance.now() < next) return;
    next = performance.now() + milliseconds;
    report(value);
  };
}
