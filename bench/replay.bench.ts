import { PROJECTIONS } from '../projections/all.js';
import { rebuild } from '../projections/projector/rebuild.js';
import { openReadModelStore } from '../read-models/open-read-model-store.js';
import { BEGINNING } from '../src/kernel/event.js';
import type { EventStore } from '../src/log/event-store.js';
import { openEventStore } from '../src/log/open-event-store.js';
import { LedgerFolder } from './ledger-folder.js';
import { every, median, progress, type Row } from './report.js';
import { seedOf, sow } from './seed.js';

const REPORT_EVERY_MS = 5000;
/** The batch size of a rebuild. */
const BATCH = 4000;

/** URLs, as the settings of the service name them. */
type Stores = Readonly<{ eventStore: string; readModels: string }>;

/** Seeds about this many events: the same history for each bloc under its own name. @returns how many there are. */
export async function plantEvents(folder: LedgerFolder, events: number): Promise<number> {
  const seed = await seedOf(0);
  const store = await openEventStore(folder.eventStore);
  const say = every(REPORT_EVERY_MS, (planted: number) => progress(`${planted} of ${events} events seeded`));
  const blocs = Math.ceil((events - seed.common.length) / seed.ofBloc.length);
  const planted = await sow(store, seed, { blocs, seeded: say });
  await store.close();
  return planted;
}

/** Folds the whole log into every read model, indexes included. @returns the seconds it took. */
export async function foldAll({ eventStore, readModels }: Stores): Promise<number> {
  const events = await openEventStore(eventStore, { readOnly: true });
  const store = await openReadModelStore(readModels);
  const say = every(REPORT_EVERY_MS, ({ events: folded }: { events: number }) => progress(`${folded} events folded`));
  const report = (problem: string, error: unknown): void => progress(`${problem}: ${String(error)}`);
  const started = performance.now();
  const { signal } = new AbortController();
  await rebuild({ projections: PROJECTIONS, events, store, signal, progress: say, report });
  const seconds = (performance.now() - started) / 1000;
  await events.close();
  await store.close();
  return seconds;
}

/** The replay of the whole log into all read models on SQLite, compared with only reading and parsing the log. */
export async function benchReplay(wished: number): Promise<readonly Row[]> {
  const folder = await LedgerFolder.make();
  try {
    const events = await plantEvents(folder, wished);
    const reader = await openEventStore(folder.eventStore, { readOnly: true });
    const reads = [await readAll(reader), await readAll(reader)];
    const folding = await foldAll(folder);
    reads.push(await readAll(reader));
    await reader.close();
    const read = events / median(reads);
    return [
      { what: 'replay: events in the log', value: events, unit: '' },
      { what: 'replay: only reading and parsing', value: read, unit: '/s' },
      { what: `replay: into ${PROJECTIONS.length} read models, with indexes`, value: events / folding, unit: '/s' },
      { what: 'replay: ratio', value: events / folding / read, unit: '', wanted: 'at least 0.25' },
    ];
  } finally {
    await folder.remove();
  }
}

/** Seconds to read and parse every event of the log. */
export async function readAll(store: EventStore): Promise<number> {
  const started = performance.now();
  let events = 0;
  for await (const batch of store.readAll(BEGINNING, BATCH)) events += batch.length;
  const seconds = (performance.now() - started) / 1000;
  progress(`${events} events read in ${seconds.toFixed(1)} s`);
  return seconds;
}
