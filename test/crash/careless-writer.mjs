// The control of the order test: a careless store that acknowledges commits before they are synced.
// Usage: node careless-writer.mjs <store>
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';

const log = new Database(process.argv[2]);
log.pragma('journal_mode = WAL');
log.pragma('synchronous = NORMAL');
log.exec('CREATE TABLE events (position INTEGER PRIMARY KEY) STRICT');
const insert = log.prepare('INSERT INTO events DEFAULT VALUES');
for (let key = 0; key < 50; key += 1) {
  insert.run();
  writeSync(1, `ack ${key}\n`);
}
