/** How much is done at a time: events in a batch, rows in a write, milliseconds before others get their turn. */
export type Pace = Readonly<{
  events: number;
  rowsAtOnce: number;
  sliceMs: number;
  /** After a batch of so many events a rest of so many milliseconds, in which more come: a hot row is written once for all. */
  rest?: Readonly<{ from: number; ms: number }>;
}>;

/** Beside requests: the event loop is never held for more than a few milliseconds. */
export const LIVE_PACE: Pace = { events: 256, rowsAtOnce: 64, sliceMs: 2 };

/** In a thread of its own: a batch is one commit of each read model. Who writes alone is not kept waiting for others. */
export const BESIDE_PACE: Pace = { events: 1_000, rowsAtOnce: 4_000, sliceMs: 50, rest: { from: 32, ms: 40 } };

/** Where nothing else runs in the process: large writes, so that a hot row is written seldom. */
export const REBUILD_PACE: Pace = { events: 4_000, rowsAtOnce: 4_000, sliceMs: 50 };
