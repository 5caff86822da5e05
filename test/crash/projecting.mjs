// A process that folds the notes of a ledger into rows, one for each subject, until it is killed.
// Usage: node projecting.mjs <event store> <store of read models>
import { writeSync } from 'node:fs';
import { Projector } from '../../dist/projections/projector/projector.js';
import { openReadModelStore } from '../../dist/read-models/open-read-model-store.js';
import { openEventStore } from '../../dist/src/log/open-event-store.js';
import { notes } from './notes.projection.mjs';

const [log, readModels] = process.argv.slice(2);
const events = await openEventStore(log, { readOnly: true });
const store = await openReadModelStore(readModels);
const report = (problem, error) => process.stderr.write(`${problem}: ${String(error)}\n`);
new Projector({ projections: [notes], events, store, report, leases: { beat: 50, silence: 150 } }).start();
writeSync(1, 'started\n');
