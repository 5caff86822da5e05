import { WriterLedger } from './deciding/in-writer/writer-ledger.js';
import type { Ledger } from './deciding/ledger.js';
import type { Report } from './deciding/optimistic/echoes.js';
import { OptimisticLedger } from './deciding/optimistic/optimistic-ledger.js';
import type { EventStore } from './log/event-store.js';
import { SqliteEventStore } from './log/sqlite/sqlite-event-store.js';
import { SCHEMAS, SLICES } from './slices.js';

/** How the deciding is watched, by metrics or traces. */
type Watching = Report &
  Readonly<{
    /** The engine as the optimistic ledger sees it. */
    events: EventStore;
    /** There are no appends to watch where the writer decides: the ledger itself is watched. */
    watchWriter: (ledger: Ledger) => Ledger;
  }>;

/**
 * The ledger on an opened log. Where a thread of ours writes it, commands are decided in that thread; for every other
 * engine they are decided here and appended at an expected revision.
 */
export function ledgerOn(engine: EventStore, { events, watchWriter, ...report }: Watching = unwatched(engine)): Ledger {
  const writer = engine instanceof SqliteEventStore ? engine.writer : undefined;
  return writer === undefined
    ? new OptimisticLedger(events, SLICES, SCHEMAS, report)
    : watchWriter(new WriterLedger(writer));
}

function unwatched(events: EventStore): Watching {
  return { events, watchWriter: (ledger) => ledger };
}
