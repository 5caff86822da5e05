import { copyFileSync } from 'node:fs';
import { BEGINNING } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { logOf, textsOf } from './store-events.js';

/** Puts there what `kill -9` leaves of the log at this moment: the file and its WAL, under that name. */
export function leaveAsKilled(log: string, left: string): string {
  for (const suffix of ['', '-wal']) copyFileSync(`${log}${suffix}`, `${left}${suffix}`);
  return left;
}

export async function textsIn(file: string): Promise<readonly string[]> {
  const log = await SqliteEventStore.open(file, { readOnly: true });
  const texts = textsOf(await logOf(log, BEGINNING));
  await log.close();
  return texts;
}
