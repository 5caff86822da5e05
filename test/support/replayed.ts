import { PROJECTIONS } from '../../projections/all.js';
import { AskedPast } from '../../projections/projector/asked-past.js';
import { type Question, Replay } from '../../projections/projector/replay.js';
import type { Stored } from '../../read-models/read-model-store.js';
import { clock } from '../../src/deciding/clock.js';
import type { EventStore } from '../../src/log/event-store.js';

/** The row as the replay folds it. */
export async function rowAt<Row extends object>(replay: Replay, question: Question): Promise<Stored<Row> | undefined> {
  const { row } = await replay.answer(question);
  return row as Stored<Row> | undefined;
}

/** The port to the past of a log that nothing is written to. */
export function pastOf(events: EventStore): AskedPast {
  const replay = new Replay(PROJECTIONS, events);
  const now = clock();
  return new AskedPast({
    events,
    ledger: { now, settles: async (instant) => (instant < now() ? 0 : undefined) },
    replay: (question, { signal }) => replay.answer(question, signal),
  });
}
