/** How much is done at a time: events in a batch, rows in a write, milliseconds before others get their turn. */
export type Pace = Readonly<{ events: number; rowsAtOnce: number; sliceMs: number }>;

/** Beside requests: the event loop is never held for more than a few milliseconds. */
export const LIVE_PACE: Pace = { events: 256, rowsAtOnce: 64, sliceMs: 2 };

/** Where nothing else runs in the process: large writes, so that a hot row is written seldom. */
export const REBUILD_PACE: Pace = { events: 4_000, rowsAtOnce: 4_000, sliceMs: 50 };
