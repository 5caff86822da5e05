import { PROJECTIONS } from '../projections/all.js';
import type { Projecting } from '../projections/projector/projecting.js';
import { Projector } from '../projections/projector/projector.js';
import { ProjectorBeside } from '../projections/projector/projector-beside.js';
import type { FoldWatch } from '../projections/projector/touches.js';
import type { ReadModelStore } from '../read-models/read-model-store.js';
import { Admission, type AdmissionWatch } from './beside/admission.js';
import { AdmittedLedger } from './beside/admitted-ledger.js';
import type { Config } from './config.js';
import type { Ledger } from './deciding/ledger.js';
import type { Waits } from './log/back-off.js';
import { pathIn } from './log/open-event-store.js';
import type { UnderstoodEventStore } from './log/understood-event-store.js';
import type { ProjectorTask } from './projector-thread.js';

/** Threads run what was built, also where a test runs the sources: package.json says where that is. */
const THREAD = new URL(import.meta.resolve('#projector-thread'));

type Parts = Readonly<{
  events: UnderstoodEventStore;
  readModels: ReadModelStore;
  report: (problem: string, error: unknown) => void;
  watch: FoldWatch | undefined;
  waits?: Waits | undefined;
}>;

/**
 * What folds in this process. Where the thread that answers requests would fold a log that is written here, which is the
 * embedded default, a thread of its own folds. A process that only projects needs none, a log in memory cannot be read in
 * another, and behind a server folding is a process of its own.
 */
export function projectorOn(config: Config, { events, readModels, report, watch, waits }: Parts): Projecting {
  const { eventStore, role, logLevel } = config;
  if (role !== 'all' || pathIn(eventStore) === undefined) {
    return new Projector({ projections: PROJECTIONS, events, store: readModels, report, watch, waits });
  }
  const tracing = config.tracing && { ...config.tracing, endpoint: config.tracing.endpoint.href };
  const data: ProjectorTask = { eventStore, readModels: config.readModels, logLevel, tracing, waits };
  return new ProjectorBeside({
    entry: THREAD,
    data,
    projections: PROJECTIONS,
    events,
    readModels,
    report,
    met: (e) => events.met(e),
  });
}

/** The ledger, taking commands no faster than the projector of this process shows what they write. */
export function admitted(ledger: Ledger, projector: Projecting, watch: AdmissionWatch): Ledger {
  const admission = new Admission(watch);
  projector.listen(() => {
    const { shown: position, standings } = projector;
    admission.shown(position === undefined ? undefined : { ...standings, position });
  });
  return new AdmittedLedger(ledger, admission);
}
