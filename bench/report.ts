/** One line of the table. `wanted` is what the project asks for; it is printed, never asserted. */
export type Row = Readonly<{ what: string; value: number | 'NOT MEASURED'; unit: string; wanted?: string }>;

/** The middle one, or the mean of the two in the middle. @throws RangeError when there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('Nothing was measured');
  return (low + high) / 2;
}

/** What is being done, on standard error: standard output is for the table. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The table, aligned, with the figure that is wanted beside the one that was measured. */
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

/** Lets one call in so many milliseconds through. */
export function every<Told>(milliseconds: number, tell: (told: Told) => void): (told: Told) => void {
  let next = 0;
  return (told) => {
    if (performance.now() < next) return;
    next = performance.now() + milliseconds;
    tell(told);
  };
}
