import { DecideInWriter } from './deciding/in-writer/decide-in-writer.js';
import { runWriter } from './log/sqlite/writer-loop.js';
import { SCHEMAS, SLICES } from './slices.js';

// The entry of the thread that writes the log on SQLite: every slice decides there, within the transactions of the log.
runWriter((log, start) => new DecideInWriter(SLICES, SCHEMAS, log, start));
