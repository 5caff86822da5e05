import { existsSync } from 'node:fs';
import { PROJECTIONS } from '../../projections/all.js';
import { rebuild, type RebuildProgress } from '../../projections/projector/rebuild.js';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import type { Config } from '../config.js';
import { fileOf, openEventStore, pathIn } from '../log/open-event-store.js';
import { UnderstoodEventStore } from '../log/understood-event-store.js';
import { SCHEMAS } from '../slices.js';
import { assertPlaces } from './places.js';

/** Milliseconds between two lines of progress. */
const REPORT_EVERY_MS = 1000;

/**
 * Folds a read model again from the first event, beside the build that serves, and switches to it; the service may be
 * running. Interrupted, the same call goes on where it was. Returns the exit code.
 */
export async function rebuildReadModel(config: Config, name: string, print: (line: string) => void): Promise<number> {
  const projection = PROJECTIONS.find((candidate) => candidate.name === name);
  if (projection === undefined) {
    print(`There is no read model ${name}: use one of ${PROJECTIONS.map((known) => known.name).join(', ')}`);
    return 1;
  }
  assertPlaces(config);
  const rows = pathIn(config.readModels);
  if (rows !== undefined && !existsSync(rows)) {
    print(
      `There are no read models at ${rows} (READ_MODELS): set the path right, or start the service, which builds them`,
    );
    return 1;
  }
  const events = new UnderstoodEventStore(await openEventStore(config.eventStore, { readOnly: true }), SCHEMAS);
  const store = await openReadModelStore(config.readModels, print, { ledger: fileOf(config.eventStore) });
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  try {
    const report = (problem: string, error: unknown): void => print(`${problem}: ${String(error)}`);
    const progress = paced(print);
    const done = await rebuild({
      projections: [projection],
      events,
      store,
      signal: interrupted.signal,
      progress,
      report,
    });
    if (interrupted.signal.aborted) print(`Interrupted; the same command goes on from there. ${inWords(done)}`);
    else print(`${name} serves its new build. ${inWords(done)}`);
    return interrupted.signal.aborted ? 1 : 0;
  } catch (error) {
    print(`${name} was not rebuilt; the older build still serves: ${String(error)}`);
    return 1;
  } finally {
    await events.close();
    await store.close();
  }
}

function paced(print: (line: string) => void): (progress: RebuildProgress) => void {
  let next = performance.now() + REPORT_EVERY_MS;
  return (progress) => {
    if (performance.now() < next) return;
    next = performance.now() + REPORT_EVERY_MS;
    print(inWords(progress));
  };
}

function inWords({ events, eventsPerSecond, percent }: RebuildProgress): string {
  const share = percent === undefined ? '' : `${percent} %, `;
  return `${share}${events} events folded, ${eventsPerSecond} a second`;
}
