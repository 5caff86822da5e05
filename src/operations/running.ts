import type { Projecting } from '../../projections/projector/projecting.js';
import type { ReadModelStore } from '../../read-models/read-model-store.js';
import type { Ledger } from '../deciding/ledger.js';
import type { UnderstoodEventStore } from '../log/understood-event-store.js';

/** The open stores of a service and its projector, as health and progress ask them. */
export type Running = Readonly<{
  events: UnderstoodEventStore;
  /** Who takes the commands. */
  ledger: Pick<Ledger, 'doubt' | 'outages'>;
  readModels: ReadModelStore;
  /** The name of each read model. */
  models: readonly string[];
  /** Absent where another process projects. */
  projector: Projecting | undefined;
}>;
