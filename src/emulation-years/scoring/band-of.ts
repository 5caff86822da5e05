import { defined } from '../../kernel/defined.js';
import { exact, type Exact } from '../../kernel/fraction.js';
import type { Band, GapReading } from '../../rulebooks/rulebook.values.js';

/** The ends between which a table gives no points: each of the two with its number, or without it. `above` excludes it, `from` does not. */
export type OpenRange = Readonly<{ above?: string; from?: string; below?: string; upTo?: string }>;

/** What a table of bands says of a number: its points, or where it falls that it has none. */
export type BandRead = Readonly<{ points: string } | { open: OpenRange }>;

/**
 * The band that the number falls into. Bands ascend and only the last may be without an end, so that half of them can be passed over
 * at each look.
 */
export function readBands(bands: readonly Band[], gaps: GapReading, value: Exact): BandRead {
  const place = firstNotEndedBefore(bands, value);
  const band = bands[place];
  if (band !== undefined && !beginsAfter(band, value)) return worthOf(bands, place);
  if (gaps === 'ABOVE' && band !== undefined) return worthOf(bands, place);
  if (gaps === 'BELOW' && place > 0) return worthOf(bands, place - 1);
  return { open: { ...startAfter(bands[place - 1]), ...defined({ below: band?.from }) } };
}

function worthOf(bands: readonly Band[], place: number): BandRead {
  const { points, from, below, upTo } = bands[place] ?? {};
  if (points !== undefined) return { points };
  const start = from === undefined ? startAfter(bands[place - 1]) : { from };
  return { open: { ...start, ...defined({ below, upTo }) } };
}

/** What begins where a band ends. */
function startAfter(before: Band | undefined): OpenRange {
  return defined({ above: before?.upTo, from: before?.below });
}

function firstNotEndedBefore(bands: readonly Band[], value: Exact): number {
  let [low, high] = [0, bands.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const band = bands[middle];
    if (band !== undefined && endsBefore(band, value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endsBefore({ upTo, below }: Band, value: Exact): boolean {
  if (upTo !== undefined) return value.compare(exact(upTo)) > 0;
  return below !== undefined && value.compare(exact(below)) >= 0;
}

function beginsAfter({ from }: Band, value: Exact): boolean {
  return from !== undefined && value.compare(exact(from)) < 0;
}
