// A process that projects a log into read models until it is killed or reports that it is at the end of the log.
// Usage: node projector.mjs <event store> <read models>
import { writeSync } from 'node:fs';
import { PROJECTIONS } from '../../dist/projections/all.js';
import { Projector } from '../../dist/projections/projector/projector.js';
import { openReadModelStore } from '../../dist/read-models/open-read-model-store.js';
import { openEventStore } from '../../dist/src/log/open-event-store.js';

const [log, readModels] = process.argv.slice(2);
const events = await openEventStore(log, { readOnly: true });
const store = await openReadModelStore(readModels);
const report = (problem, error) => process.stderr.write(`${problem}: ${String(error)}\n`);
const projector = new Projector({ projections: PROJECTIONS, events, store, report });
projector.start();
writeSync(1, 'started\n');
await projector.caughtUpTo(await events.head(), { timeoutMs: 120_000 });
await projector.stop();
await store.close();
await events.close();
writeSync(1, 'level\n');
