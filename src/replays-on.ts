import { availableParallelism } from 'node:os';
import { PROJECTIONS } from '../projections/all.js';
import { type Question, Replay, type ReplayAnswer } from '../projections/projector/replay.js';
import { ReaderThreads } from './beside/reader-threads.js';
import type { EventStore } from './log/event-store.js';

/** What folds rows again as they were. */
export type Replays = Pick<ReaderThreads<Question, ReplayAnswer>, 'ask' | 'close'>;

/** Threads run what was built, also where a test runs the sources: package.json says where that is. */
const THREAD = new URL(import.meta.resolve('#replay-thread'));

/** One core is left to the requests. More than two threads would take the disk from the writer. */
const THREADS = Math.max(1, Math.min(2, availableParallelism() - 1));

/** Questions that may wait. A large year takes a thread a third of a second, the same row a little later next to nothing. */
const ROOM = { most: 256, mostOfOne: 64 };

/** Replays run in threads with readers of their own; a log in memory can be read in this thread alone. */
export function replaysOn(eventStore: string, events: EventStore): Replays {
  if (eventStore !== 'memory:') {
    return new ReaderThreads({ entry: THREAD, data: { eventStore }, threads: THREADS, room: ROOM });
  }
  const replay = new Replay(PROJECTIONS, events);
  return { ask: (question, { signal }) => replay.answer(question, signal), close: async () => undefined };
}
