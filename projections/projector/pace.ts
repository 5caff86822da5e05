/** How much is done at a time: events in a batch, rows in a write, milliseconds before others get their turn. */
export type Pace = Readonly<{
  events: number;
  rowsAtOnce: number;
  sliceMs: number;
  /**
   * What is folded and kept, and so shown, before the next of a batch is begun takes about so many milliseconds. Commands that wait for
   * room are refused after two seconds, so it is much less. The whole batch, where it is not given.
   */
  strideMs?: number;
  /**
   * After a batch of so many events a rest in which more come: a hot row is written once for all. It is as long as the batch took,
   * but `least` milliseconds and, with the batch, no longer than `cycle`. None follows a full batch, and a caller who waits ends it.
   */
  rest?: Readonly<{ from: number; least: number; cycle: number }>;
}>;

/** How long to rest after a batch of so many events that took so long, in milliseconds. What folds slowly does not rest on top. */
export function restAfter({ rest, events: full }: Pace, events: number, tookMs: number): number {
  if (rest === undefined || events < rest.from || events === full) return 0;
  return Math.max(rest.least, Math.min(tookMs, rest.cycle - tookMs));
}

/** Events of a stride at least: of fewer most is the commits. */
const LEAST_STRIDE = 256;

/** How many events of a batch are folded and kept at once, by how long the last took. */
export class Stride {
  private perMs = 0;

  constructor(private readonly pace: Pace) {}

  get events(): number {
    const { events, strideMs } = this.pace;
    if (strideMs === undefined) return events;
    return Math.min(events, Math.max(LEAST_STRIDE, Math.floor(this.perMs * strideMs)));
  }

  took(events: number, ms: number): void {
    this.perMs = events / Math.max(1, ms);
  }
}

/** Beside requests: the event loop is never held for more than a few milliseconds. */
export const LIVE_PACE: Pace = { events: 256, rowsAtOnce: 64, sliceMs: 2 };

/** In a thread of its own: a batch is one commit of each read model. Who writes alone is not kept waiting for others. */
export const BESIDE_PACE: Pace = {
  events: 8_000,
  rowsAtOnce: 4_000,
  sliceMs: 50,
  strideMs: 500,
  rest: { from: 32, least: 40, cycle: 1_500 },
};

/** Where nothing else runs in the process: large writes, so that a hot row is written seldom. */
export const REBUILD_PACE: Pace = { events: 4_000, rowsAtOnce: 4_000, sliceMs: 50 };
