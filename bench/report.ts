/** One line of the table. `wanted` is the goal of the project: it is printed, not asserted. */
export type Row = Readonly<{ what: string; value: number | 'NOT MEASURED'; unit: string; wanted?: string }>;

/** @throws RangeError when there are no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('Nothing was measured');
  return (low + high) / 2;
}

/** Writes to standard error, since standard output is for the table. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The aligned table, with the wanted figure beside the measured one. */
export function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows
    .map(({ what, value, unit, wanted }) => {
      const figure = `${written(value)} ${unit}`.trimEnd();
      return `${what.padEnd(width)}  ${figure.padStart(14)}${wanted === undefined ? '' : `   (wanted: ${wanted})`}`;
    })
    .join('\n');
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
