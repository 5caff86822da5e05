/** How much is done at a time: events in a batch, rows in a write, milliseconds before others get their turn. */
export type Pace = Readonly<{
  events: number;
  rowsAtOnce: number;
  sliceMs: number;
  /**
   * After a batch of so many events a rest as long as the batch took, within these bounds in milliseconds, in which more come: a hot
   * row is written once for all. None follows a full batch, and a caller who waits ends it.
   */
  rest?: Readonly<{ from: number; least: number; most: number }>;
}>;

/** Beside requests: the event loop is never held for more than a few milliseconds. */
export const LIVE_PACE: Pace = { events: 256, rowsAtOnce: 64, sliceMs: 2 };

/** In a thread of its own: a batch is one commit of each read model. Who writes alone is not kept waiting for others. */
export const BESIDE_PACE: Pace = {
  events: 2_000,
  rowsAtOnce: 4_000,
  sliceMs: 50,
  rest: { from: 32, least: 40, most: 200 },
};

/** Where nothing else runs in the process: large writes, so that a hot row is written seldom. */
export const REBUILD_PACE: Pace = { events: 4_000, rowsAtOnce: 4_000, sliceMs: 50 };
